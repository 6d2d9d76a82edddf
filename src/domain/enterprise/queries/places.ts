import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { allOf, filterConditions } from '#domain/enterprise/queries/filter.ts'
import { type EnterpriseStanding, standingOfEnterprise } from '#domain/enterprise/queries/standing.ts'

export type EnterprisePlace = Awaited<ReturnType<typeof listPlaces>>[number]

/** Where the enterprises of a filter lie (WGS 84) and how they stand: the points of the map, all of them. */
export function listPlaces(db: Db, filter: EnterpriseFilter, today: string) {
  const standing = standingOfEnterprise(db)
  return db
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      longitudeDeg: enterprises.longitudeDeg,
      latitudeDeg: enterprises.latitudeDeg,
      dischargesWater: enterprises.dischargesWater,
      dischargesAir: enterprises.dischargesAir,
      violationCount: enterprises.violationCount,
      standing: sql<EnterpriseStanding>`coalesce(${standing.standing}, 'none')`,
    })
    .from(enterprises)
    .leftJoinLateral(standing, sql`true`)
    .where(allOf(filterConditions(filter, today)))
    .orderBy(enterprises.id)
}
