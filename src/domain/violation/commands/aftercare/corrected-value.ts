import { and, eq, ne } from 'drizzle-orm'
import { caseSearchText } from '#db/case-search-text.ts'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'
import { violationCases as cases, violationMeasures as measures } from '#db/schema/violation.ts'
import type { AftercareRefusalCode } from '#domain/violation/aftercare-refusal.ts'
import { caseLimits } from '#domain/violation/input/draft.ts'
import { readDay, readYuan } from '#domain/violation/input/texts.ts'
import { hiddenNamesIn } from '#domain/violation/queries/hidden-names.ts'
import { type CorrectionField, canBeBlank, ofPersons } from '#domain/violation/rules/aftercare/correction.ts'
import { latestDisplay } from '#domain/violation/rules/aftercare/display-terms.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'
import { term } from '#src/i18n/terms.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

const lengths: Partial<Record<CorrectionField, number>> = {
  title: caseLimits.title,
  titleEn: caseLimits.title,
  facts: caseLimits.facts,
  factsEn: caseLimits.facts,
  decisionNo: caseLimits.decisionNo,
  legalBasis: caseLimits.basis,
}

/** What is wrong with a corrected value; undefined when the record may say so. */
export async function valueProblem(
  tx: Db,
  caseId: number,
  field: CorrectionField,
  value: string,
  today: string,
): Promise<AftercareRefusalCode | undefined> {
  if (value === '') return canBeBlank(field) ? undefined : 'needs_a_value'
  if (Array.from(value).length > (lengths[field] ?? caseLimits.reason)) return 'too_long_for_field'
  if (field === 'decidedOn' || field === 'rectifyBy') {
    const day = readDay(value)
    if (!day || day !== value) return 'no_day'
    return field === 'decidedOn' && day > today ? 'day_ahead' : undefined
  }
  if (field === 'fine') {
    if (readYuan(value) === undefined) return 'no_amount'
    return (await singleFine(tx, caseId)) ? undefined : 'no_single_fine'
  }
  if (field === 'decisionNo') {
    const [other] = await tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.decisionNoKey, decisionNoKey(value)), ne(cases.id, caseId)))
    return other ? 'number_in_use' : undefined
  }
  if (findPersonalData(value).length > 0) return 'personal_data'
  if (ofPersons.includes(field) && !(await isGrave(tx, caseId))) return 'names_nobody'
  return (await hiddenNamesIn(tx, caseId, value)).length > 0 ? 'hidden_name' : undefined
}

async function isGrave(tx: Db, caseId: number): Promise<boolean> {
  const [found] = await tx.select({ category: cases.category }).from(cases).where(eq(cases.id, caseId))
  return found !== undefined && graveCategories.includes(found.category)
}

/** What the record says now, as the form and the correction write it. */
export async function readValue(tx: Db, caseId: number, field: CorrectionField): Promise<string> {
  if (field === 'fine') return yuan((await singleFine(tx, caseId))?.amountFen ?? 0)
  const [found] = await tx.select({ value: cases[field] }).from(cases).where(eq(cases.id, caseId))
  const value = found?.value
  return Array.isArray(value) ? value.join('、') : (value ?? '')
}

/** Writes the corrected value into the record, with what follows from it: the sum of its fines, its term, its search text. */
export async function writeValue(tx: Db, caseId: number, field: CorrectionField, value: string): Promise<void> {
  if (field === 'fine') {
    const fine = await singleFine(tx, caseId)
    const amountFen = readYuan(value) as number
    if (fine) await tx.update(measures).set({ amountFen }).where(eq(measures.id, fine.id))
    await tx.update(cases).set({ fineFen: amountFen }).where(eq(cases.id, caseId))
    return
  }
  const followed =
    field === 'decisionNo'
      ? { decisionNoKey: decisionNoKey(value) }
      : field === 'decidedOn'
        ? { displayUntil: latestDisplay(value) }
        : {}
  const written = field === 'responsiblePersons' ? value.split('、').filter(Boolean) : value || null
  await tx
    .update(cases)
    .set({ [field]: written, ...followed })
    .where(eq(cases.id, caseId))
  await refreshSearchText(tx, caseId)
}

/** The one fine of a case whose fines are this one alone; a daily penalty follows from it and would have to be decided anew. */
async function singleFine(tx: Db, caseId: number) {
  const amounts = (await tx.select().from(measures).where(eq(measures.caseId, caseId))).filter(
    ({ amountFen }) => amountFen !== null,
  )
  return amounts.length === 1 && amounts[0]?.kind === 'fine' ? amounts[0] : undefined
}

const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

async function refreshSearchText(tx: Db, caseId: number): Promise<void> {
  const [found] = await tx
    .select({
      title: cases.title,
      titleEn: cases.titleEn,
      facts: cases.facts,
      factsEn: cases.factsEn,
      enterpriseName: cases.enterpriseName,
      decisionNo: cases.decisionNo,
      authority: cases.authority,
      category: cases.category,
      measureKinds: cases.measureKinds,
      regionZh: regions.nameZh,
      regionEn: regions.nameEn,
      sectorZh: sectors.nameZh,
      sectorEn: sectors.nameEn,
    })
    .from(cases)
    .innerJoin(regions, eq(regions.code, cases.regionCode))
    .leftJoin(sectors, eq(sectors.code, cases.sectorCode))
    .where(eq(cases.id, caseId))
  if (!found) return
  const { regionZh, regionEn, sectorZh, sectorEn, category, measureKinds, decisionNo, ...texts } = found
  const searchText = caseSearchText({
    ...texts,
    decisionNo: decisionNo ?? '',
    regionNames: [regionZh, regionEn],
    sectorNames: sectorZh && sectorEn ? [sectorZh, sectorEn] : [],
    terms: [
      term('zh', 'violationCategory', category),
      term('en', 'violationCategory', category),
      ...measureKinds.flatMap((kind) => [term('zh', 'measureKind', kind), term('en', 'measureKind', kind)]),
    ],
  })
  await tx.update(cases).set({ searchText }).where(eq(cases.id, caseId))
}
