import { and, between, eq, gte, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturns } from '#db/schema/assessment.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { inspections as inspected } from '#db/schema/inspection.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { readingRegionDays as regionDays } from '#db/schema/reading-day.ts'
import { problems } from '#db/schema/rectification.ts'
import { supervisionOrders as orders } from '#db/schema/supervision.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { firstDay, lastDay, spanOf } from '#domain/assessment/rules/month.ts'
import type { ScoreRow } from '#domain/assessment/rules/score.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { cityDate } from '#platform/clock.ts'
import { addWorkdays } from '#platform/workdays.ts'

type Source = (db: Db, month: string, now: Date) => Promise<ScoreRow[]>

/** In order 1; late but within the month half; else nothing. */
const credit = (isMet: boolean, isHalf = false) => ({ part: isMet ? '1' : isHalf ? '0.5' : '0', of: '1' })

/** 月报 whose last day lies in the month: signed by then, whatever came back later. */
const returns: Source = async (db, month, now) => {
  const rows = await db
    .select()
    .from(countyReturns)
    .where(and(eq(countyReturns.kind, 'month'), between(countyReturns.dueOn, firstDay(month), lastDay(month))))
  return rows
    .filter(({ dueOn, firstSignedAt }) => dueOn < cityDate(now) || firstSignedAt !== null)
    .map(({ regionCode, period, dueOn, firstSignedAt }) => ({
      indicator: 'returns',
      regionCode,
      ref: `return:${regionCode}:${period}`,
      on: dueOn,
      ...credit(firstSignedAt !== null && cityDate(firstSignedAt) <= dueOn),
    }))
}

/** 督办单 whose 24 hours ended in the month: answered by the county within them. */
const supervision: Source = async (db, month, now) => {
  const { from, to } = spanOf(month)
  const rows = await db
    .select({ id: orders.id, regionCode: orders.regionCode, dueAt: orders.dueAt, countyAt: orders.countyAt })
    .from(orders)
    .where(and(gte(orders.dueAt, from), lt(orders.dueAt, to), or(lt(orders.dueAt, now), isNotNull(orders.countyAt))))
  return rows.map(({ id, regionCode, dueAt, countyAt }) => ({
    indicator: 'orders',
    regionCode,
    ref: `order:${id}`,
    on: cityDate(dueAt),
    ...credit(countyAt !== null && countyAt <= dueAt),
  }))
}

/** The closed days of a county: valid hours of those due, and hours over a limit of the valid ones. */
const readings: Source = async (db, month) => {
  const rows = await db
    .select({
      day: regionDays.day,
      regionCode: regionDays.regionCode,
      due: regionDays.due,
      valid: regionDays.valid,
      exceeded: regionDays.exceeded,
    })
    .from(regionDays)
    .where(between(regionDays.day, firstDay(month), lastDay(month)))
  return rows.flatMap(({ day, regionCode, due, valid, exceeded }) => {
    const row = (indicator: ScoreRow['indicator'], part: number, of: number): ScoreRow[] =>
      of === 0
        ? []
        : [
            {
              indicator,
              regionCode,
              ref: `rates:${regionCode}:${day}`,
              on: day,
              part: String(part),
              of: String(of),
            },
          ]
    return [...row('rate', valid, due), ...row('over_limit', exceeded, valid)]
  })
}

