import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type Comparison, compareSources, type Sample } from '#domain/monitoring/rules/compare.ts'
import { combineOnline, type OnlinePeriod, type OnlineYear } from '#domain/monitoring/rules/online.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'

export interface ComparedSample extends Sample {
  reportNo: string
  authority: string
}

/** One outlet and factor of a disclosure beside what the devices and the bureau's samples say of the same year. */
export interface ComparedRow {
  outletId: number
  factorCode: string
  online: OnlineYear | null
  samples: ComparedSample[]
  comparison: Comparison
}

/** What a row of the disclosure must tell; `PublishedRow` of the disclosure domain does. */
export interface ReportedRow {
  outletId: number
  factorCode: string
  concentrationState:
    | 'measured'
    | 'below_detection'
    | 'no_discharge'
    | 'not_required'
    | 'not_yet_due'
    | 'overdue'
    | null
  concentrationMean: number | null
  concentrationMax: number | null
  concentrationUnit: string
  detectionLimit: number | null
  totalTonnes: number | null
  judgedCount: number | null
  exceedanceCount: number | null
  limitMin: number | null
  limitMax: number | null
}

/**
 * The three-way comparison of a disclosure's rows for the calendar year that they describe. Rows that neither the devices nor
 * the bureau have seen are left out. Values that came in another unit are converted; those that cannot be are left out.
 */
export async function compareDisclosure(
  db: Db,
  reportedYear: number,
  rows: readonly ReportedRow[],
): Promise<ComparedRow[]> {
  const outletIds = [...new Set(rows.map(({ outletId }) => outletId))]
  if (outletIds.length === 0) return []
  const [summaries, samples] = await Promise.all([
    listSummaries(db, outletIds, reportedYear),
    listSamples(db, outletIds, reportedYear),
  ])
  const keyOf = (row: { outletId: number; factorCode: string }) => `${row.outletId} ${row.factorCode}`
  const online = Map.groupBy(summaries, keyOf)
  const supervisory = Map.groupBy(samples, keyOf)
  return rows.flatMap((row) => {
    const unit = row.concentrationUnit
    const year = combineOnline(online.get(keyOf(row)) ?? [], unit) ?? null
    const taken = (supervisory.get(keyOf(row)) ?? []).flatMap((sample) => inUnitOfRow(sample, unit))
    if (!year && taken.length === 0) return []
    const selfReported = {
      state: row.concentrationState,
      mean: row.concentrationMean,
      max: row.concentrationMax,
      detectionLimit: row.detectionLimit,
      totalTonnes: row.totalTonnes,
      judgedCount: row.judgedCount,
      exceedanceCount: row.exceedanceCount,
      limitMin: row.limitMin,
      limitMax: row.limitMax,
    }
    const comparison = compareSources({ selfReported, online: year, supervisory: taken })
    return [{ outletId: row.outletId, factorCode: row.factorCode, online: year, samples: taken, comparison }]
  })
}

type Keyed = { outletId: number; factorCode: string }

async function listSummaries(db: Db, outletIds: number[], year: number) {
  return (await db.execute(sql`
    select outlet_id as "outletId", factor_code as "factorCode", from_on::text as "fromOn", to_on::text as "toOn",
      judged_count as "judgedCount", exceedance_count as "exceedanceCount", concentration_min::float8 as min,
      concentration_mean::float8 as mean, concentration_max::float8 as max, unit, total_tonnes::float8 as "totalTonnes"
    from online_summaries
    where outlet_id = any(${sql.param(outletIds)}::int[]) and is_current
      and from_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    order by from_on`)) as unknown as (OnlinePeriod & Keyed)[]
}

async function listSamples(db: Db, outletIds: number[], year: number) {
  return (await db.execute(sql`
    select outlet_id as "outletId", factor_code as "factorCode", sampled_on::text as "sampledOn", value::float8 as value,
      detection_limit::float8 as "detectionLimit", unit, limit_min::float8 as "limitMin", limit_max::float8 as "limitMax",
      report_no as "reportNo", authority
    from supervisory_results
    where outlet_id = any(${sql.param(outletIds)}::int[]) and is_current and state <> 'no_discharge'
      and sampled_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    order by sampled_on, id`)) as unknown as (ComparedSample & Keyed & { unit: string })[]
}

function inUnitOfRow({ unit: given, ...sample }: ComparedSample & { unit: string }, unit: string): ComparedSample[] {
  const read = (value: number | null) => (value === null ? null : inUnit(value, given, unit))
  if (inUnit(1, given, unit) === null) return []
  const { sampledOn, reportNo, authority } = sample
  return [
    {
      sampledOn,
      reportNo,
      authority,
      value: read(sample.value),
      detectionLimit: read(sample.detectionLimit),
      limitMin: read(sample.limitMin),
      limitMax: read(sample.limitMax),
    },
  ]
}
