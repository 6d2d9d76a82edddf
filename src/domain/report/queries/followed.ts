import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import { reportFiles, reportHistory, reportKeys, reportMessages, reports } from '#db/schema/report.ts'
import { openings } from '#db/schema/report-identity.ts'
import { rewards } from '#db/schema/reward.ts'
import { readContent } from '#domain/report/queries/content.ts'
import { decidedDay } from '#domain/report/queries/decided.ts'
import { contentKeyOf, readPart } from '#domain/report/queries/keys.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { objectionBar, objectionUntil } from '#domain/report/rules/objection.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'

/** All that a reporter sees of his report, but the messages; undefined when its time was over and it is deleted. */
export async function getFollowed(db: Db, id: FollowedReport, now: Date) {
  const [found] = await db
    .select({
      kind: reports.kind,
      state: reports.state,
      isNamed: reports.isNamed,
      regionNameZh: regions.nameZh,
      regionNameEn: regions.nameEn,
      enterpriseName: enterprises.name,
      receivedAt: reports.receivedAt,
      /** The term of the originals is over: they and the identity are gone. */
      originalsDestroyed: sql<boolean>`${reportKeys.identity} is null`,
      acceptDueOn: reports.acceptDueOn,
      acceptedOn: reports.acceptedOn,
      handleDueOn: reports.handleDueOn,
      extendedDays: reports.extendedDays,
      refusalGround: reports.refusalGround,
      joinedToId: reports.joinedToId,
      outcome: reports.outcome,
      concludedOn: reports.concludedOn,
      outcomeNo: reports.outcomeNo,
      publicOutcome: reports.publicOutcome,
      publicOutcomeEn: reports.publicOutcomeEn,
      objections: reports.objections,
      recheckDueOn: reports.recheckDueOn,
    })
    .from(reports)
    .leftJoin(reportKeys, eq(reportKeys.reportId, reports.id))
    .leftJoin(regions, eq(regions.code, reports.regionCode))
    .leftJoin(enterprises, eq(enterprises.id, reports.enterpriseId))
    .where(eq(reports.id, id))
  if (!found) return undefined
  const [opened, history, files, openedBy, reward, decidedOn, other] = await Promise.all([
    readContent(db, id),
    listSteps(db, id),
    listFiles(db, id),
    listOpenings(db, id),
    getReward(db, id),
    decidedDay(db, id),
    getOutcome(db, found.joinedToId),
  ])
  const clocks = clocksOn(cityDate(found.receivedAt))
  const isRewarded = reward !== undefined && ['granted', 'claimed', 'paid'].includes(reward.state)
  const bar = objectionBar({ ...found, decidedOn, hasReward: isRewarded }, clocks, cityDate(now))
  return {
    ...found,
    ...opened,
    history,
    files,
    openings: openedBy,
    reward,
    /** The outcome of the report that it was joined to. */
    other,
    objection: {
      bar,
      until: decidedOn && objectionUntil(decidedOn, clocks),
      most: clocks.mostObjections.value,
      recheckDays: clocks.recheckDays.value,
    },
  }
}
export type Followed = NonNullable<Awaited<ReturnType<typeof getFollowed>>>

/** What was done, with what was said to the reporter; by whom and what the office noted for itself is not his. */
async function listSteps(db: Db, id: FollowedReport) {
  const sealed = await contentKeyOf(db, id)
  const rows = await db
    .select({ id: reportHistory.id, step: reportHistory.step, at: reportHistory.at, words: reportHistory.words })
    .from(reportHistory)
    .where(eq(reportHistory.reportId, id))
    .orderBy(asc(reportHistory.id))
  return rows.map(({ words, ...row }) => ({
    ...row,
    words: sealed && words ? readPart(sealed, 'words', words) : null,
  }))
}

const listFiles = (db: Db, id: FollowedReport) =>
  db
    .select({
      id: reportFiles.id,
      medium: reportFiles.medium,
      state: reportFiles.state,
      messageId: reportFiles.messageId,
      addedAt: reportMessages.at,
      bytes: reportFiles.originalBytes,
    })
    .from(reportFiles)
    .leftJoin(reportMessages, eq(reportMessages.id, reportFiles.messageId))
    .where(eq(reportFiles.reportId, id))
    .orderBy(asc(reportFiles.id))

/** Each time that somebody opened what is sealed: who, when and why. */
const listOpenings = (db: Db, id: FollowedReport) =>
  db
    .select({ id: openings.id, part: openings.part, at: openings.at, reason: openings.reason, byName: users.name })
    .from(openings)
    .leftJoin(users, eq(users.id, openings.byUserId))
    .where(eq(openings.reportId, id))
    .orderBy(asc(openings.id))

/** A reward that was decided, also one that was refused: the day alone, its grounds are the office's. What was only proposed is its too. */
async function getReward(db: Db, id: FollowedReport) {
  const [reward] = await db
    .select({
      grade: rewards.grade,
      amountYuan: rewards.amountYuan,
      state: rewards.state,
      claimUntil: rewards.claimUntil,
      paidAt: rewards.paidAt,
      endedOn: rewards.endedOn,
      decidedAt: rewards.decidedAt,
    })
    .from(rewards)
    .where(eq(rewards.reportId, id))
  return reward?.state === 'proposed' ? undefined : reward
}

async function getOutcome(db: Db, id: number | null) {
  if (id === null) return undefined
  const [other] = await db
    .select({
      state: reports.state,
      outcome: reports.outcome,
      outcomeNo: reports.outcomeNo,
      concludedOn: reports.concludedOn,
      publicOutcome: reports.publicOutcome,
      publicOutcomeEn: reports.publicOutcomeEn,
    })
    .from(reports)
    .where(eq(reports.id, id))
  return other
}
