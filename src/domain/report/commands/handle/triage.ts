import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { regions } from '#db/schema/region.ts'
import { reports } from '#db/schema/report.ts'
import { takeStep } from '#domain/report/commands/handle/take-step.ts'
import type {
  reportAcceptance,
  reportJoining,
  reportReferral,
  reportRefusing,
  reportRouting,
} from '#domain/report/input/handling.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/** 受理: from this day the term for handling runs. @throws as takeStep */
export function acceptReport(db: Db, viewer: Viewer, given: z.output<typeof reportAcceptance>, now: Date) {
  const today = cityDate(now)
  return takeStep(db, viewer, given, now, 'accept', async (_, report) => {
    const days = clocksOn(cityDate(report.receivedAt)).handleDays.value
    const handleDueOn = addDays(today, days)
    return { ...said(given), step: 'accepted', set: { acceptedOn: today, handleDueOn }, after: { handleDueOn } }
  })
}

/** 不予受理: with one of the grounds and words for the reporter, who may object. */
export const refuseReport = (db: Db, viewer: Viewer, given: z.output<typeof reportRefusing>, now: Date) =>
  takeStep(db, viewer, given, now, 'refuse', async () => ({
    ...said(given),
    step: 'refused',
    set: { refusalGround: given.ground },
    after: { ground: given.ground },
  }))

/** 告知转其他机关: who is in charge, and the number to call; the words go to the reporter. */
export const referReport = (db: Db, viewer: Viewer, given: z.output<typeof reportReferral>, now: Date) =>
  takeStep(db, viewer, given, now, 'refer', async () => ({
    step: 'referred',
    words: [`${given.authority} ${given.telephone}`, given.words].filter(Boolean).join('\n'),
    note: given.note,
  }))

/**
 * 并案: its fact is handled in another report, whose outcome is then its own.
 * @throws DomainError rule_broken at `joinedToId`
 */
export const joinReport = (db: Db, viewer: Viewer, given: z.output<typeof reportJoining>, now: Date) =>
  takeStep(db, viewer, given, now, 'join', async (tx, report) => {
    const { joinedToId } = given
    if (joinedToId === report.id) throw refusal('joinedToId', '不能并入它自己', 'A report cannot be joined to itself')
    const [lead] = await tx
      .select({ state: reports.state, regionCode: reports.regionCode })
      .from(reports)
      .where(eq(reports.id, joinedToId))
      .for('share')
    if (!lead || !can(viewer, 'report.handle', { regionCode: lead.regionCode }))
      throw refusal('joinedToId', `没有可由您办理的举报 ${joinedToId}`, `You handle no report ${joinedToId}`)
    if (!['received', 'accepted', 'concluded'].includes(lead.state))
      throw refusal(
        'joinedToId',
        `举报 ${joinedToId} 不在办理中，也未办结，不能并入`,
        `Report ${joinedToId} is neither being handled nor concluded`,
      )
    const joined = await tx.$count(reports, eq(reports.joinedToId, report.id))
    if (joined > 0)
      throw refusal(
        'joinedToId',
        `已有 ${joined} 件并入此件，请把那一件并入此件`,
        `${joined} reports are joined to this one: join the other one to this`,
      )
    return { ...said(given), step: 'joined', set: { joinedToId }, after: { joinedToId } }
  })

/** 转办: to a county, or back to the city. @throws DomainError rule_broken where it is there already */
export const routeReport = (db: Db, viewer: Viewer, given: z.output<typeof reportRouting>, now: Date) =>
  takeStep(
    db,
    viewer,
    given,
    now,
    'route',
    async (tx, report) => {
      const { regionCode } = given
      if (regionCode === report.regionCode)
        throw refusal('regionCode', '此件已在那里办理', 'The report is handled there already')
      if (regionCode !== null && (await tx.$count(regions, eq(regions.code, regionCode))) === 0)
        throw refusal('regionCode', `没有县区 ${regionCode}`, `There is no county ${regionCode}`)
      return { step: 'routed', set: { regionCode }, note: given.note, after: { regionCode } }
    },
    'report.route',
  )

const said = ({ words, note }: { words: string; note: string }) => ({ words, note })
