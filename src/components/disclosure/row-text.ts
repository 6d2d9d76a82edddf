import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { term } from '#src/i18n/terms.ts'

type Values = Pick<
  PublishedRow,
  'concentrationState' | 'concentrationMin' | 'concentrationMean' | 'concentrationMax' | 'detectionLimit'
>

/** `21–84`, `<0.05–0.2`, `<0.05`, or why there is none. Blank in a draft that says nothing yet. */
export function rangeText(locale: Locale, row: Values): string {
  const { concentrationState: state, concentrationMin: min, concentrationMax: max, detectionLimit } = row
  if (max !== null)
    return `${lowestText(locale, row) ?? (min === null ? '' : formatNumber(locale, min))}–${formatNumber(locale, max)}`
  return state === null || state === 'measured' ? '' : absenceText(locale, state, detectionLimit)
}

/** Less than the detection limit is written so, not as zero. */
const lowestText = (locale: Locale, { concentrationMin: min, detectionLimit }: Values) =>
  min === 0 && detectionLimit !== null ? `<${formatNumber(locale, detectionLimit)}` : undefined

export const meanText = (
  locale: Locale,
  { concentrationState: state, concentrationMean: mean, detectionLimit }: Values,
) =>
  mean !== null
    ? formatNumber(locale, mean)
    : state === null || state === 'measured'
      ? ''
      : absenceText(locale, state, detectionLimit)

const absenceText = (locale: Locale, state: NonNullable<Values['concentrationState']>, limit: number | null) =>
  state === 'below_detection' && limit !== null ? `<${formatNumber(locale, limit)}` : term(locale, 'valueState', state)

/** `6–9` for a range (pH), `90`; blank where there is none. */
export function limitText(locale: Locale, { limitMin, limitMax }: Pick<PublishedRow, 'limitMin' | 'limitMax'>): string {
  if (limitMax === null) return limitMin === null ? '' : `≥${formatNumber(locale, limitMin)}`
  return limitMin === null
    ? formatNumber(locale, limitMax)
    : `${formatNumber(locale, limitMin)}–${formatNumber(locale, limitMax)}`
}

export const totalText = (
  locale: Locale,
  { totalTonnes, totalState }: Pick<PublishedRow, 'totalTonnes' | 'totalState'>,
) =>
  totalTonnes !== null
    ? formatNumber(locale, totalTonnes)
    : totalState && totalState !== 'measured'
      ? term(locale, 'valueState', totalState)
      : ''
