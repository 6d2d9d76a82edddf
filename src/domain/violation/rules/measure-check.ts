import { dailyPenalty } from '#domain/violation/rules/daily-penalty.ts'
import type { CaseContent, CaseFinding, Clause, DraftMeasure } from '#domain/violation/rules/draft.ts'
import { basisOf } from '#domain/violation/rules/legal-basis.ts'
import { isFine, type MeasureKind } from '#domain/violation/rules/measures.ts'
import type { ViolationCategory } from '#domain/violation/rules/persons.ts'
import { addDays, daysBetween } from '#platform/clock.ts'
import { workdaysBetween } from '#platform/workdays.ts'

interface Term {
  first: number
  prolonged: number
  unit: 'days' | 'months'
  clause: Clause
}

/** How long a measure may last at first, and by how much it may be prolonged once. A stop of production lasts until it is lifted. */
export const measureTerms: Partial<Record<MeasureKind, Term>> = {
  seizure: { first: 30, prolonged: 30, unit: 'days', clause: 'order_29' },
  restricted_production: { first: 3, prolonged: 3, unit: 'months', clause: 'order_30' },
}

/** 按日计罚 art. 5: discharge over the limit, evasion, forbidden pollutants, dumping, other illegal discharge. */
const dailyCategories: readonly ViolationCategory[] = [
  'stealth_discharge',
  'falsified_data',
  'abnormal_operation',
  'serious_exceedance',
  'unpermitted_discharge',
  'other',
]
/** 移送拘留: no permit and ordered to stop, evasion or falsification; among others a project without approval. */
const detentionCategories: readonly ViolationCategory[] = [
  'stealth_discharge',
  'falsified_data',
  'abnormal_operation',
  'unpermitted_discharge',
  'other',
]
const recheckWithinDays = 30
const detentionWithinWorkdays = 3

/** What is wrong or unusual in the measures of a case. Source: rules of each measure, named in the finding. */
export function measureFindings(content: CaseContent): CaseFinding[] {
  const fines = content.measures.filter(({ kind }) => kind === 'fine')
  return content.measures.flatMap((measure, i) => {
    const field = (name: string) => `measures_${i}.${name}`
    const findings: CaseFinding[] = []
    const find = (severity: CaseFinding['severity'], name: string, code: string, more: Partial<CaseFinding> = {}) =>
      findings.push({ severity, field: field(name), code, ...more })
    if (measure.kind === 'fine' && !(measure.amountFen !== null && measure.amountFen > 0))
      find('refuse', 'amount', 'fine_without_amount')
    if (!isFine(measure.kind) && measure.amountFen !== null) find('refuse', 'amount', 'amount_of_no_fine')
    if (measure.kind === 'fine') findings.push(...fineRange(content, measure, field('amount')))
    if (measure.kind === 'daily_penalty') findings.push(...dailyFindings(content, measure, fines[0], field))
    else if (measure.periods.length > 0) find('refuse', 'periods', 'periods_of_no_daily')
    if (measure.fromOn && measure.toOn && measure.fromOn > measure.toOn) find('refuse', 'toOn', 'ends_before_it_begins')
    else findings.push(...termFindings(measure, field))
    if (measure.kind === 'closure' && !measure.detail.includes('政府'))
      find('refuse', 'detail', 'closure_by_government', { clause: 'order_30' })
    if (measure.kind === 'detention_transfer') {
      if (fines.length === 0) find('warn', 'kind', 'detention_without_fine', { clause: 'detention' })
      if (!detentionCategories.includes(content.category))
        find('warn', 'kind', 'detention_category', { clause: 'detention' })
      if (measure.fromOn && content.decidedOn && measure.fromOn > content.decidedOn) {
        const days = workdaysBetween(content.decidedOn, measure.fromOn)
        if (days > detentionWithinWorkdays)
          find('warn', 'fromOn', 'detention_late', {
            given: { days, most: detentionWithinWorkdays },
            clause: 'detention',
          })
      }
    }
    if ((measure.kind === 'criminal_transfer' || measure.kind === 'detention_transfer') && !measure.fromOn)
      find('warn', 'fromOn', 'transfer_without_day')
    return findings
  })
}

