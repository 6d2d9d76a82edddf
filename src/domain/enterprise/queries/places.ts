import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { exceedances } from '#db/schema/supervision.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { allOf, filingStateSql, filterConditions } from '#domain/enterprise/queries/filter.ts'
import { standingOfEnterprise } from '#domain/enterprise/queries/standing.ts'
import { cityDate } from '#platform/clock.ts'
import { keptPlaces } from '#platform/places/kept.ts'

export type EnterprisePlace = Awaited<ReturnType<typeof listPlaces>>[number]

/** `now`: a mean of these hours, or of yesterday, is over its limit; `over`: one of this year is, or the newest disclosure. */
export const enterpriseStandings = ['now', 'over', 'near', 'within', 'none'] as const
export type PlaceStanding = (typeof enterpriseStandings)[number]

/** An hour's mean comes when the hour is over, a day's in the next; both may be late. Milliseconds. */
const nowMs = { hour: 3 * 3_600_000, day: 48 * 3_600_000 }

/** The enterprises with judged exceedances of their on-line monitoring this year, and whether one of them is of now. */
function exceedingOnline(db: Db, now: Date) {
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString()
  return db
    .select({
      enterpriseId: outlets.enterpriseId,
      isNow: sql<boolean>`bool_or(${exceedances.at} >= case ${exceedances.kind}
        when 'hour' then ${since(nowMs.hour)}::timestamptz else ${since(nowMs.day)}::timestamptz end)`.as('is_now'),
    })
    .from(exceedances)
    .innerJoin(outlets, eq(outlets.id, exceedances.outletId))
    .where(
      and(
        eq(exceedances.isJudged, true),
        isNull(exceedances.clearedAt),
        gte(exceedances.at, new Date(`${cityDate(now).slice(0, 4)}-01-01T00:00:00+08:00`)),
      ),
    )
    .groupBy(outlets.enterpriseId)
    .as('exceeding_online')
}

/**
 * Where the enterprises of a filter lie (WGS 84) and how they stand, all of them. `filing` says why one stands nowhere.
 */
export async function listPlaces(db: Db, filter: EnterpriseFilter, now: Date) {
  const today = cityDate(now)
  const standing = standingOfEnterprise(db)
  const online = exceedingOnline(db, now)
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
      standing: sql<PlaceStanding>`case when ${online.isNow} then 'now' when ${online.isNow} is not null then 'over'
        else coalesce(${standing.standing}, 'none') end`,
    })
    .from(enterprises)
    .leftJoin(
      obligations,
      and(eq(obligations.enterpriseId, enterprises.id), eq(obligations.year, Number(today.slice(0, 4)))),
    )
    .leftJoin(online, eq(online.enterpriseId, enterprises.id))
    .leftJoinLateral(standing, sql`true`)
    .where(allOf(filterConditions(filter, today)))
    .orderBy(enterprises.id)
  return rows.map((row) => ({
    ...row,
    standings: { [row.standing]: 1 } as Partial<Record<PlaceStanding, number>>,
  }))
}

/** The places of the map's enterprises, in order for every view of it. */
export const enterprisePlaces = keptPlaces({
  tags: ['map', 'enterprises'],
  standings: enterpriseStandings,
  load: (db, filter: EnterpriseFilter, now) => listPlaces(db, filter, now),
  keyOf: (_, now) => cityDate(now),
})
