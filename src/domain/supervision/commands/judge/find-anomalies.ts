import { and, eq, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { anomalies } from '#db/schema/supervision.ts'
import type { OutletToJudge } from '#domain/supervision/commands/judge/outlet.ts'
import { readingsBetween } from '#domain/supervision/queries/judged-readings.ts'
import { findHourAnomalies, reachHours } from '#domain/supervision/rules/anomaly.ts'
import { termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'

const hourMs = 3_600_000

/**
 * Looks again at these hours and at all that they can change the look of, and makes the anomalies there what was found. Of factors
 * that have a limit. @returns how many rows changed
 */
export async function findAnomalies(tx: Db, of: OutletToJudge, hours: readonly number[]) {
  const terms = termsOn(cityDate(of.now))
  const reachMs = reachHours(terms) * hourMs
  const sum = { found: 0, cleared: 0 }
  for (const { first, last } of stretchesOf(hours, 2 * reachMs)) {
    const readings = await readingsBetween(tx, of.outletId, 'hour', first - 2 * reachMs, last + 2 * reachMs)
    const flow = new Map(
      readings
        .filter(({ factorCode }) => factorCode === terms.waterDay.flowFactor.value)
        .map(({ atMs, total }) => [atMs, total]),
    )
    const [from, to] = [first - reachMs, last + reachMs]
    const found = [...Map.groupBy(readings, ({ factorNo }) => factorNo)].flatMap(([factorNo, own]) => {
      const { factorCode, unit } = own[0] as (typeof own)[number]
      const range = terms.outOfRange.factors[factorCode] ?? null
      if (!range && !of.limitAt(factorCode, unit, last)) return []
      const values = own.map(({ atMs, mean, flag }) => ({
        ...{ at: atMs, flag },
        // What the firm marked, or what came while nothing was due, is no sign of anything.
        mean: of.excuseAt(factorCode, atMs) === null ? mean : null,
        volume: flow.get(atMs) ?? null,
        limitMax: of.limitAt(factorCode, unit, atMs)?.limitMax ?? null,
      }))
      return findHourAnomalies(values, { range, terms })
        .filter(({ at }) => at >= from && at <= to)
        .map((each) => ({ ...each, factorNo }))
    })
    const changed = await write(tx, of, { from, to }, found)
    sum.found += changed.found
    sum.cleared += changed.cleared
  }
  return sum
}

async function write(
  tx: Db,
  { outletId, now }: OutletToJudge,
  { from, to }: { from: number; to: number },
  found: readonly { factorNo: number; at: number; kind: 'zero' | 'frozen' | 'out_of_range'; value: number }[],
) {
  const here = and(
    eq(anomalies.outletId, outletId),
    ne(anomalies.kind, 'offline'),
    gte(anomalies.at, new Date(from)),
    lte(anomalies.at, new Date(to)),
  )
  const keyOf = (row: { factorNo: number | null; kind: string; at: number }) => `${row.factorNo} ${row.kind} ${row.at}`
  const before = await tx
    .select({
      id: anomalies.id,
      kind: anomalies.kind,
      factorNo: anomalies.factorNo,
      at: anomalies.at,
      clearedAt: anomalies.clearedAt,
    })
    .from(anomalies)
    .where(here)
  const known = new Map(before.map((row) => [keyOf({ ...row, at: row.at.getTime() }), row]))
  const stands = new Set(found.map(keyOf))
  const added = found.filter((row) => !known.has(keyOf(row)))
  const back = found.flatMap((row) => known.get(keyOf(row)) ?? []).filter(({ clearedAt }) => clearedAt !== null)
  const gone = before.filter((row) => row.clearedAt === null && !stands.has(keyOf({ ...row, at: row.at.getTime() })))
  if (added.length > 0)
    await tx.insert(anomalies).values(added.map((row) => ({ ...row, outletId, at: new Date(row.at), foundAt: now })))
  const ids = (rows: readonly { id: number }[]) =>
    inArray(
      anomalies.id,
      rows.map(({ id }) => id),
    )
  if (back.length > 0) await tx.update(anomalies).set({ clearedAt: null }).where(ids(back))
  if (gone.length > 0) {
    await tx.delete(anomalies).where(and(ids(gone), isNull(anomalies.orderId)))
    await tx
      .update(anomalies)
      .set({ clearedAt: sql`${now.toISOString()}::timestamptz` })
      .where(ids(gone))
  }
  return { found: added.length + back.length, cleared: gone.length }
}

/** Moments that lie near each other, as stretches: each is read at once. */
function stretchesOf(times: readonly number[], apartMs: number): { first: number; last: number }[] {
  const stretches: { first: number; last: number }[] = []
  for (const ms of [...times].sort((a, b) => a - b)) {
    const last = stretches.at(-1)
    if (last && ms - last.last <= apartMs) last.last = ms
    else stretches.push({ first: ms, last: ms })
  }
  return stretches
}
