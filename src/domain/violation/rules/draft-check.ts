import { decisionYear } from '#domain/violation/rules/decision-number.ts'
import type { CaseContent, CaseFinding } from '#domain/violation/rules/draft.ts'
import { basisOf, basisText, holdsOn } from '#domain/violation/rules/legal-basis.ts'
import { measureFindings } from '#domain/violation/rules/measure-check.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'
import { publicText, readMarks } from '#domain/violation/rules/secrets.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/** The days that a case names, in the order of the procedure. */
const dayFields = ['actOn', 'leadOn', 'inspectedOn', 'orderServedOn', 'decidedOn'] as const

/** Texts that the public reads. Only the facts may hold marks; elsewhere nothing secret belongs at all. */
export const publicTexts = (content: CaseContent): (readonly [field: string, text: string])[] => [
  ['title', content.title],
  ['titleEn', content.titleEn],
  ['facts', publicText(content.facts)],
  ['factsEn', publicText(content.factsEn, 'en')],
  ['basisText', content.basisText],
  ['leadWords', content.leadWords],
  ['inspectionWords', content.inspectionWords],
  ['orderWords', content.orderWords],
  ['authority', content.authority],
  ...content.measures.map(({ detail }, i) => [`measures_${i}.detail`, detail] as const),
  ...content.persons.map(({ position }, i) => [`persons_${i}.position`, position] as const),
  ['readings', content.readings.join('\n')],
]

/** What cannot be true or cannot be kept, whatever else is still missing: bars saving. */
export function savingFindings(content: CaseContent, today: string): CaseFinding[] {
  const findings: CaseFinding[] = []
  const refuse = (field: string, code: string, more: Partial<CaseFinding> = {}) =>
    findings.push({ severity: 'refuse', field, code, ...more })
  for (const field of dayFields) {
    const day = content[field]
    if (day !== null && day > today) refuse(field, 'day_ahead', { given: { given: day, today } })
  }
  const found = [content.actOn, content.inspectedOn, content.leadOn]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  if (content.decidedOn !== null && found !== undefined && content.decidedOn < found)
    refuse('decidedOn', 'decided_before_finding', { given: { given: content.decidedOn, found } })
  if ((content.decisionNo === '') !== (content.decidedOn === null))
    refuse(content.decisionNo === '' ? 'decisionNo' : 'decidedOn', 'decision_half')
  if (content.decisionNo !== '') {
    const year = decisionYear(content.decisionNo)
    if (year === undefined) refuse('decisionNo', 'decision_no_form', { given: { given: content.decisionNo } })
    else if (content.decidedOn !== null && Math.abs(year - Number(content.decidedOn.slice(0, 4))) > 1)
      findings.push({
        severity: 'warn',
        field: 'decisionNo',
        code: 'decision_no_year',
        given: { year, decided: content.decidedOn },
      })
  }
  for (const field of ['facts', 'factsEn'] as const) {
    const { open } = readMarks(content[field])
    if (open !== undefined) refuse(field, 'mark_open', { given: { given: open } })
  }
  for (const [field, text] of publicTexts(content))
    if (field !== 'facts' && field !== 'factsEn' && readMarks(text).parts.some(({ ground }) => ground))
      refuse(field, 'mark_elsewhere')
  for (const code of content.bases) {
    const basis = basisOf(code)
    if (!basis) refuse('bases', 'basis_unknown', { given: { given: code } })
    else if (content.actOn !== null && !holdsOn(basis, content.actOn))
      findings.push({
        severity: content.basisReason === '' ? 'refuse' : 'warn',
        field: 'bases',
        code: 'basis_not_in_force',
        given: { basis: basis.text, from: basis.validFrom, to: basis.validTo ?? '', act: content.actOn },
        clause: 'code_1057',
      })
  }
  if (content.basisText !== '' && content.basisReason === '') refuse('basisReason', 'basis_without_reason')
  return [...findings, ...measureFindings(content)]
}

/** What a case must have before it goes to the legal review, on top of what bars saving. */
export function submissionFindings(content: CaseContent, today: string): CaseFinding[] {
  const findings = savingFindings(content, today)
  const refuse = (field: string, code: string, more: Partial<CaseFinding> = {}) =>
    findings.push({ severity: 'refuse', field, code, ...more })
  const warn = (field: string, code: string, more: Partial<CaseFinding> = {}) =>
    findings.push({ severity: 'warn', field, code, ...more })
  if (Array.from(publicText(content.facts)).length < 20) refuse('facts', 'facts_short', { given: { least: 20 } })
  if (content.actOn === null) refuse('actOn', 'missing')
  if (content.authority === '') refuse('authority', 'missing')
  if (content.decisionNo === '') refuse('decisionNo', 'missing')
  if (content.decidedOn === null) refuse('decidedOn', 'missing')
  if (basisText(content) === '') refuse('bases', 'basis_missing')
  if (content.measures.length === 0) refuse('measures', 'measures_missing')
  if (content.leadOn === null) warn('leadOn', 'lead_without_day')
  if (graveCategories.includes(content.category) && content.persons.length === 0)
    warn('persons_0.name', 'grave_without_persons', { clause: 'city_rule_names' })
  if (content.bases.length > 0 && !content.bases.some((code) => basisOf(code)?.categories.includes(content.category)))
    warn('bases', 'basis_of_other_category')
  for (const [i, person] of content.persons.entries())
    if (person.isMinor)
      warn(`persons_${i}.name`, 'minor_not_named', { given: { name: person.name }, clause: 'open_government' })
  return [...findings, ...personalFindings(content)]
}

/** Personal data in what the public reads, unless the drafter confirmed it to be an office's. Never an ID number or an account. */
export function personalFindings({ confirmed, ...content }: CaseContent): CaseFinding[] {
  return publicTexts({ ...content, confirmed }).flatMap(([field, text]) =>
    findPersonalData(text)
      .filter(({ kind, found }) => !(mayBeOffice.includes(kind) && confirmed.includes(found.trim())))
      .map(({ kind, found }) => ({
        severity: 'refuse' as const,
        field,
        code: mayBeOffice.includes(kind) ? 'personal_data' : 'personal_data_always',
        given: { kind, found: found.trim() },
        clause: 'open_government' as const,
      })),
  )
}

/** Of these an office has its own, which it may publish; an ID number is always a person's. */
const mayBeOffice: readonly string[] = ['telephone', 'mobile', 'email', 'home_address', 'bank_account']
