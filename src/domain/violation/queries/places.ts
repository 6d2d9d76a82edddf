import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { type BoardFilter, boardLimits } from '#domain/violation/input/board.ts'
import { filterConditions, isOneOf } from '#domain/violation/queries/conditions.ts'
import { rowsOf } from '#domain/violation/queries/list.ts'
import { findByText } from '#domain/violation/queries/text.ts'
import { cityDate } from '#platform/clock.ts'
import { countOf } from '#platform/places/cluster.ts'
import { keptPlaces } from '#platform/places/kept.ts'

/** How far what a decision ordered was carried out: done, under way, or not done in its time. */
export const caseStandings = ['overdue', 'open', 'done'] as const
export type CaseStanding = (typeof caseStandings)[number]

export type CasePlace = Awaited<ReturnType<typeof listCasePlaces>>[number]

const standing = (today: string) => sql<CaseStanding>`case
  when ${cases.executionState} = 'done' then 'done'
  when ${cases.executionState} = 'overdue' or ${cases.rectifyBy} < ${today}::date then 'overdue'
  else 'open' end`

/** The published cases of a filter as conditions; with words typed, the ones they fit. */
async function fitting(db: Db, filter: BoardFilter): Promise<(SQL | undefined)[]> {
  const text = await findByText(db, filter, '-decided')
  return [...filterConditions(filter), text && isOneOf(text.ids), isNotNull(cases.enterpriseId)]
}

/**
 * Where the published cases of a filter are: the firm that each was decided against (WGS 84), with how many there are. Cases of
 * firms that are not in the register have no place.
 * @param today the city's day, `YYYY-MM-DD`
 */
export async function listCasePlaces(db: Db, filter: BoardFilter, today: string) {
  const counted = db
    .select({
      enterpriseId: cases.enterpriseId,
      overdue: sql<number>`count(*) filter (where ${standing(today)} = 'overdue')::int`.as('overdue'),
      open: sql<number>`count(*) filter (where ${standing(today)} = 'open')::int`.as('open'),
      done: sql<number>`count(*) filter (where ${standing(today)} = 'done')::int`.as('done'),
    })
    .from(cases)
    .where(and(...(await fitting(db, filter))))
    .groupBy(cases.enterpriseId)
    .as('counted')
  const rows = await db
    .select({
      enterpriseId: enterprises.id,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      longitudeDeg: enterprises.longitudeDeg,
      latitudeDeg: enterprises.latitudeDeg,
      dischargesWater: enterprises.dischargesWater,
      dischargesAir: enterprises.dischargesAir,
      overdue: counted.overdue,
      open: counted.open,
      done: counted.done,
    })
    .from(counted)
    .innerJoin(enterprises, eq(enterprises.id, counted.enterpriseId))
    .orderBy(enterprises.id)
  return rows.map(({ overdue, open, done, ...row }) => ({
    ...row,
    standings: Object.fromEntries(Object.entries({ overdue, open, done }).filter(([, count]) => count > 0)) as Partial<
      Record<CaseStanding, number>
    >,
  }))
}

/** The places of the map's cases, in order for every view of it. */
export const casePlaces = keptPlaces({
  tags: ['board', 'enterprises'],
  standings: caseStandings,
  load: (db, filter: BoardFilter, now) => listCasePlaces(db, filter, cityDate(now)),
  keyOf: (_, now) => cityDate(now),
})

/** One page of the cases that lie at these places, the newest decision first, and how many there are. */
export async function listCasesAt(db: Db, filter: BoardFilter, places: readonly CasePlace[], page: number) {
  const total = places.reduce((sum, place) => sum + countOf(place), 0)
  const firms = places.map(({ enterpriseId }) => enterpriseId)
  const size = boardLimits.pageSize
  const where = and(...(await fitting(db, filter)), sql`${cases.enterpriseId} = any(${`{${firms.join(',')}}`}::int[])`)
  const rows = await rowsOf(db, where, { sort: '-decided', offset: (page - 1) * size, limit: size })
  return { rows, total }
}
