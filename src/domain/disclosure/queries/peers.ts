import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { OutletKind } from '#domain/disclosure/rules/form.ts'
import { type Median, medianOf, type PeerGroup } from '#domain/disclosure/rules/peers.ts'

/** One factor and kind of outlet of a disclosure beside the medians of its sector and its county in the same year. */
export interface ComparedFactor {
  factorCode: string
  factorNameZh: string
  factorNameEn: string
  outletKind: OutletKind
  /** Mean concentration as a share of the limit, the mean of its outlets; null where there is none to give. */
  share: number | null
  /** Tonnes of the year over all outlets of the kind. */
  totalTonnes: number | null
  shares: Record<PeerGroup, Median>
  totals: Record<PeerGroup, Median>
}

/**
 * The enterprise among its peers: others of the same sector, or of the same county, that published the same factor for the same
 * kind of outlet in the same year. Each counts once, with the mean over its outlets and the sum of its totals.
 */
export async function listPeerComparison(db: Db, disclosureId: number): Promise<ComparedFactor[]> {
  const rows = (await db.execute(sql`
    with this as (
      select d.id, d.year, d.enterprise_id, e.sector_code, e.region_code
      from disclosures d join enterprises e on e.id = d.enterprise_id where d.id = ${disclosureId}
    ),
    own as (
      select r.factor_code, o.kind, avg(${share}) as share, sum(r.total_tonnes) as total, min(r.position) as position
      from this join disclosure_rows r on r.disclosure_id = this.id join outlets o on o.id = r.outlet_id
      where r.limit_min is null and r.concentration_mean is not null
      group by r.factor_code, o.kind
    ),
    peers as materialized (
      select e.id, e.sector_code = this.sector_code as in_sector, e.region_code = this.region_code as in_county,
        r.factor_code, o.kind, avg(${share}) as share, sum(r.total_tonnes) as total
      from this
      join enterprises e on (e.sector_code = this.sector_code or e.region_code = this.region_code) and e.id <> this.enterprise_id
      join disclosures d on d.enterprise_id = e.id and d.year = this.year and d.state = 'published'
      join disclosure_rows r on r.disclosure_id = d.id
      join outlets o on o.id = r.outlet_id
      where r.limit_min is null and r.concentration_mean is not null and r.factor_code in (select factor_code from own)
      group by e.id, in_sector, in_county, r.factor_code, o.kind
    )
    select own.factor_code as "factorCode", f.name_zh as "factorNameZh", f.name_en as "factorNameEn", own.kind as "outletKind",
      own.share::float8 as share, own.total::float8 as "totalTonnes",
      count(p.share) filter (where in_sector)::int as "sectorShares",
      percentile_cont(0.5) within group (order by p.share) filter (where in_sector) as "sectorShare",
      count(p.share) filter (where in_county)::int as "countyShares",
      percentile_cont(0.5) within group (order by p.share) filter (where in_county) as "countyShare",
      count(p.total) filter (where in_sector)::int as "sectorTotals",
      percentile_cont(0.5) within group (order by p.total) filter (where in_sector) as "sectorTotal",
      count(p.total) filter (where in_county)::int as "countyTotals",
      percentile_cont(0.5) within group (order by p.total) filter (where in_county) as "countyTotal"
    from own
    join factors f on f.code = own.factor_code
    left join peers p on p.factor_code = own.factor_code and p.kind = own.kind
    group by own.factor_code, f.name_zh, f.name_en, own.kind, own.share, own.total, own.position
    order by own.position`)) as unknown as (Omit<ComparedFactor, 'shares' | 'totals'> & Record<Figure, number>)[]
  return rows.map((row) => ({
    factorCode: row.factorCode,
    factorNameZh: row.factorNameZh,
    factorNameEn: row.factorNameEn,
    outletKind: row.outletKind,
    share: row.share,
    totalTonnes: row.totalTonnes,
    shares: {
      sector: medianOf(row.sectorShares, row.sectorShare),
      county: medianOf(row.countyShares, row.countyShare),
    },
    totals: {
      sector: medianOf(row.sectorTotals, row.sectorTotal),
      county: medianOf(row.countyTotals, row.countyTotal),
    },
  }))
}

type Figure = `${PeerGroup}${'Share' | 'Shares' | 'Total' | 'Totals'}`

const share = sql.raw('r.concentration_mean / nullif(r.limit_max, 0)')
