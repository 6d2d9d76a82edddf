import type { PublishedCase } from '#domain/violation/queries/get.ts'
import { isLasting, type MeasureKind } from '#domain/violation/rules/measures.ts'
import { cityDate } from '#platform/clock.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term } from '#src/i18n/terms.ts'

export interface CourseItem {
  date: string
  text: string
  tone?: 'river' | 'amber' | 'vermilion'
  open?: boolean
}

/** 经过: from the lead to what is still due, oldest first; on one day in the order of the procedure. */
export function courseOfCase(found: PublishedCase, today: string, locale: Locale): CourseItem[] {
  const say = violationMessages[locale]
  const word = (kind: PublishedCase['steps'][number]['kind']) =>
    kind === 'lead'
      ? say.leadFrom(term(locale, 'caseStep', kind), term(locale, 'leadSource', found.leadSource))
      : term(locale, 'caseStep', kind)
  const before = found.steps.filter(({ kind }) => kind === 'lead' || kind === 'inspection' || kind === 'order_served')
  const after = found.steps.filter(({ kind }) => !before.some((step) => step.kind === kind))
  const step = ({ kind, happenedOn, detail }: PublishedCase['steps'][number]): CourseItem => ({
    date: happenedOn,
    // The officers' own words hold more than the step's name; they are Chinese.
    text: locale === 'zh' && detail ? (kind === 'lead' ? `${word(kind)}：${detail}` : detail) : word(kind),
    ...(kind === 'paid' || kind === 'rectified' || kind === 'closed' ? { tone: 'river' as const } : {}),
  })
  const measures = found.measures.flatMap(({ kind, fromOn, toOn }): CourseItem[] => {
    const name = term(locale, 'measureKind', kind)
    if (isLasting(kind)) {
      return [
        ...(fromOn ? [{ date: fromOn, text: say.begins(name), tone: 'amber' as const }] : []),
        ...(toOn ? [{ date: toOn, text: say.ends(name) }] : []),
      ]
    }
    return fromOn && happensOnce.includes(kind) ? [{ date: fromOn, text: name, tone: 'amber' }] : []
  })
  const isOpen = found.executionState !== 'done' && !found.steps.some(({ kind }) => kind === 'closed')
  const items: CourseItem[] = [
    ...before.map(step),
    { date: found.decidedOn, text: say.decidedStep(found.decisionNo), tone: 'vermilion' },
    ...measures,
    { date: cityDate(found.publishedAt), text: say.publishedStep },
    ...after.map(step),
    ...(found.rectifyBy && isOpen ? [{ date: found.rectifyBy, text: say.dueStep, tone: 'amber' as const }] : []),
  ]
  return items
    .map((item) => ({ ...item, open: item.date > today }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** The order to correct and the fines stand in the course as the steps that they belong to. */
const happensOnce: readonly MeasureKind[] = ['detention_transfer', 'criminal_transfer', 'closure']
