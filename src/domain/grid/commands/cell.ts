import { and, count, eq, isNull, like } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { gridCells as cells } from '#db/schema/grid.ts'
import { lockCell } from '#domain/grid/commands/lock.ts'
import type { cellInput, reachInput } from '#domain/grid/input.ts'
import { readCourse } from '#domain/grid/rules.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'
import { courseProblem } from '#src/i18n/messages/grid-place.ts'

/** A town or park as a cell of its county's grid. @throws DomainError not_allowed; not_found; rule_broken at the field */
export const addCell = (db: Db, viewer: Viewer, given: z.output<typeof cellInput>, now: Date): Promise<string> =>
  add(db, viewer, given, 'town', now, () => {
    const { longitudeDeg, latitudeDeg } = given
    if (!isInCity([longitudeDeg, latitudeDeg]))
      throw refusal(
        'longitudeDeg',
        `${longitudeDeg}, ${latitudeDeg} 不在本市范围内`,
        `${longitudeDeg}, ${latitudeDeg} lies beyond the city`,
      )
    return { longitudeDeg, latitudeDeg }
  })

/** 河段: a reach of a river, by its course, as a cell of its county's grid. @throws DomainError as above */
export const addReach = (db: Db, viewer: Viewer, given: z.output<typeof reachInput>, now: Date): Promise<string> =>
  add(db, viewer, given, 'river', now, () => {
    const read = readCourse(given.line, isInCity)
    if ('problem' in read) throw refusal('line', courseProblem('zh', read.problem), courseProblem('en', read.problem))
    return { line: read.course }
  })

type Place = { longitudeDeg: number; latitudeDeg: number } | { line: [number, number][] }
type Named = Pick<z.output<typeof cellInput>, 'regionCode' | 'nameZh' | 'nameEn' | 'reachKm'>

/** @param readPlace throws where the place is none; asked when it is known that the viewer may add cells here */
const add = (
  db: Db,
  viewer: Viewer,
  { regionCode, nameZh, nameEn, reachKm }: Named,
  level: 'town' | 'river',
  now: Date,
  readPlace: () => Place,
): Promise<string> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { cell: county } = await lockCell(tx, regionCode, viewer)
    const place = readPlace()
    const [same] = await tx
      .select({ code: cells.code })
      .from(cells)
      .where(and(eq(cells.regionCode, regionCode), eq(cells.nameZh, nameZh), isNull(cells.untilOn)))
    if (same) throw refusal('nameZh', `${nameZh}已有网格 ${same.code}`, `${nameZh} is a cell already: ${same.code}`)
    const series = `${regionCode}-${level === 'town' ? 'T' : 'R'}`
    const [numbered] = await tx
      .select({ count: count() })
      .from(cells)
      .where(like(cells.code, `${series}%`))
    const code = `${series}${String((numbered?.count ?? 0) + 1).padStart(2, '0')}`
    await tx.insert(cells).values({
      ...{ code, level, nameZh, nameEn, regionCode, parentId: county.id, reachKm, fromOn: cityDate(now) },
      ...place,
    })
    await recordEvent(tx, {
      kind: 'grid.cell_added',
      subject: `grid:${code}`,
      by: viewer,
      at: now,
      after: { level, nameZh, nameEn, reachKm, ...place },
    })
    return code
  })

const isInCity = ([longitudeDeg, latitudeDeg]: readonly [number, number]): boolean =>
  placeOf({ longitudeDeg, latitudeDeg }).kind !== 'elsewhere'