function termFindings(
  { kind, fromOn, toOn, prolongedOn }: DraftMeasure,
  field: (name: string) => string,
): CaseFinding[] {
  const term = measureTerms[kind]
  if (prolongedOn && !term) return [{ severity: 'refuse', field: field('prolongedOn'), code: 'not_to_be_prolonged' }]
  if (!term || !fromOn || !toOn)
    return prolongedOn ? [{ severity: 'refuse', field: field('toOn'), code: 'prolonged_without_end' }] : []
  const { first, prolonged, unit, clause } = term
  const given = {
    from: fromOn,
    to: toOn,
    first,
    prolonged,
    unit,
    until: endOf(fromOn, first, unit),
    last: endOf(fromOn, first + prolonged, unit),
  }
  const problem = (name: string, code: string): CaseFinding[] => [
    { severity: 'refuse', field: field(name), code, given, clause },
  ]
  if (toOn > given.last) return problem('toOn', 'term_over_all')
  if (toOn > given.until && !prolongedOn) return problem('prolongedOn', 'term_not_prolonged')
  if (prolongedOn && (prolongedOn < fromOn || prolongedOn > given.until))
    return problem('prolongedOn', 'prolonged_too_late')
  return []
}

/** The last day of a term that begins on a day: 30 days from 1 June end on 30 June; 3 months from 31 January on 29 or 30 April. */
export function endOf(fromOn: string, count: number, unit: Term['unit']): string {
  if (unit === 'days') return addDays(fromOn, count - 1)
  const [year, month, day] = fromOn.split('-').map(Number) as [number, number, number]
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate()
  const same = new Date(Date.UTC(year, month - 1 + count, Math.min(day, lastOfMonth))).toISOString().slice(0, 10)
  return day > lastOfMonth ? same : addDays(same, -1)
}

function dailyFindings(
  { category, actOn }: CaseContent,
  { amountFen, periods }: DraftMeasure,
  fine: DraftMeasure | undefined,
  field: (name: string) => string,
): CaseFinding[] {
  const clause: Clause = actOn !== null && actOn >= '2026-08-15' ? 'code_1060' : 'order_28'
  const refuse = (name: string, code: string, given?: CaseFinding['given']): CaseFinding[] => [
    { severity: 'refuse', field: field(name), code, ...(given ? { given } : {}), clause },
  ]
  if (!fine?.amountFen) return refuse('kind', 'daily_without_fine')
  if (periods.length === 0) return refuse('periods', 'daily_without_periods')
  const wrong = periods.find(({ servedOn, recheckedOn }) => recheckedOn <= servedOn)
  if (wrong)
    return refuse('periods', 'recheck_not_after_service', { served: wrong.servedOn, rechecked: wrong.recheckedOn })
  const sorted = [...periods].sort((a, b) => a.servedOn.localeCompare(b.servedOn))
  const over = sorted.find(({ servedOn }, i) => i > 0 && servedOn < (sorted[i - 1]?.recheckedOn ?? ''))
  if (over) return refuse('periods', 'periods_overlap', { served: over.servedOn })
  const { days, amountFen: sum } = dailyPenalty(fine.amountFen, periods)
  if (amountFen !== null && amountFen !== sum)
    return refuse('amount', 'daily_sum', { given: amountFen / 100, days, fine: fine.amountFen / 100, sum: sum / 100 })
  const findings: CaseFinding[] = []
  const late = periods.find(({ servedOn, recheckedOn }) => daysBetween(servedOn, recheckedOn) > recheckWithinDays)
  if (late)
    findings.push({
      severity: 'warn',
      field: field('periods'),
      code: 'recheck_late',
      given: { days: daysBetween(late.servedOn, late.recheckedOn), most: recheckWithinDays },
      clause,
    })
  if (!dailyCategories.includes(category))
    findings.push({ severity: 'warn', field: field('kind'), code: 'daily_category', clause })
  return findings
}

/** A fine outside what the clause allows is unusual: a lawful reason may lie in other clauses. */
function fineRange({ bases }: CaseContent, { amountFen }: DraftMeasure, field: string): CaseFinding[] {
  const ranges = bases.flatMap((code) => basisOf(code)?.fineYuan ?? [])
  if (ranges.length === 0 || amountFen === null) return []
  const [low, high] = [Math.min(...ranges), Math.max(...ranges)]
  if (amountFen >= low * 100 && amountFen <= high * 100) return []
  return [{ severity: 'warn', field, code: 'fine_outside_range', given: { given: amountFen / 100, low, high } }]
}
