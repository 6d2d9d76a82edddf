import type { FieldIssue, RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { bounds } from '#domain/disclosure/rules/plausibility-bounds.ts'
import { rangeOf } from '#domain/disclosure/rules/plausibility-ranges.ts'
import { againstRunning } from '#domain/disclosure/rules/plausibility-running.ts'
import { againstOtherSources } from '#domain/disclosure/rules/plausibility-seen.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'

/**
 * What can't be (refused) and what hardly can (asks for a written reason): by physics, by what the factor is known to be in its
 * medium, by flow and hours, by the limit, by the permit, by what the enterprise published the year before, and by what others
 * measured. The figures are in plausibility-bounds.ts and plausibility-ranges.ts; rows against each other: checkAcross.
 */
export function implausibilities(context: RowContext, answers: RowAnswers): FieldIssue[] {
  return [
    ...impossibleConcentrations(context, answers),
    ...impossibleAmounts(context, answers),
    ...outOfRange(context, answers),
    ...unusual(context, answers),
    ...againstRunning(context, answers),
    ...againstOtherSources(context, answers),
    ...ratesApart(answers),
  ]
}

const concentrationFields = [
  ['min', 'concentrationMin'],
  ['mean', 'concentrationMean'],
  ['max', 'concentrationMax'],
] as const

function impossibleConcentrations(context: RowContext, answers: RowAnswers): FieldIssue[] {
  const issues: FieldIssue[] = []
  const scale = bounds.scale[context.factorCode] ?? bounds.scale[context.unit]
  const density = bounds.density[context.unit]
  for (const [field, column] of concentrationFields) {
    const value = answers[column]
    if (value === null) continue
    if (value < 0) issues.push({ field, code: 'negative', kind: 'wrong', given: { value } })
    else if (scale && value > scale)
      issues.push({ field, code: 'out_of_scale', kind: 'wrong', given: { value, most: scale } })
    else if (density && value > density)
      issues.push({ field, code: 'beyond_density', kind: 'wrong', given: { value, most: density, unit: context.unit } })
  }
  return issues
}

/** By factor and medium: more than the medium holds, more than untreated waste, less than the method sees. */
function outOfRange({ factorCode, unit, outletKind }: RowContext, answers: RowAnswers): FieldIssue[] {
  const range = rangeOf(factorCode)
  const density = bounds.density[unit] ?? Number.POSITIVE_INFINITY
  const scale = range ? inUnit(1, range.unit, unit) : null
  if (!range || scale === null) return []
  const [seen, raw, never] = [range.seen * scale, range.raw * scale, range.never * scale]
  const { concentrationMean: mean, concentrationMax: max } = answers
  const issues: FieldIssue[] = []
  for (const [field, value] of [
    ['mean', mean],
    ['max', max],
  ] as const) {
    if (value === null || value > density) continue
    if (value > never) issues.push({ field, code: 'beyond_ever', kind: 'wrong', given: { value, most: never, unit } })
    else if (value > raw) issues.push({ field, code: 'beyond_raw', kind: 'explain', given: { value, most: raw, unit } })
  }
  // Air at a boundary is measured by the methods of ambient air, which see far less.
  if (outletKind !== 'fugitive' && mean !== null && mean > 0 && mean < seen)
    issues.push({ field: 'mean', code: 'below_method', kind: 'explain', given: { value: mean, least: seen, unit } })
  return issues
}

/** 在线超标率 as typed against the counts beside it. */
function ratesApart({ origin, judgedCount, exceedanceCount, onlineExceedanceRate: rate }: RowAnswers): FieldIssue[] {
  if (origin !== 'online' || rate === null || rate > 100 || !judgedCount || exceedanceCount === null) return []
  const counted = Number(((exceedanceCount / judgedCount) * 100).toPrecision(3))
  if (Math.abs(rate - counted) <= bounds.rateApartPoints) return []
  return [{ field: 'onlineRate', code: 'unlike_online_rate', kind: 'explain', given: { value: rate, counted } }]
}

function impossibleAmounts(context: RowContext, answers: RowAnswers): FieldIssue[] {
  const issues: FieldIssue[] = []
  const { totalTonnes: total, judgedCount, exceedanceCount } = answers
  if (total !== null && total < 0)
    issues.push({ field: 'total', code: 'negative', kind: 'wrong', given: { value: total } })
  else if (total !== null && total > bounds.totalTonnes) {
    issues.push({
      field: 'total',
      code: 'beyond_total',
      kind: 'wrong',
      given: { value: total, most: bounds.totalTonnes },
    })
  } else if (total !== null) {
    const most = carriedTonnes(context, answers.concentrationMax)
    if (most !== null && total > most)
      issues.push({ field: 'total', code: 'beyond_flow', kind: 'wrong', given: { value: total, most: rounded(most) } })
  }
  const most = context.averaging === 'day' ? bounds.daysInYear : bounds.hoursInYear
  for (const [field, value] of [
    ['judged', judgedCount],
    ['exceeded', exceedanceCount],
  ] as const) {
    if (value !== null && value < 0) issues.push({ field, code: 'negative', kind: 'wrong', given: { value } })
    else if (value !== null && value > most)
      issues.push({ field, code: 'beyond_year', kind: 'wrong', given: { value, most } })
  }
  return issues
}

/** Tonnes that the outlet's largest possible flow carries at the highest concentration; null where either is unknown. */
function carriedTonnes({ carriesM3PerYear, unit }: RowContext, concentrationMax: number | null): number | null {
  const tonnesPerM3 = bounds.tonnesPerM3[unit]
  if (carriesM3PerYear === null || concentrationMax === null || concentrationMax <= 0 || !tonnesPerM3) return null
  return carriesM3PerYear * concentrationMax * tonnesPerM3
}

function unusual(context: RowContext, answers: RowAnswers): FieldIssue[] {
  const issues: FieldIssue[] = []
  const explain = (field: FieldIssue['field'], code: FieldIssue['code'], given: FieldIssue['given'] = {}) =>
    issues.push({ field, code, kind: 'explain', given })
  const { concentrationMean: mean, concentrationMax: max, detectionLimit, totalTonnes: total } = answers
  const { limitMin, limitMax, permittedTonnes, lastYear } = context

  if (limitMax && limitMin === null) {
    if (max !== null && max > bounds.limitMultiple * limitMax)
      explain('max', 'far_over_limit', { value: max, limit: limitMax })
    if (detectionLimit !== null && detectionLimit > limitMax)
      explain('mean', 'detection_above_limit', { detectionLimit, limit: limitMax })
    if (answers.concentrationState === 'measured' && mean === 0 && max === 0) explain('mean', 'zero_measured')
  }
  if (total === null) return issues
  const before = lastYear?.totalTonnes ?? null
  const [low, high] = bounds.kilogramsFor
  const slip = before !== null && before > 0 && total >= low * before && total <= high * before
  if (slip) explain('total', 'like_kilograms', { value: total, before: before as number })
  else if (permittedTonnes && total > bounds.permittedMultiple * permittedTonnes) {
    explain('total', 'far_over_permit', { value: total, permitted: permittedTonnes })
  } else if (permittedTonnes && total > bounds.permitMargin * permittedTonnes) {
    explain('total', 'over_permit', { value: total, permitted: permittedTonnes })
  } else if (before !== null && Math.max(before, total) >= bounds.noticedFromTonnes && apart(before, total)) {
    explain('total', 'unlike_last_year_total', { value: total, before })
  }
  if (total === 0 && mean !== null && mean > 0) explain('total', 'zero_total', { mean })
  return issues.concat(meanUnlikeLastYear(context, mean))
}

function meanUnlikeLastYear({ limitMin, limitMax, lastYear }: RowContext, mean: number | null): FieldIssue[] {
  const before = lastYear?.mean ?? null
  if (mean === null || before === null || limitMin !== null || !limitMax) return []
  if (Math.max(mean, before) < bounds.noticedFromLimitShare * limitMax || !apart(before, mean)) return []
  return [{ field: 'mean', code: 'unlike_last_year_mean', kind: 'explain', given: { value: mean, before } }]
}

/** More than the allowed ratio apart, whichever is larger; nothing is apart from zero. */
const apart = (a: number, b: number) => Math.min(a, b) > 0 && Math.max(a, b) > bounds.yearToYear * Math.min(a, b)
const rounded = (value: number) => Number(value.toPrecision(3))
