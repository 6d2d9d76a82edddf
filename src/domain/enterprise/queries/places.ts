import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { allOf, filingStateSql, filterConditions } from '#domain/enterprise/queries/filter.ts'
import { type EnterpriseStanding, standingOfEnterprise } from '#domain/enterprise/queries/standing.ts'
import { cityDate } from '#platform/clock.ts'
import { keptPlaces } from '#platform/places/kept.ts'

export type EnterprisePlace = Awaited<ReturnType<typeof listPlaces>>[number]

export const enterpriseStandings = ['over', 'near', 'within', 'none'] as const

/**
 * Where the enterprises of a filter lie (WGS 84) and how they stand, all of them. `filing` says why one stands nowhere.
 * @param today the city's day, `YYYY-MM-DD`
 */
export async function listPlaces(db: Db, filter: EnterpriseFilter, today: string) {
  const standing = standingOfEnterprise(db)
  const rows = await db
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
      filing: filingStateSql(today),
      standing: sql<EnterpriseStanding>`coalesce(${standing.standing}, 'none')`,
    })
    .from(enterprises)
    .leftJoin(
      obligations,
      and(eq(obligations.enterpriseId, enterprises.id), eq(obligations.year, Number(today.slice(0, 4)))),
    )
    .leftJoinLateral(standing, sql`true`)
    .where(allOf(filterConditions(filter, today)))
    .orderBy(enterprises.id)
  return rows.map((row) => ({
    ...row,
    standings: { [row.standing]: 1 } as Partial<Record<EnterpriseStanding, number>>,
  }))
}

/** The places of the map's enterprises, in order for every view of it. */
export const enterprisePlaces = keptPlaces({
  tags: ['map', 'enterprises'],
  standings: enterpriseStandings,
  load: (db, filter: EnterpriseFilter, now) => listPlaces(db, filter, cityDate(now)),
  keyOf: (_, now) => cityDate(now),
})
