import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { type ReportInHand, takeStep } from '#domain/report/commands/handle/take-step.ts'
import type {
  reportCaseLink,
  reportCaseOpening,
  reportExtension,
  reportInspection,
} from '#domain/report/input/handling.ts'
import { caseCategoryOf } from '#domain/report/rules/case-category.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'
import { caseToLink, openCaseOfLead, refusePersonalLead } from '#domain/violation/commands/casework/lead.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/** 现场检查: the day and what was found, for the office; `words` for the reporter. @throws rule_broken for a day to come */
export const recordInspection = (db: Db, viewer: Viewer, given: z.output<typeof reportInspection>, now: Date) =>
  takeStep(db, viewer, given, now, undefined, async (_, report) => {
    beingHandled(report)
    if (given.inspectedOn > cityDate(now))
      throw refusal('inspectedOn', '检查日期不能在今天之后', 'The inspection cannot be in the future')
    if (given.inspectedOn < cityDate(report.receivedAt))
      throw refusal('inspectedOn', '检查日期不能早于收到举报的日期', 'The inspection cannot be before the report')
    return { step: 'inspected', note: `${given.inspectedOn}\n${given.note}`, words: given.words }
  })

/**
 * 延长办理期限: once or more, together no longer than the rule allows, with a reason that the reporter reads.
 * @throws rule_broken at `days`, saying how many are left; conflict once it is overdue
 */
export const extendReport = (db: Db, viewer: Viewer, given: z.output<typeof reportExtension>, now: Date) =>
  takeStep(db, viewer, given, now, 'extend', async (_, report) => {
    const most = clocksOn(cityDate(report.receivedAt)).extensionDays.value
    const left = most - report.extendedDays
    if (given.days < 1 || given.days > left)
      throw refusal(
        'days',
        `写了 ${given.days} 天；最多共延长 ${most} 天，还可延长 ${left} 天`,
        `${given.days} days were given; at most ${most} in all are allowed, ${left} are left`,
      )
    if (report.recheckDueOn !== null)
      throw conflict('异议核查的期限不能延长', 'The term of a second look is not extended')
    const dueOn = report.handleDueOn as string
    if (dueOn < cityDate(now)) throw conflict('期限已过，不能再延长', 'The term is over: it can no longer be extended')
    const handleDueOn = addDays(dueOn, given.days)
    return {
      step: 'extended',
      set: { extendedDays: report.extendedDays + given.days, handleDueOn },
      words: given.words,
      note: given.note,
      after: { handleDueOn },
    }
  })

/** 关联案件: a case that is there. @throws rule_broken at `caseId` */
export const linkReportToCase = (db: Db, viewer: Viewer, given: z.output<typeof reportCaseLink>, now: Date) =>
  takeStep(db, viewer, given, now, undefined, async (tx, report) => {
    withoutCase(report)
    await caseToLink(tx, viewer, given.caseId)
    return { step: 'case_linked', set: { caseId: given.caseId }, after: { caseId: given.caseId } }
  })

/**
 * 立案: a new draft with the report as its lead. What the draft says is the officer's; nothing of the reporter's words, place or day
 * goes into it. @returns the number of the case
 * @throws rule_broken for personal data in the draft; CaseRefusal from the draft
 */
export async function openCaseFromReport(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof reportCaseOpening>,
  now: Date,
): Promise<number> {
  let caseId = 0
  await takeStep(db, viewer, given, now, undefined, async (tx, report) => {
    beingHandled(report)
    withoutCase(report)
    if (report.regionCode === null)
      throw conflict('请先转到县区：案件属于一个县区', 'Pass it to a county first: a case belongs to one')
    refusePersonalLead(given)
    const [firm] =
      report.enterpriseId === null
        ? []
        : await tx
            .select({ name: enterprises.name, creditCode: enterprises.creditCode })
            .from(enterprises)
            .where(eq(enterprises.id, report.enterpriseId))
    const lead = {
      leadSource: 'public_report',
      leadWords: '群众举报',
      actOn: null,
      category: caseCategoryOf(report.kind),
      creditCode: firm?.creditCode ?? '',
      enterpriseName: firm?.name ?? given.enterpriseName,
      regionCode: report.regionCode,
      title: given.title,
      facts: given.facts,
      leadOn: report.acceptedOn,
      leadReference: `举报 ${report.id}`,
    } as const
    caseId = await openCaseOfLead(tx, viewer, lead, now)
    return { step: 'case_linked', set: { caseId }, after: { caseId } }
  })
  return caseId
}

function beingHandled({ state }: ReportInHand) {
  if (state !== 'accepted') throw conflict('先受理，才能这样办理', 'Accept it first')
}

function withoutCase({ caseId }: ReportInHand) {
  if (caseId !== null) throw conflict(`此件已关联案件 ${caseId}`, `The report is linked to case ${caseId} already`)
}
