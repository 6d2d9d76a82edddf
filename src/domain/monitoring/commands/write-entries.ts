import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { onlineSummaries, supervisoryResults } from '#db/schema/monitoring.ts'
import type { PlannedEntry } from '#domain/monitoring/queries/planned.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Who enters, when, and, where something is put right, why. */
export interface Entering {
  by: Viewer
  at: Date
  reason: string | null
}

/** Writes what is new or put right; what it supersedes stays, no longer in force. @returns the ids in the order of the rows */
export async function writeEntries(tx: Db, planned: readonly PlannedEntry[], entering: Entering): Promise<number[]> {
  const rows = planned.filter(({ change }) => change !== 'unchanged')
  const [first] = rows
  if (!first) return []
  const table = first.row.kind === 'supervisory' ? supervisoryResults : onlineSummaries
  const superseded = rows.flatMap(({ existingId }) => (existingId === null ? [] : [existingId]))
  if (superseded.length > 0) {
    await tx.update(table).set({ isCurrent: false }).where(inArray(table.id, superseded))
  }
  return first.row.kind === 'supervisory' ? writeResults(tx, rows, entering) : writeSummaries(tx, rows, entering)
}

const account = ({ by }: Entering) => (by.role === 'visitor' ? null : by.userId)
const correction = (existingId: number | null, { reason }: Entering) => ({
  supersedesId: existingId,
  correctionReason: existingId === null ? null : reason,
})

async function writeResults(tx: Db, rows: readonly PlannedEntry[], entering: Entering): Promise<number[]> {
  const limits = await limitsOf(tx, rows)
  const values = rows.flatMap(({ row, existingId }, i) => {
    if (row.kind !== 'supervisory') return []
    const { outlet, kind: _, ...result } = row
    const enteredBy = account(entering)
    const limit = limits[i]
    const read = (value: number | null | undefined) =>
      value == null || !limit ? null : inUnit(value, limit.unit as string, row.unit)
    const judged = { limitMin: read(limit?.limitMin), limitMax: read(limit?.limitMax) }
    return [
      {
        outletId: outlet.outletId,
        ...result,
        ...judged,
        ...correction(existingId, entering),
        enteredBy,
        enteredAt: entering.at,
      },
    ]
  })
  return inserted(values, (chunk) =>
    tx.insert(supervisoryResults).values(chunk).returning({ id: supervisoryResults.id }),
  )
}

async function writeSummaries(tx: Db, rows: readonly PlannedEntry[], entering: Entering): Promise<number[]> {
  const values = rows.flatMap(({ row, existingId }) => {
    if (row.kind !== 'online') return []
    const { outlet, kind: _, min, mean, max, ...summary } = row
    return [
      {
        outletId: outlet.outletId,
        ...summary,
        averaging: row.factorCode.startsWith('w') ? ('day' as const) : ('hour' as const),
        concentrationMin: min,
        concentrationMean: mean,
        concentrationMax: max,
        ...correction(existingId, entering),
        enteredBy: account(entering),
        enteredAt: entering.at,
      },
    ]
  })
  return inserted(values, (chunk) => tx.insert(onlineSummaries).values(chunk).returning({ id: onlineSummaries.id }))
}

/** PostgreSQL takes 65,535 values in one statement. */
async function inserted<T>(values: readonly T[], insert: (chunk: T[]) => Promise<{ id: number }[]>): Promise<number[]> {
  const ids: number[] = []
  for (let start = 0; start < values.length; start += 1000) {
    ids.push(...(await insert(values.slice(start, start + 1000))).map(({ id }) => id))
  }
  return ids
}

interface LimitOfDay {
  limitMin: number | null
  limitMax: number | null
  unit: string | null
}

/** The limit that held at the outlet on the day of each sample; water counts by the day and air by the hour where both have one. */
async function limitsOf(tx: Db, rows: readonly PlannedEntry[]): Promise<LimitOfDay[]> {
  const given = rows.map(({ row }, place) => ({
    place,
    outletId: row.outlet.outletId,
    factorCode: row.factorCode,
    day: row.kind === 'supervisory' ? row.sampledOn : row.fromOn,
  }))
  return (await tx.execute(sql`
    select l.limit_min::float8 as "limitMin", l.limit_max::float8 as "limitMax", l.unit
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as v (place int, "outletId" int, "factorCode" text, day date)
    left join lateral (
      select * from outlet_limits l
      where l.outlet_id = v."outletId" and l.factor_code = v."factorCode"
        and l.valid_from <= v.day and coalesce(l.valid_to, 'infinity') > v.day
      order by l.averaging = case when v."factorCode" like 'w%' then 'day' else 'hour' end::averaging desc limit 1
    ) l on true
    order by v.place`)) as unknown as LimitOfDay[]
}
