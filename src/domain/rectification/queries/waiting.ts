import { and, asc, eq, inArray, notExists, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { closureObjections, closureSignatures, closures } from '#db/schema/closure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { cityDate } from '#platform/clock.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import {
  endOf,
  mostOfOneKind,
  type Waiting,
  type WaitingKind,
  type WaitingSource,
  workRegion,
} from '#platform/waiting.ts'

/** Lines to bring up to date, closures to check and objections to decide, each for who may do it now. */
export const waitingProblems: WaitingSource = async (db, account, now) => {
  const county = workRegion(account, 'problem.change')
  const opines = workRegion(account, 'closure.opine_county')
  const today = cityDate(now)
  const ownFirm = account.role === 'firm' ? account.enterpriseId : null
  const all = await Promise.all([
    county ? byState(db, 'problem.plan', and(eq(problems.regionCode, county), eq(problems.state, 'found'))) : [],
    opines ? byState(db, 'problem.opinion', and(eq(problems.regionCode, opines), eq(problems.state, 'requested'))) : [],
    reachOf(account, 'closure.opine_city')
      ? byState(db, 'problem.check', and(eq(problems.state, 'county_agreed'), unsignedBy(db, account.userId)))
      : [],
    reachOf(account, 'closure.decide_objection')
      ? byState(db, 'problem.objection', and(hasOpenObjection(db), unsignedBy(db, account.userId)))
      : [],
    ownFirm === null
      ? []
      : byState(
          db,
          'problem.rectify',
          and(eq(problems.enterpriseId, ownFirm), inArray(problems.state, ['found', 'rectifying'])),
          '/filing/problems',
        ),
    county ? notLookedAt(db, county, today) : [],
  ])
  return all.flat()
}

async function byState(
  db: Db,
  kind: WaitingKind,
  where: SQL | undefined,
  desk = '/office/problems',
): Promise<Waiting[]> {
  const rows = await db
    .select({
      no: problems.no,
      deadline: problems.deadline,
      changedAt: problems.changedAt,
      firm: enterprises.name,
      firmEn: enterprises.nameEn,
    })
    .from(problems)
    .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
    .where(where)
    .orderBy(sql`${problems.deadline} asc nulls last`, asc(problems.changedAt))
    .limit(mostOfOneKind)
  return rows.map((row) => ({
    kind,
    subject: `problem:${row.no}`,
    title: { zh: `${row.firm} · ${row.no}`, en: `${row.firmEn ?? row.firm} · ${row.no}` },
    path: `${desk}/${row.no}`,
    // The deadline is the firm's; what the office does after it has none of its own.
    dueAt: kind === 'problem.rectify' && row.deadline ? endOf(row.deadline) : undefined,
    since: row.changedAt,
  }))
}

/** 每月核查: one line for all open problems of a county that nobody looked at this month; due before the 1st. */
async function notLookedAt(db: Db, regionCode: string, today: string): Promise<Waiting[]> {
  const count = await countNotLookedAt(db, regionCode, today)
  if (count === 0) return []
  const month = today.slice(0, 7)
  return [
    {
      kind: 'problem.update',
      subject: `ledger:${regionCode}:${month}`,
      title: { zh: `${month} 未更新的整改台账`, en: `Lines of the ledger not updated in ${month}` },
      path: '/office/problems?unchecked=yes',
      dueAt: endOf(lastDayOf(month)),
      since: new Date(`${month}-01T00:00:00+08:00`),
      count,
    },
  ]
}

export const lastDayOf = (month: string): string => {
  const [year = 0, no = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, no, 0)).toISOString().slice(0, 10)
}

/** Open problems of a county that it neither checked nor brought up to date this month. */
export const countNotLookedAt = (db: Db, regionCode: string, today: string) =>
  db.$count(problems, and(eq(problems.regionCode, regionCode), notLookedAtIn(today.slice(0, 7))))

/** Of problems of before a month: neither checked nor brought up to date in it. */
export const notLookedAtIn = (
  month: string,
): SQL => sql`(${problems.state} <> 'closed' and ${problems.foundOn} < ${`${month}-01`}::date
  and not exists (select from problem_checks k where k.problem_id = ${problems.id} and k.checked_on >= ${`${month}-01`}::date)
  and not exists (select from problem_history h where h.problem_id = ${problems.id} and h.step in ('changed', 'requested')
    and h.at >= ${`${month}-01T00:00:00+08:00`}::timestamptz))`

const hasOpenObjection = (db: Db) =>
  sql`exists ${db
    .select({ id: closureObjections.id })
    .from(closureObjections)
    .innerJoin(closures, eq(closures.id, closureObjections.closureId))
    .where(and(eq(closures.problemId, problems.id), eq(closureObjections.state, 'open')))}`

/** Nobody is asked for a second signature. */
const unsignedBy = (db: Db, userId: string) =>
  notExists(
    db
      .select({ id: closureSignatures.id })
      .from(closureSignatures)
      .innerJoin(closures, eq(closures.id, closureSignatures.closureId))
      .where(and(eq(closures.problemId, problems.id), eq(closureSignatures.by, userId))),
  )
