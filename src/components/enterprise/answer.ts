import type { Filing } from '#domain/enterprise/queries/record.ts'
import { cityDate, daysBetween } from '#platform/clock.ts'
import type { EmissionSeries } from '#src/components/enterprise/emission-view.ts'
import { emissionName } from '#src/components/enterprise/emission-view.ts'
import { formatDay, formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { recordMessages } from '#src/i18n/messages/record.ts'

/** A piece of the sentence; what is over the limit carries its colour and stands in a <strong>. */
export interface AnswerPart {
  text: string
  tone?: 'vermilion' | 'amber'
}

/** The sentence that the page opens with: how the enterprise stands to its limits, then to its duty to disclose. */
export function recordAnswer(series: EmissionSeries[], filings: Filing[], today: string, locale: Locale): AnswerPart[] {
  const say = recordMessages[locale]
  const filing = filingSentence(filings[0], today, locale)
  return [...limitSentence(series, locale), { text: say.stop }, ...(filing ? [filing, { text: say.stop }] : [])]
}

function limitSentence(series: EmissionSeries[], locale: Locale): AnswerPart[] {
  const say = recordMessages[locale]
  const rows = series.flatMap(({ newest }) => (newest ? [newest] : []))
  const first = rows[0]
  if (!first) return [{ text: say.nothingYet }]

  const over = rows.filter(({ judgement }) => judgement.exceeds).sort((a, b) => worstShare(b) - worstShare(a))
  const without = rows.filter(({ concentrationState }) => !isKnown(concentrationState))
  const within = rows.length - over.length - without.length
  const near = rows.filter(({ judgement }) => !judgement.exceeds && judgement.worst?.standing === 'near').length
  const parts: AnswerPart[] = [{ text: say.inYear(first.year - 1) }]
  over.slice(0, 2).forEach((row, i) => {
    if (i > 0) parts.push({ text: say.semicolon })
    parts.push({ text: overPhrase(row, locale), tone: 'vermilion' })
  })
  if (over.length > 2) parts.push({ text: say.comma }, { text: say.moreOver(over.length - 2), tone: 'vermilion' })
  if (within > 0) {
    if (over.length > 0) parts.push({ text: say.semicolon })
    parts.push({ text: over.length > 0 ? say.othersWithin(within) : say.allWithin(within) })
    if (near > 0) parts.push({ text: say.comma }, { text: say.near(near), tone: 'amber' })
  }
  if (without.length > 0)
    parts.push({ text: over.length + within > 0 ? say.semicolon : '' }, { text: say.without(without.length) })
  return parts
}

/** Below detection is an answer, and a good one; not discharged too. */
const isKnown = (state: string | null) =>
  state === 'measured' || state === 'below_detection' || state === 'no_discharge'

type JudgedRow = NonNullable<EmissionSeries['newest']>

const worstShare = ({ judgement, exceedanceCount }: JudgedRow) =>
  (judgement.worst?.multiple ?? 0) * 1000 + (exceedanceCount ?? 0)

function overPhrase(row: JudgedRow, locale: Locale): string {
  const say = recordMessages[locale]
  const { worst, total } = row.judgement
  const what = emissionName(row, locale)
  const times = row.exceedanceCount ? say.overTimes(formatNumber(locale, row.exceedanceCount)) : ''
  const multiple = worst?.multiple ? say.overMultiple(formatNumber(locale, round(worst.multiple))) : ''
  if (times || multiple) return say.overBy(what, times, multiple)
  return worst?.standing !== 'over' && total?.standing === 'over'
    ? say.totalOver(what)
    : say.overBy(what, say.overUnknown, '')
}

const round = (multiple: number) => Math.max(0.01, Number(multiple.toFixed(multiple < 1 ? 2 : 1)))

function filingSentence(filing: Filing | undefined, today: string, locale: Locale): AnswerPart | undefined {
  const say = recordMessages[locale]
  if (!filing || filing.year < Number(today.slice(0, 4)) - 1) return undefined
  const { year, dueOn, publishedAt, state } = filing
  const due = formatDay(locale, dueOn)
  if (state === 'refused') return { text: say.filingRefused(year, due, daysBetween(dueOn, today)), tone: 'vermilion' }
  if (state === 'overdue') return { text: say.filingOverdue(year, due, daysBetween(dueOn, today)), tone: 'vermilion' }
  if (state === 'not_yet_due' || state === 'due') return { text: say.filingOpen(year, due, daysBetween(today, dueOn)) }
  if (!publishedAt) return undefined
  const day = formatDay(locale, cityDate(publishedAt))
  return state === 'published'
    ? { text: say.filedOnTime(year, day) }
    : { text: say.filedLate(year, day), tone: 'amber' }
}
