import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { Sample } from '#domain/monitoring/rules/compare.ts'
import { combineOnline, type OnlinePeriod, type OnlineYear } from '#domain/monitoring/rules/online.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'

export interface ComparedSample extends Sample {
  reportNo: string
  authority: string
}

export interface OtherSources {
  online: OnlineYear | null
  samples: ComparedSample[]
}

/**
 * What devices and the bureau found at these outlets in a calendar year, to be asked for by outlet, factor and unit. Values in
 * another unit are converted; those that cannot be are left out.
 */
export async function getOtherSources(
  db: Db,
  outletIds: number[],
  year: number,
): Promise<(outletId: number, factorCode: string, unit: string) => OtherSources> {
  if (outletIds.length === 0) return () => ({ online: null, samples: [] })
  const [summaries, samples] = await Promise.all([listSummaries(db, outletIds, year), listSamples(db, outletIds, year)])
  const keyOf = (row: Keyed) => `${row.outletId} ${row.factorCode}`
  const online = Map.groupBy(summaries, keyOf)
  const supervisory = Map.groupBy(samples, keyOf)
  return (outletId, factorCode, unit) => {
    const key = keyOf({ outletId, factorCode })
    return {
      online: combineOnline(online.get(key) ?? [], unit) ?? null,
      samples: (supervisory.get(key) ?? []).flatMap((sample) => inUnitOfRow(sample, unit)),
    }
  }
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
