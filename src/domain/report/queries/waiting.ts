import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportMessages, reports } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { dueOn, isLate, wait } from '#domain/report/queries/office/due.ts'
import { hasUnread } from '#domain/report/queries/office/unread.ts'
import type { ReportWait } from '#domain/report/rules/due.ts'
import { decideBy } from '#domain/report/rules/reward.ts'
import { cityDate } from '#platform/clock.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import {
  endOf,
  mostOfOneKind,
  type Waiting,
  type WaitingKind,
  type WaitingSource,
  workRegion,
} from '#platform/waiting.ts'
import { term } from '#src/i18n/terms.ts'

/** Reports that are owed something or have words nobody read, and rewards that wait for the second person or the cashier. */
export const waitingReports: WaitingSource = async (db, account, now) => {
  const lists = await Promise.all([owed(db, account, now), toDecide(db, account), toPay(db, account)])
  return lists.flat()
}

const kinds: Record<ReportWait, WaitingKind> = {
  accept: 'report.accept',
  handle: 'report.answer',
  recheck: 'report.objection',
}

/** What the desks look at, each part on its index: of the many that are concluded none is read. */
const onDesks = sql`${reports.id} in (
  select r.id from ${reports} r where r.state in ('received', 'accepted')
  union select r.id from ${reports} r where r.recheck_due_on is not null
  union select m.report_id from ${reportMessages} m where m.side = 'reporter' and m.read_at is null)`

/** A county's are the county's; the city takes its own, and a county's once the term is over. */
async function owed(db: Db, account: Account, now: Date): Promise<Waiting[]> {
  const region = workRegion(account, 'report.handle')
  if (region === undefined) return []
  const today = cityDate(now)
  const rows = await db
    .select({
      id: reports.id,
      kind: reports.kind,
      region: reports.regionCode,
      at: reports.receivedAt,
      wait,
      dueOn,
      hasUnread,
    })
    .from(reports)
    .where(
      and(onDesks, region === null ? or(isNull(reports.regionCode), isLate(today)) : eq(reports.regionCode, region)),
    )
    .orderBy(sql`${dueOn} asc nulls last`, asc(reports.id))
    .limit(mostOfOneKind)
  const canRoute = reachOf(account, 'report.route') !== undefined
  return rows.flatMap((row): Waiting[] => {
    const line = {
      subject: `report:${row.id}`,
      title: {
        zh: `举报 ${row.id} · ${term('zh', 'reportKind', row.kind)}`,
        en: `Report ${row.id} · ${term('en', 'reportKind', row.kind)}`,
      },
      path: `/office/reports/${row.id}`,
      since: row.at,
    }
    const isToRoute = canRoute && row.region === null && row.wait === 'accept'
    return [
      ...(row.wait === null
        ? []
        : [{ ...line, kind: isToRoute ? ('report.route' as const) : kinds[row.wait], dueAt: endOf(row.dueOn) }]),
      ...(row.hasUnread ? [{ ...line, kind: 'report.message' as const, path: `${line.path}#messages` }] : []),
    ]
  })
}

const rewardColumns = {
  id: rewards.id,
  amountYuan: rewards.amountYuan,
  proposedAt: rewards.proposedAt,
  claimedAt: rewards.claimedAt,
  claimUntil: rewards.claimUntil,
}

async function toDecide(db: Db, account: Account): Promise<Waiting[]> {
  if (!reachOf(account, 'reward.decide')) return []
  const rows = await db
    .select(rewardColumns)
    .from(rewards)
    .where(and(eq(rewards.state, 'proposed'), or(isNull(rewards.proposedBy), ne(rewards.proposedBy, account.userId))))
    .orderBy(asc(rewards.proposedAt))
    .limit(mostOfOneKind)
  return rows.map((row) => ({
    ...rewardLine(row),
    kind: 'reward.decide',
    dueAt: endOf(decideBy(cityDate(row.proposedAt))),
    since: row.proposedAt,
  }))
}

/** Vouchers that reporters drew: they come with them, and then it has to be quick. */
async function toPay(db: Db, account: Account): Promise<Waiting[]> {
  if (!reachOf(account, 'reward.pay')) return []
  const rows = await db
    .select(rewardColumns)
    .from(rewards)
    .where(eq(rewards.state, 'claimed'))
    .orderBy(asc(rewards.claimUntil))
    .limit(mostOfOneKind)
  return rows.map((row) => ({
    ...rewardLine(row),
    kind: 'reward.pay',
    path: '/office/rewards/pay',
    dueAt: endOf(row.claimUntil),
    since: row.claimedAt ?? row.proposedAt,
  }))
}

const rewardLine = ({ id, amountYuan }: { id: number; amountYuan: number }) => ({
  subject: `reward:${id}`,
  title: { zh: `奖励 ${id} · ${amountYuan} 元`, en: `Reward ${id} · ${amountYuan} yuan` },
  path: `/office/rewards/${id}`,
})
