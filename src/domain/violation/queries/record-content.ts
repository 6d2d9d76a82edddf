import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases, violationMeasures, violationSteps } from '#db/schema/violation.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'

/** The content of a case that nobody has saved by hand yet, out of its record: what the portal opened, or an older case. */
export async function contentFromRecord(db: Db, caseId: number): Promise<CaseContent | undefined> {
  const [found] = await db
    .select({
      category: cases.category,
      creditCode: enterprises.creditCode,
      enterpriseName: cases.enterpriseName,
      regionCode: cases.regionCode,
      title: cases.title,
      titleEn: cases.titleEn,
      facts: cases.facts,
      factsEn: cases.factsEn,
      leadSource: cases.leadSource,
      legalBasis: cases.legalBasis,
      decisionNo: cases.decisionNo,
      decidedOn: cases.decidedOn,
      authority: cases.authority,
      rectifyBy: cases.rectifyBy,
      executionState: cases.executionState,
      legalRepresentative: cases.legalRepresentative,
      responsiblePersons: cases.responsiblePersons,
    })
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(eq(cases.id, caseId))
  if (!found) return undefined
  const [measures, steps] = await Promise.all([
    db
      .select({
        kind: violationMeasures.kind,
        amountFen: violationMeasures.amountFen,
        fromOn: violationMeasures.fromOn,
        toOn: violationMeasures.toOn,
        prolongedOn: violationMeasures.prolongedOn,
        detail: violationMeasures.detail,
      })
      .from(violationMeasures)
      .where(eq(violationMeasures.caseId, caseId))
      .orderBy(asc(violationMeasures.id)),
    db
      .select({ kind: violationSteps.kind, happenedOn: violationSteps.happenedOn, detail: violationSteps.detail })
      .from(violationSteps)
      .where(eq(violationSteps.caseId, caseId))
      .orderBy(asc(violationSteps.happenedOn)),
  ])
  const step = (kind: (typeof steps)[number]['kind']) => steps.find((each) => each.kind === kind)
  const { legalRepresentative, responsiblePersons, legalBasis, ...plain } = found
  return {
    ...plain,
    creditCode: found.creditCode ?? '',
    titleEn: found.titleEn ?? '',
    factsEn: found.factsEn ?? '',
    decisionNo: found.decisionNo ?? '',
    actOn: step('inspection')?.happenedOn ?? step('lead')?.happenedOn ?? null,
    leadOn: step('lead')?.happenedOn ?? null,
    leadWords: step('lead')?.detail ?? '',
    leadReference: '',
    inspectedOn: step('inspection')?.happenedOn ?? null,
    inspectionWords: step('inspection')?.detail ?? '',
    orderServedOn: step('order_served')?.happenedOn ?? null,
    orderWords: step('order_served')?.detail ?? '',
    bases: [],
    basisText: legalBasis,
    basisReason: legalBasis === '' ? '' : '沿用原记录的法律依据',
    persons: [
      ...(legalRepresentative
        ? [{ name: legalRepresentative, position: '', kind: 'legal_representative' as const, isMinor: false }]
        : []),
      ...responsiblePersons.map((name) => ({ name, position: '', kind: 'responsible' as const, isMinor: false })),
    ],
    measures: measures.map(({ detail, ...measure }) => ({ ...measure, periods: [], detail: detail ?? '' })),
    outlets: [],
    disclosures: [],
    readings: [],
    confirmed: [],
  }
}