/** 监督性监测 of the month: within the limit of its day. */
const supervisory: Source = async (db, month) => {
  const rows = await db
    .select({
      id: supervisoryResults.id,
      regionCode: enterprises.regionCode,
      sampledOn: supervisoryResults.sampledOn,
      state: supervisoryResults.state,
      value: supervisoryResults.value,
      limitMin: supervisoryResults.limitMin,
      limitMax: supervisoryResults.limitMax,
    })
    .from(supervisoryResults)
    .innerJoin(outlets, eq(outlets.id, supervisoryResults.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(
      and(
        eq(supervisoryResults.isCurrent, true),
        between(supervisoryResults.sampledOn, firstDay(month), lastDay(month)),
        isNotNull(supervisoryResults.limitMax),
        sql`${supervisoryResults.state} <> 'no_discharge'`,
      ),
    )
  return rows.map(({ id, regionCode, sampledOn, state, value, limitMin, limitMax }) => ({
    indicator: 'supervisory',
    regionCode,
    ref: `result:${id}`,
    on: sampledOn,
    ...credit(
      state === 'below_detection' || judgeAgainstLimit({ value: value ?? 0, limitMin, limitMax })?.standing !== 'over',
    ),
  }))
}

/** Disclosures that fell due in the twelve months up to the end of this one: in time, late, or not by its end. */
const disclosure: Source = async (db, month, now) => {
  const rows = await db
    .select({
      creditCode: enterprises.creditCode,
      regionCode: enterprises.regionCode,
      year: obligations.year,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
    })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .where(
      and(
        sql`${obligations.dueOn} > ${lastDay(month)}::date - interval '12 months'`,
        sql`${obligations.dueOn} <= ${lastDay(month)}::date`,
        sql`${obligations.dueOn} < ${cityDate(now)}::date`,
      ),
    )
  return rows.map(({ creditCode, regionCode, year, dueOn, publishedAt }) => ({
    indicator: 'disclosure',
    regionCode,
    ref: `obligation:${creditCode}:${year}`,
    on: dueOn,
    ...credit(
      publishedAt !== null && cityDate(publishedAt) <= dueOn,
      publishedAt !== null && publishedAt < spanOf(month).to,
    ),
  }))
}

/** Problems whose deadline lies in the month, and older ones that were still open in it: closed by the deadline, by the month's end, or not. */
const rectification: Source = async (db, month, now) => {
  const [first, last] = [firstDay(month), lastDay(month)]
  const rows = await db
    .select({
      no: problems.no,
      regionCode: problems.regionCode,
      deadline: problems.deadline,
      closedOn: problems.closedOn,
    })
    .from(problems)
    .where(
      and(
        lte(problems.deadline, last),
        or(gte(problems.deadline, first), isNull(problems.closedOn), gte(problems.closedOn, first)),
        or(lt(problems.deadline, cityDate(now)), isNotNull(problems.closedOn)),
      ),
    )
  return rows.flatMap(({ no, regionCode, deadline, closedOn }) => {
    if (deadline === null) return []
    const isClosed = closedOn !== null && closedOn <= last
    return [
      {
        indicator: 'rectification' as const,
        regionCode,
        ref: `problem:${no}`,
        on: deadline,
        ...credit(isClosed && closedOn <= deadline, isClosed),
      },
    ]
  })
}

/** Working days from a decision to its publication. */
export const publicationWorkdays = 7

/** Cases that were published in the month: within seven working days of the decision. */
const publication: Source = async (db, month) => {
  const { from, to } = spanOf(month)
  const rows = await db
    .select({
      id: cases.id,
      regionCode: cases.regionCode,
      decidedOn: cases.decidedOn,
      publishedAt: cases.publishedAt,
    })
    .from(cases)
    .where(and(eq(cases.state, 'published'), gte(cases.publishedAt, from), lt(cases.publishedAt, to)))
  return rows.flatMap(({ id, regionCode, decidedOn, publishedAt }) =>
    decidedOn === null || publishedAt === null
      ? []
      : [
          {
            indicator: 'publication' as const,
            regionCode,
            ref: `case:${id}`,
            on: cityDate(publishedAt),
            ...credit(cityDate(publishedAt) <= addWorkdays(decidedOn, publicationWorkdays)),
          },
        ],
  )
}

/** Inspections that were finished in the month: by the last day that they were planned for. What is only planned is not public. */
const inspections: Source = async (db, month) => {
  const { from, to } = spanOf(month)
  const rows = await db
    .select({
      no: inspected.no,
      regionCode: inspected.regionCode,
      dueOn: inspected.dueOn,
      finishedAt: inspected.finishedAt,
    })
    .from(inspected)
    .where(and(eq(inspected.state, 'finished'), gte(inspected.finishedAt, from), lt(inspected.finishedAt, to)))
  return rows.flatMap(({ no, regionCode, dueOn, finishedAt }) =>
    finishedAt === null
      ? []
      : [
          {
            indicator: 'inspections' as const,
            regionCode,
            ref: `inspection:${no}`,
            on: cityDate(finishedAt),
            ...credit(cityDate(finishedAt) <= dueOn),
          },
        ],
  )
}

const sources: readonly Source[] = [
  returns,
  supervision,
  readings,
  supervisory,
  disclosure,
  rectification,
  publication,
  inspections,
]

/** The published rows that count in a month, in one order: by indicator, county, and what they are. */
export async function listScoreRows(db: Db, month: string, now: Date): Promise<ScoreRow[]> {
  const rows = (await Promise.all(sources.map((source) => source(db, month, now)))).flat()
  const key = ({ indicator, regionCode, ref }: ScoreRow) => `${indicator} ${regionCode} ${ref}`
  return rows
    .map((row) => [key(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row)
}
