import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyMeasures, countyReturns } from '#db/schema/assessment.ts'
import { regions } from '#db/schema/region.ts'
import { listTaskStates } from '#domain/assessment/queries/tasks.ts'
import { dueOn, isReportedBy, tasks } from '#domain/assessment/rules/tasks.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { can, handOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { endOf, mostOfOneKind, type Waiting, type WaitingSource } from '#platform/waiting.ts'
import { term } from '#src/i18n/terms.ts'

/** So many days before its day a task waits for its report. */
const taskDays = 30

/** 考核: returns to complete, sign and receive, tasks that are due, measures to confirm and follow. */
export const waitingAssessment: WaitingSource = async (db, account, now) =>
  (await Promise.all([returnsOf(db, account), tasksOf(db, account, now), measuresOf(db, account)])).flat()

async function returnsOf(db: Db, account: Account): Promise<Waiting[]> {
  const own = { regionCode: account.regionCode }
  const mayComplete = can(account, 'county_return.complete', own)
  const mayReceive = can(account, 'county_return.receive')
  if (!mayComplete && !mayReceive) return []
  const rows = await db
    .select({
      id: countyReturns.id,
      kind: countyReturns.kind,
      period: countyReturns.period,
      regionCode: countyReturns.regionCode,
      dueOn: countyReturns.dueOn,
      state: countyReturns.state,
      preparedAt: countyReturns.preparedAt,
      completedBy: countyReturns.completedBy,
      completedAt: countyReturns.completedAt,
      signedAt: countyReturns.signedAt,
      decidedAt: countyReturns.decidedAt,
      nameZh: regions.nameZh,
      nameEn: regions.nameEn,
    })
    .from(countyReturns)
    .innerJoin(regions, eq(regions.code, countyReturns.regionCode))
    .where(
      mayComplete
        ? and(
            eq(countyReturns.regionCode, account.regionCode ?? ''),
            inArray(countyReturns.state, ['prepared', 'sent_back', 'completed']),
          )
        : eq(countyReturns.state, 'signed'),
    )
    .orderBy(asc(countyReturns.dueOn))
    .limit(mostOfOneKind)
  return rows
    .filter(({ completedBy }) => handOf(account, completedBy) !== account.userId)
    .map((row) => ({
      kind: mayComplete ? (row.state === 'completed' ? 'return.sign' : 'return.complete') : 'return.receive',
      subject: `county_return:${row.id}`,
      title: {
        zh: `${row.nameZh} ${row.period} ${term('zh', 'countyReturnKind', row.kind)}`,
        en: `${row.nameEn}, ${row.period}: ${term('en', 'countyReturnKind', row.kind)}`,
      },
      path: `/office/returns/${row.regionCode}/${row.period}`,
      dueAt: mayComplete ? endOf(row.dueOn) : undefined,
      since: row.signedAt ?? row.completedAt ?? row.decidedAt ?? row.preparedAt,
    }))
}

async function tasksOf(db: Db, account: Account, now: Date): Promise<Waiting[]> {
  const { regionCode } = account
  if (!regionCode || !can(account, 'task.report', { regionCode })) return []
  const today = cityDate(now)
  const year = Number(today.slice(0, 4))
  const due = tasks.flatMap((task) => {
    const day = dueOn(task, year)
    return isReportedBy(task, 'county') && day !== null && day <= addDays(today, taskDays) ? [{ task, day }] : []
  })
  if (due.length === 0) return []
  const said = await listTaskStates(db, year, regionCode)
  const isDone = (no: number) => said.some(({ taskNo, progress }) => taskNo === no && progress === 'done')
  return due
    .filter(({ task }) => !isDone(task.no))
    .map(({ task, day }) => ({
      kind: 'task.report',
      subject: `task:${year}-${task.no}-${regionCode}`,
      title: {
        zh: `附件5第 ${task.no} 项：${shortened(task.zh, 30)}`,
        en: `Annex 5, ${task.no}: ${shortened(task.en, 60)}`,
      },
      path: `/office/tasks?no=${task.no}`,
      dueAt: endOf(day),
      since: endOf(addDays(day, -taskDays)),
    }))
}
const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text)

async function measuresOf(db: Db, account: Account): Promise<Waiting[]> {
  if (!can(account, 'county_measure.confirm')) return []
  const rows = await db
    .select({
      id: countyMeasures.id,
      kind: countyMeasures.kind,
      state: countyMeasures.state,
      enteredBy: countyMeasures.enteredBy,
      enteredAt: countyMeasures.enteredAt,
      confirmedAt: countyMeasures.confirmedAt,
      dueOn: countyMeasures.dueOn,
      nameZh: regions.nameZh,
      nameEn: regions.nameEn,
    })
    .from(countyMeasures)
    .innerJoin(regions, eq(regions.code, countyMeasures.regionCode))
    .where(
      or(
        eq(countyMeasures.state, 'proposed'),
        and(eq(countyMeasures.state, 'in_force'), isNotNull(countyMeasures.dueOn)),
      ),
    )
    .orderBy(asc(countyMeasures.dueOn), asc(countyMeasures.id))
    .limit(mostOfOneKind)
  const open = rows.filter(
    ({ state, enteredBy }) => state !== 'proposed' || handOf(account, enteredBy) !== account.userId,
  )
  return open.map((row) => ({
    kind: row.state === 'proposed' ? 'measure.confirm' : 'measure.follow',
    subject: `county_measure:${row.id}`,
    title: {
      zh: `${row.nameZh}：${term('zh', 'countyMeasureKind', row.kind)}`,
      en: `${row.nameEn}: ${term('en', 'countyMeasureKind', row.kind)}`,
    },
    path: `/office/assessment/measures/${row.id}`,
    dueAt: endOf(row.dueOn),
    since: row.confirmedAt ?? row.enteredAt,
  }))
}
