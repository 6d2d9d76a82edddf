import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import type { leadSources, problemKinds, problemSources, violationCategories } from '#db/vocabulary.ts'
import { lockProblem, type ProblemInHand } from '#domain/rectification/commands/lock.ts'
import type { problemCase, problemCaseLink } from '#domain/rectification/input.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { caseToLink, openCaseOfLead } from '#domain/violation/commands/casework/lead.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/**
 * 查处一个: a new draft with the problem as its lead. @returns the number of the case
 * @throws DomainError not_allowed; not_found; conflict once closed or linked; rule_broken for personal data; CaseRefusal from the draft
 */
export const openCaseOfProblem = (db: Db, viewer: Viewer, given: z.output<typeof problemCase>, now: Date) =>
  link(db, viewer, given.no, now, async (tx, problem) => {
    for (const field of ['title', 'facts'] as const) refusePersonalData(field, given[field])
    const [firm] = await tx
      .select({ name: enterprises.name })
      .from(enterprises)
      .where(eq(enterprises.id, problem.enterpriseId))
    const lead = {
      leadSource: leads[problem.source],
      leadWords: '整改台账',
      category: categories[problem.kind],
      creditCode: problem.creditCode,
      enterpriseName: firm?.name ?? '',
      regionCode: problem.regionCode,
      title: given.title,
      facts: given.facts,
      actOn: problem.foundOn,
      leadOn: cityDate(problem.enteredAt),
      leadReference: problem.no,
    }
    return openCaseOfLead(tx, viewer, lead, now)
  })

/** 关联案件: a case of the same firm that is there. @throws DomainError as above; rule_broken at `caseId` */
export const linkCaseToProblem = (db: Db, viewer: Viewer, given: z.output<typeof problemCaseLink>, now: Date) =>
  link(db, viewer, given.no, now, async (tx, problem) => {
    const found = await caseToLink(tx, viewer, given.caseId)
    if (found.enterpriseId !== problem.enterpriseId)
      throw refusal('caseId', `案件 ${given.caseId} 不是这家企业的`, `Case ${given.caseId} is of another enterprise`)
    return given.caseId
  })

async function link(
  db: Db,
  viewer: Viewer,
  no: string,
  now: Date,
  find: (tx: Db, problem: ProblemInHand) => Promise<number>,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { problem } = await lockProblem(tx, no, viewer, 'case.draft')
    if (problem.caseId !== null)
      throw conflict(`已关联案件 ${problem.caseId}`, `The problem is linked to case ${problem.caseId} already`)
    if (problem.state === 'closed') throw conflict('问题已销号', 'The problem is closed')
    const caseId = await find(tx, problem)
    await tx.update(problems).set({ caseId, changedAt: now }).where(eq(problems.id, problem.id))
    await recordEvent(tx, {
      kind: 'problem.case_linked',
      subject: `problem:${no}`,
      by: viewer,
      at: now,
      after: { caseId, creditCode: problem.creditCode },
    })
    return caseId
  })
}

const categories = {
  stealth_discharge: 'stealth_discharge',
  facility_inadequate: 'abnormal_operation',
  exceedance: 'serious_exceedance',
  records: 'other',
  permit: 'unpermitted_discharge',
  other: 'other',
} as const satisfies Record<(typeof problemKinds)[number], (typeof violationCategories)[number]>

const leads = {
  screening: 'inspection',
  self_check: 'self_report',
  public_report: 'public_report',
  online: 'online',
  inspection: 'inspection',
  media: 'media',
  supervisory: 'inspection',
  case: 'inspection',
} as const satisfies Record<(typeof problemSources)[number], (typeof leadSources)[number]>
