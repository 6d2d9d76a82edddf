import type { CheckedRow } from '#domain/disclosure/rules/check.ts'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { limitBar } from '#src/components/limit/limit-bar.ts'
import { formatPercent } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName, rowFieldLabel } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages } from '#src/i18n/messages/filing.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

/**
 * How a row stands as it is typed: what is missing or wrong, its values against the limit, its total against the permit. The
 * server writes it into the page, the browser writes it again while a person types.
 */
export function rowStatus(locale: Locale, context: RowContext, checked: CheckedRow): string {
  const say = filingMessages[locale]
  const { answers, judgement, problems, required, filled } = checked
  const wrong = problems.filter(({ kind }) => kind !== 'missing').length
  const [tone, words] =
    wrong > 0
      ? ['wrong', `▲ ${say.rowWrong(wrong)}`]
      : filled < required
        ? ['missing', say.rowMissing(required - filled)]
        : ['done', `✓ ${say.rowDone}`]
  const bars: [string, string][] = []
  const { limitMin, limitMax, unit, permittedTonnes } = context
  const concentration = (name: string, value: number | null) =>
    bars.push([name, limitBar({ value, state: answers.concentrationState, limitMin, limitMax, unit, locale })])
  if (answers.concentrationState !== null) concentration(rowFieldLabel(locale, 'mean', unit), answers.concentrationMean)
  if (answers.concentrationMax !== null) concentration(rowFieldLabel(locale, 'max', unit), answers.concentrationMax)
  if (limitMin !== null && judgement.worst?.standing === 'over' && answers.concentrationMin !== null) {
    concentration(rowFieldLabel(locale, 'min', unit), answers.concentrationMin)
  }
  if (answers.totalState !== null) {
    const total = {
      value: answers.totalTonnes,
      state: answers.totalState,
      limitMax: permittedTonnes,
      against: 'permit' as const,
      unit: 't',
      locale,
    }
    bars.push([fieldName(locale, 'total'), limitBar(total)])
  }
  if (judgement.exceedanceRate !== null && (answers.exceedanceCount ?? 0) > 0) {
    bars.push([
      '',
      `<span class="vermilion">${escapeHtml(say.exceedanceRate(formatPercent(locale, judgement.exceedanceRate)))}</span>`,
    ])
  }
  const list = bars.map(([name, bar]) => `<dt>${escapeHtml(name)}</dt><dd>${bar}</dd>`).join('')
  return `<p class="row-state row-state-${tone}">${escapeHtml(words)}</p>${list && `<dl class="row-bars">${list}</dl>`}`
}
