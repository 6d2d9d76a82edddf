import type { Db } from '#db/client.ts'
import { draftCase } from '#domain/violation/commands/casework/draft.ts'
import { type CaseForStep, getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { draftOfLead } from '#domain/violation/rules/draft.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/** 关联案件: the case that a lead is linked to by its number. @throws DomainError rule_broken at `caseId` unless the viewer may read it */
export async function caseToLink(tx: Db, viewer: Viewer, caseId: number): Promise<CaseForStep> {
  const found = await getCaseForStep(tx, caseId)
  if (!found || !can(viewer, 'case.read_draft', { regionCode: found.regionCode }))
    throw refusal('caseId', `没有您可以查看的案件 ${caseId}`, `There is no case ${caseId} that you may read`)
  return found
}

/** 立案: a new draft that says what its lead says. @returns the number of the case. @throws CaseRefusal from the draft */
export const openCaseOfLead = async (tx: Db, viewer: Viewer, lead: Parameters<typeof draftOfLead>[0], now: Date) =>
  (await draftCase(tx, viewer, draftOfLead(lead), now)).id

/** @throws DomainError rule_broken at the words of the officer that seem to hold personal data */
export function refusePersonalLead(given: { title: string; facts: string }): void {
  for (const field of ['title', 'facts'] as const)
    if (findPersonalData(given[field]).length > 0)
      throw refusal(field, '这里像是写了个人信息，请删去', 'This seems to hold personal data: leave it out')
}
