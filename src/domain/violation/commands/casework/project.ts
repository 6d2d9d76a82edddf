import { and, eq, inArray } from 'drizzle-orm'
import { caseSearchText } from '#db/case-search-text.ts'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { casePenaltyPeriods, caseReferences } from '#db/schema/casework.ts'
import { violationMeasures, violationSteps } from '#db/schema/violation.ts'
import type { Resolved } from '#domain/violation/commands/casework/resolve.ts'
import { dailyPenalty } from '#domain/violation/rules/daily-penalty.ts'
import { personsOnRecord } from '#domain/violation/rules/display.ts'
import type { CaseContent, DraftMeasure } from '#domain/violation/rules/draft.ts'
import { basisText } from '#domain/violation/rules/legal-basis.ts'
import { concealNames, hiddenNames } from '#domain/violation/rules/naming.ts'
import { publicText } from '#domain/violation/rules/secrets.ts'
import { term } from '#src/i18n/terms.ts'

/** The columns of the public record out of what was typed: nothing of what is marked, no person whom the rule does not name. */
export function recordColumns({ firm, region, content }: Resolved) {
  const measures = content.measures.map((measure) => withSum(measure, content))
  const kinds = [...new Set(measures.map(({ kind }) => kind))]
  const hidden = hiddenNames(content)
  const shown = (text: string) => concealNames(text, hidden)
  const facts = shown(publicText(content.facts))
  const factsEn = shown(publicText(content.factsEn, 'en')) || null
  const [enterpriseName, title, titleEn] = [content.enterpriseName, content.title, content.titleEn].map(shown) as [
    string,
    string,
    string,
  ]
  const decision = content.decisionNo
    ? { decisionNo: content.decisionNo, decisionNoKey: decisionNoKey(content.decisionNo), decidedOn: content.decidedOn }
    : { decisionNo: null, decisionNoKey: null, decidedOn: null }
  return {
    enterpriseId: firm?.id ?? null,
    enterpriseName,
    regionCode: content.regionCode,
    sectorCode: firm?.sectorCode ?? null,
    controlLevel: firm?.controlLevel ?? ('other' as const),
    category: content.category,
    title,
    titleEn: titleEn || null,
    facts,
    factsEn,
    legalBasis: shown(basisText(content)),
    ...decision,
    authority: content.authority,
    leadSource: content.leadSource,
    fineFen: measures.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
    measureKinds: kinds,
    ...personsOnRecord(content),
    rectifyBy: content.rectifyBy,
    executionState: content.executionState,
    searchText: caseSearchText({
      title,
      titleEn,
      facts,
      factsEn,
      enterpriseName,
      decisionNo: content.decisionNo,
      authority: content.authority,
      regionNames: region ? [region.nameZh, region.nameEn] : [],
      sectorNames: firm ? [firm.sectorZh, firm.sectorEn] : [],
      terms: [
        term('zh', 'violationCategory', content.category),
        term('en', 'violationCategory', content.category),
        ...kinds.flatMap((kind) => [term('zh', 'measureKind', kind), term('en', 'measureKind', kind)]),
      ],
    }),
  }
}

const ownSteps = ['lead', 'inspection', 'order_served'] as const

/** Measures, periods, steps and references of a draft, anew. Only before its publication: afterwards these are a record. */
export async function writeParts(tx: Db, caseId: number, content: CaseContent): Promise<void> {
  const hidden = hiddenNames(content)
  const shown = (text: string) => concealNames(text, hidden) || null
  await tx.delete(violationMeasures).where(eq(violationMeasures.caseId, caseId))
  for (const measure of content.measures) {
    const { amountFen, days } = withSum(measure, content)
    const { kind, fromOn, toOn, prolongedOn, detail, periods } = measure
    const [written] = await tx
      .insert(violationMeasures)
      .values({ caseId, kind, amountFen, days, fromOn, toOn, prolongedOn, detail: shown(detail) })
      .returning({ id: violationMeasures.id })
    if (periods.length > 0)
      await tx
        .insert(casePenaltyPeriods)
        .values(periods.map((period) => ({ measureId: written?.id as number, ...period })))
  }
  await tx
    .delete(violationSteps)
    .where(and(eq(violationSteps.caseId, caseId), inArray(violationSteps.kind, [...ownSteps])))
  const steps = [
    { kind: 'lead' as const, happenedOn: content.leadOn, detail: content.leadWords },
    { kind: 'inspection' as const, happenedOn: content.inspectedOn, detail: content.inspectionWords },
    { kind: 'order_served' as const, happenedOn: content.orderServedOn, detail: content.orderWords },
  ].flatMap(({ happenedOn, detail, kind }) => (happenedOn ? [{ caseId, kind, happenedOn, detail: shown(detail) }] : []))
  if (steps.length > 0) await tx.insert(violationSteps).values(steps)
  await tx.delete(caseReferences).where(eq(caseReferences.caseId, caseId))
  const references = [
    ...content.outlets.map((outletId) => ({ kind: 'outlet' as const, outletId })),
    ...content.disclosures.map((disclosureId) => ({ kind: 'disclosure' as const, disclosureId })),
    ...content.readings.map((words) => ({ kind: 'reading' as const, words: concealNames(words, hidden) })),
  ]
  if (references.length > 0)
    await tx
      .insert(caseReferences)
      .values(references.map((reference, position) => ({ caseId, position, ...reference })))
}

/** A daily penalty is what its periods give: the first fine for each of its days. */
function withSum(measure: DraftMeasure, { measures }: CaseContent): DraftMeasure & { days: number | null } {
  if (measure.kind !== 'daily_penalty') return { ...measure, days: null }
  const fine = measures.find(({ kind }) => kind === 'fine')?.amountFen ?? 0
  return { ...measure, ...dailyPenalty(fine, measure.periods) }
}
