import { and, count, desc, eq, gt, gte, max, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { factors } from '#db/schema/standard.ts'
import { violationCases } from '#db/schema/violation.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { type OutletSearch, outletPageSize, outletStates } from '#domain/publication/input.ts'
import {
  type FilingCounts,
  fitsSearch,
  limitShare,
  mediumOf,
  type OutletState,
  outletState,
} from '#domain/publication/rules.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { keptPlaces } from '#platform/places/kept.ts'
import { remembered } from '#platform/remember.ts'

/** Of minimum and maximum the one that counts: of a pH that which lies further from the middle of its range. */
const value = sql<number | null>`case
  when ${disclosureRows.limitMin} is not null and (${disclosureRows.limitMin} + ${disclosureRows.limitMax}) / 2 - ${disclosureRows.concentrationMin}
    > ${disclosureRows.concentrationMax} - (${disclosureRows.limitMin} + ${disclosureRows.limitMax}) / 2
  then ${disclosureRows.concentrationMin} else ${disclosureRows.concentrationMax} end`.mapWith(Number)

/** limitShare of rules.ts as the database can order by it. */
const share = sql`case
  when ${disclosureRows.limitMin} is not null then greatest(
    (${disclosureRows.limitMin} + ${disclosureRows.limitMax}) / 2 - ${disclosureRows.concentrationMin},
    ${disclosureRows.concentrationMax} - (${disclosureRows.limitMin} + ${disclosureRows.limitMax}) / 2
  ) / nullif((${disclosureRows.limitMax} - ${disclosureRows.limitMin}) / 2, 0)
  when ${disclosureRows.limitMax} = 0 then case when ${disclosureRows.concentrationMax} > 0 then 2 else 0 end
  else ${disclosureRows.concentrationMax} / ${disclosureRows.limitMax} end`

/**
 * Every outlet of the latest disclosures with its main factor: the one whose highest concentration of the year stands
 * furthest to its limit. `year` is the disclosure's; the figures describe the calendar year before. Kept for some
 * seconds: a city has some thousands of outlets, and the front page and the list of outlets need them all.
 */
export const listOutletStandings = remembered(async (db: Db) => {
  const latest = db.$with('latest').as(
    db
      .selectDistinctOn([disclosures.enterpriseId], {
        id: disclosures.id,
        enterpriseId: disclosures.enterpriseId,
        year: disclosures.year,
      })
      .from(disclosures)
      .where(eq(disclosures.state, 'published'))
      .orderBy(disclosures.enterpriseId, desc(disclosures.year)),
  )
  const rows = await db
    .with(latest)
    .selectDistinctOn([outlets.id], {
      outletId: outlets.id,
      outletCode: outlets.code,
      outletName: outlets.name,
      outletKind: outlets.kind,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      longitudeDeg: sql<number>`coalesce(${outlets.longitudeDeg}, ${enterprises.longitudeDeg})`,
      latitudeDeg: sql<number>`coalesce(${outlets.latitudeDeg}, ${enterprises.latitudeDeg})`,
      year: latest.year,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      value,
      state: disclosureRows.concentrationState,
      unit: disclosureRows.concentrationUnit,
      limitMin: disclosureRows.limitMin,
      limitMax: disclosureRows.limitMax,
    })
    .from(latest)
    .innerJoin(disclosureRows, eq(disclosureRows.disclosureId, latest.id))
    .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
    .innerJoin(enterprises, eq(enterprises.id, latest.enterpriseId))
    .innerJoin(factors, eq(factors.code, disclosureRows.factorCode))
    .orderBy(outlets.id, sql`${share} desc nulls last`, disclosureRows.position)
  return rows
    .map((row) => ({ ...row, standing: outletState(row), share: limitShare(row) }))
    .map((row) => ({ ...row, standings: { [row.standing]: 1 } as Partial<Record<OutletState, number>> }))
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || a.outletId - b.outletId)
}, 5000)

export type OutletStanding = Awaited<ReturnType<typeof listOutletStandings>>[number]

/** How many enterprises and outlets the register holds, and what the last seven days brought. */
export async function getCityFigures(db: Db, now: Date) {
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000)
  const [enterpriseCount, outletCount, newDisclosures, newCases] = await Promise.all([
    db.$count(enterprises),
    db.$count(outlets),
    db.$count(disclosures, and(eq(disclosures.state, 'published'), gte(disclosures.publishedAt, weekAgo))),
    db.$count(violationCases, and(eq(violationCases.state, 'published'), gte(violationCases.publishedAt, weekAgo))),
  ])
  return { enterpriseCount, outletCount, newDisclosures, newCases }
}

const noFilings = (): FilingCounts => ({
  not_yet_due: 0,
  due: 0,
  overdue: 0,
  refused: 0,
  published: 0,
  published_late: 0,
})

/**
 * How the latest year's disclosures were filed, by county and in all; undefined when nobody ever had to. `dueOn` is the day
 * that holds for most: who was put on the list later has a day of his own.
 * @param today the city's day, `YYYY-MM-DD`
 */
