import { and, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'

export interface FirmNumbers {
  total: number
  region: Map<string, number>
  sector: Map<string, number>
}

/** How many firms the register has, in all and by county and sector: what the cases of the board are set against. */
export async function countFirms(db: Db, filter: { region: string[]; sector: string[] }): Promise<FirmNumbers> {
  const where = and(
    filter.region.length ? inArray(enterprises.regionCode, filter.region) : undefined,
    filter.sector.length ? inArray(enterprises.sectorCode, filter.sector) : undefined,
  )
  const rows = await db.execute<{ region: string | null; sector: string | null; firms: number }>(sql`
    select ${enterprises.regionCode} as region, ${enterprises.sectorCode} as sector, count(*)::int as firms
    from ${enterprises} where ${where ?? sql`true`}
    group by grouping sets ((${enterprises.regionCode}), (${enterprises.sectorCode}), ())`)
  const found: FirmNumbers = { total: 0, region: new Map(), sector: new Map() }
  for (const { region, sector, firms } of rows) {
    if (region !== null) found.region.set(region, firms)
    else if (sector !== null) found.sector.set(sector, firms)
    else found.total = firms
  }
  return found
}
