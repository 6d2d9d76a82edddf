import { and, asc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm'
import { enterprises } from '#db/schema/enterprise.ts'
import type { EnterpriseSort } from '#domain/enterprise/input.ts'

const { namePinyin, id, exceedanceCount, violationCount } = enterprises

/** The order of a list of enterprises; `id` breaks ties, so pages never overlap. */
export function orderOf(sort: EnterpriseSort): SQL[] {
  const byName = [asc(namePinyin), asc(id)]
  if (sort === '-exceedances') return [sql`${exceedanceCount} desc nulls first`, ...byName]
  if (sort === '-cases') return [sql`${violationCount} desc nulls first`, ...byName]
  return byName
}

/** Where a list was read up to: the last row's place in its order. */
export interface Place {
  count: number
  namePinyin: string
  id: number
}

/** The rows that come after a place. */
export function after(sort: EnterpriseSort, place: Place): SQL | undefined {
  const laterName = or(gt(namePinyin, place.namePinyin), and(eq(namePinyin, place.namePinyin), gt(id, place.id)))
  const count = sort === '-exceedances' ? exceedanceCount : sort === '-cases' ? violationCount : undefined
  // Said as a range first: an index that is ordered by name then starts there instead of at the beginning.
  if (!count) return and(sql`${namePinyin} >= ${place.namePinyin}`, laterName)
  return and(sql`${count} <= ${place.count}`, or(lt(count, place.count), and(eq(count, place.count), laterName)))
}

/** The cursor that a client sends back: opaque to it, checked on return. */
export function cursorOf(
  sort: EnterpriseSort,
  row: { namePinyin: string; id: number; exceedanceCount: number; violationCount: number },
): string {
  const count = sort === '-exceedances' ? row.exceedanceCount : sort === '-cases' ? row.violationCount : 0
  return Buffer.from(JSON.stringify([count, row.namePinyin, row.id])).toString('base64url')
}

/** @returns undefined when the text is no cursor of ours */
export function placeOf(cursor: string): Place | undefined {
  try {
    const [count, name, last] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const whole = (n: unknown): n is number => Number.isInteger(n) && Math.abs(n as number) <= 2_147_483_647
    if (!whole(count) || !whole(last) || typeof name !== 'string' || name.includes('\u0000')) return undefined
    return { count, namePinyin: name.toWellFormed(), id: last }
  } catch {
    return undefined
  }
}
