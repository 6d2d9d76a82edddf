import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { LedgerSearch } from '#domain/monitoring/input/rates.ts'
import type { ReadingSign } from '#domain/monitoring/rules/rates/signs.ts'

export interface LedgerRow {
  outletId: number
  outletCode: string
  outletName: string
  creditCode: string
  enterpriseName: string
  enterpriseNameEn: string | null
  regionCode: string
  due: number
  received: number
  valid: number
  flaggedCount: number
  missing: number
  exceeded: number
  takenOutCount: number
  /** By reason, over all that the device sends; `stop` among what was taken out is in no count. */
  flagged: Record<string, number>
  takenOut: Record<string, number>
  /** Of the outlets of the same sector and kind that received hours in the month. */
  peers: number
  /** Median of flagged / received, and of the hours taken out. */
  peerShare: number | null
  peerTakenOut: number | null
}

/** Fewer peers than this say nothing. */
export const leastPeers = 3

/** Hours over the limit that flags and marks took out; what an approved stop took out stands with its reason and is no flag. */
const byFlags = sql.raw("(taken_out_count - coalesce((taken_out ->> 'stop')::int, 0))")
const firstOf = (month: string) => `${month}-01`

/**
 * 标记台账: the outlets of a month with what their flags and marks did, beside the median of their peers. Those come first whose
 * flags took the most hours over the limit out of judgement.
 */
export async function listLedger(
  db: Db,
  month: string,
  {
    region,
    sector,
    medium,
    limit,
    offset = 0,
  }: Pick<LedgerSearch, 'region' | 'sector' | 'medium'> & { limit: number; offset?: number },
): Promise<{ rows: LedgerRow[]; total: number }> {
  const isWater = sql`o.kind = 'water_outlet'`
  const rows = (await db.execute(sql`
    with outlet as (
      select outlet_id, sum(due)::int as due, sum(received)::int as received, sum(valid)::int as valid, sum(flagged_count)::int as flagged,
        sum(missing)::int as missing, sum(exceeded)::int as exceeded, sum(${byFlags})::int as taken
      from reading_months where month = ${firstOf(month)}::date group by outlet_id
    ), placed as materialized (
      select l.*, o.code, o.name as outlet_name, o.kind, e.credit_code, e.name, e.name_en, e.region_code, e.sector_code,
        l.flagged::float8 / nullif(l.received, 0) as share
      from outlet l join outlets o on o.id = l.outlet_id join enterprises e on e.id = o.enterprise_id
    ), peer as (
      select sector_code, kind, count(share)::int as peers, percentile_cont(0.5) within group (order by share) as share,
        percentile_cont(0.5) within group (order by taken) filter (where share is not null) as taken
      from placed group by sector_code, kind
    )
    select o.outlet_id as "outletId", o.code as "outletCode", o.outlet_name as "outletName", o.credit_code as "creditCode",
      o.name as "enterpriseName", o.name_en as "enterpriseNameEn", o.region_code as "regionCode", o.due, o.received, o.valid,
      o.flagged as "flaggedCount", o.missing, o.exceeded, o.taken as "takenOutCount", p.peers,
      case when p.peers >= ${leastPeers} then p.share end as "peerShare", case when p.peers >= ${leastPeers} then p.taken end as "peerTakenOut",
      count(*) over ()::int as total
    from placed o join peer p using (sector_code, kind)
    where ${region ? sql`o.region_code = ${region}` : sql`true`} and ${sector ? sql`o.sector_code = ${sector}` : sql`true`}
      and ${medium === undefined ? sql`true` : medium === 'water' ? isWater : sql`not (${isWater})`}
    order by o.taken desc, o.share desc nulls last, o.outlet_id
    limit ${limit} offset ${offset}`)) as unknown as (Omit<LedgerRow, 'flagged' | 'takenOut'> & { total: number })[]
  const reasons = await readReasons(
    db,
    month,
    rows.map(({ outletId }) => outletId),
  )
  return {
    rows: rows.map(({ total, ...row }) => ({
      ...row,
      ...(reasons.get(row.outletId) ?? { flagged: {}, takenOut: {} }),
    })),
    total: rows[0]?.total ?? 0,
  }
}

type Reasons = Pick<LedgerRow, 'flagged' | 'takenOut'>

async function readReasons(db: Db, month: string, ids: readonly number[]): Promise<Map<number, Reasons>> {
  const rows = (await db.execute(sql`
    select outlet_id, flagged, taken_out from reading_months
    where month = ${firstOf(month)}::date and outlet_id = any(${sql.param(ids)}::int[])`)) as unknown as {
    outlet_id: number
    flagged: Record<string, number>
    taken_out: Record<string, number>
  }[]
  const byOutlet = new Map<number, Reasons>()
  for (const { outlet_id, flagged, taken_out } of rows) {
    const sum = byOutlet.get(outlet_id) ?? { flagged: {}, takenOut: {} }
    byOutlet.set(outlet_id, sum)
    add(sum.flagged, flagged)
    add(sum.takenOut, taken_out)
  }
  return byOutlet
}

function add(sum: Record<string, number>, more: Record<string, number>): void {
  for (const [reason, hours] of Object.entries(more)) sum[reason] = (sum[reason] ?? 0) + hours
}

/** What the flags of the whole city did in a month. */
export async function sumLedger(db: Db, month: string) {
  const [row] = (await db.execute(sql`
    select count(distinct outlet_id)::int as outlets, count(distinct outlet_id) filter (where flagged_count > 0)::int as "flaggedOutlets",
      coalesce(sum(flagged_count), 0)::int as flagged, coalesce(sum(${byFlags}), 0)::int as "takenOut",
      count(distinct outlet_id) filter (where ${byFlags} > 0)::int as "takenOutOutlets"
    from reading_months where month = ${firstOf(month)}::date`)) as unknown as {
    outlets: number
    flaggedOutlets: number
    flagged: number
    takenOut: number
    takenOutOutlets: number
  }[]
  return row as NonNullable<typeof row>
}

export interface ShownSign {
  sign: ReadingSign
  figures: Record<string, number>
  factorCode: string
  factorZh: string
  factorEn: string
  outletCode: string
  creditCode: string
  enterpriseName: string
  enterpriseNameEn: string | null
  otherCreditCode: string | null
  otherOutletCode: string | null
}

/** The signs found in a month, by what they are. */
export async function listSigns(
  db: Db,
  month: string,
  { region, sector, outletId }: Pick<LedgerSearch, 'region' | 'sector'> & { outletId?: number },
  most = 200,
): Promise<ShownSign[]> {
  return (await db.execute(sql`
    select s.sign, s.figures, f.code as "factorCode", f.name_zh as "factorZh", f.name_en as "factorEn", o.code as "outletCode",
      e.credit_code as "creditCode", e.name as "enterpriseName", e.name_en as "enterpriseNameEn", oe.credit_code as "otherCreditCode",
      oo.code as "otherOutletCode"
    from reading_month_signs s join outlets o on o.id = s.outlet_id join enterprises e on e.id = o.enterprise_id
    join factors f on f.no = s.factor_no
    left join outlets oo on oo.id = s.other_outlet_id left join enterprises oe on oe.id = oo.enterprise_id
    where s.month = ${firstOf(month)}::date and ${region ? sql`e.region_code = ${region}` : sql`true`}
      and ${sector ? sql`e.sector_code = ${sector}` : sql`true`} and ${outletId ? sql`s.outlet_id = ${outletId}` : sql`true`}
    order by s.sign desc, e.name_pinyin, e.id, o.code, f.code limit ${most}`)) as unknown as ShownSign[]
}