export async function getFilingProgress(db: Db, today: string) {
  const year = Number(today.slice(0, 4))
  const [latest] = await db
    .select({ year: max(obligations.year) })
    .from(obligations)
    .where(sql`${obligations.year} <= ${year}`)
  if (!latest?.year) return undefined
  const state = filingStateSql(today)
  const rows = await db
    .select({ regionCode: enterprises.regionCode, state, dueOn: obligations.dueOn, count: count() })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .where(eq(obligations.year, latest.year))
    .groupBy(sql`1`, sql`2`, sql`3`)
  const byRegion = new Map<string, FilingCounts>()
  const total = noFilings()
  const byDueDay = new Map<string, number>()
  for (const row of rows) {
    const region = byRegion.get(row.regionCode) ?? noFilings()
    byRegion.set(row.regionCode, region)
    region[row.state as keyof FilingCounts] += row.count
    total[row.state as keyof FilingCounts] += row.count
    byDueDay.set(row.dueOn, (byDueDay.get(row.dueOn) ?? 0) + row.count)
  }
  const [dueOn = ''] = [...byDueDay].sort((a, b) => b[1] - a[1])[0] ?? []
  return { year: latest.year, dueOn, total, byRegion }
}

export type FilingProgress = NonNullable<Awaited<ReturnType<typeof getFilingProgress>>>

/** The newest published cases, for the front page. */
export const listLatestExposures = (db: Db, limit: number) =>
  db
    .select({
      id: violationCases.id,
      enterpriseName: violationCases.enterpriseName,
      title: violationCases.title,
      titleEn: violationCases.titleEn,
      category: violationCases.category,
      regionCode: violationCases.regionCode,
      decidedOn: sql<string>`${violationCases.decidedOn}::text`,
      fineFen: violationCases.fineFen,
      measureKinds: violationCases.measureKinds,
    })
    .from(violationCases)
    .where(eq(violationCases.state, 'published'))
    .orderBy(desc(violationCases.decidedOn), desc(violationCases.id))
    .limit(limit)

/** Enterprises, outlets and the past year's published cases of each county that has any, by region code. */
export async function countByCounty(db: Db, today: string) {
  const [byEnterprise, byOutlet, byCase] = await Promise.all([
    db
      .select({
        regionCode: enterprises.regionCode,
        count: count(),
        exceeding: sql<number>`(count(*) filter (where ${gt(enterprises.exceedanceCount, 0)}))::int`,
      })
      .from(enterprises)
      .groupBy(enterprises.regionCode),
    db
      .select({ regionCode: enterprises.regionCode, count: count() })
      .from(outlets)
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .groupBy(enterprises.regionCode),
    db
      .select({ regionCode: violationCases.regionCode, count: count() })
      .from(violationCases)
      .where(and(eq(violationCases.state, 'published'), gt(violationCases.decidedOn, addDays(today, -365))))
      .groupBy(violationCases.regionCode),
  ])
  const outletCounts = new Map(byOutlet.map((row) => [row.regionCode, row.count]))
  const caseCounts = new Map(byCase.map((row) => [row.regionCode, row.count]))
  return new Map(
    byEnterprise.map(({ regionCode, count, exceeding }) => [
      regionCode,
      {
        enterprises: count,
        exceeding,
        outlets: outletCounts.get(regionCode) ?? 0,
        cases: caseCounts.get(regionCode) ?? 0,
      },
    ]),
  )
}

/** One page of /outlets with the counts beside its filters; a filter's own choice does not narrow its counts. */
export async function searchOutletStandings(db: Db, search: OutletSearch) {
  const outlets = await listOutletStandings(db)
  const found = outlets.filter((outlet) => fitsSearch(outlet, search))
  const counts = {
    state: new Map<string, number>(),
    region: new Map<string, number>(),
    medium: new Map<string, number>(),
  }
  const add = (counted: Map<string, number>, key: string) => counted.set(key, (counted.get(key) ?? 0) + 1)
  for (const outlet of outlets) {
    if (fitsSearch(outlet, { ...search, state: undefined })) add(counts.state, outlet.standing)
    if (fitsSearch(outlet, { ...search, region: undefined })) add(counts.region, outlet.regionCode)
    if (fitsSearch(outlet, { ...search, medium: undefined })) add(counts.medium, mediumOf(outlet.outletKind))
  }
  const start = (search.page - 1) * outletPageSize
  return { rows: found.slice(start, start + outletPageSize), found: found.length, total: outlets.length, counts }
}

/** Where the outlets of a filter lie, in order for every view of the map. An outlet without a place of its own lies at its firm. */
export const outletPlaces = keptPlaces({
  tags: ['disclosures', 'enterprises'],
  standings: outletStates,
  load: async (db, search: Omit<OutletSearch, 'page'>) =>
    (await listOutletStandings(db)).filter((outlet) => fitsSearch(outlet, search)),
  keyOf: (_, now) => cityDate(now),
})
