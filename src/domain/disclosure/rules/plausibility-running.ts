import type { FieldIssue, RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { bounds } from '#domain/disclosure/rules/plausibility-bounds.ts'

/**
 * The year's total against what the outlet carried: mean concentration x flow x hours. More than the highest concentration
 * would carry all the time cannot be; far from the mean asks for a reason. The rate (kg/h) and the judged hours likewise.
 * Says nothing where flow or hours were not given.
 */
export function againstRunning(context: RowContext, answers: RowAnswers): FieldIssue[] {
  return [...ofTotal(context, answers), ...ofRate(context, answers), ...ofHours(context, answers)]
}

/** Water: m³ of the year. Stack: m³/h x h. */
function volumeM3({ outletKind, flow, hours }: RowContext): number | null {
  if (flow === null) return null
  if (outletKind === 'water_outlet') return flow
  return outletKind === 'stack' && hours !== null ? flow * hours : null
}

function ofTotal(context: RowContext, answers: RowAnswers): FieldIssue[] {
  const { totalTonnes: total, concentrationMean: mean, concentrationMax: max, origin } = answers
  const perM3 = bounds.tonnesPerM3[context.unit]
  const volume = volumeM3(context)
  if (total === null || total <= 0 || volume === null || !perM3 || mean === null || max === null) return []
  const most = max * volume * perM3
  if (total > most * bounds.runningMargin && total > bounds.runningNoticedFromTonnes) {
    return [{ field: 'total', code: 'beyond_running', kind: 'wrong', given: { value: total, most: rounded(most) } }]
  }
  const expected = mean * volume * perM3
  // A mass balance or an emission factor does not follow from the concentration.
  if (expected <= 0 || origin === 'mass_balance' || origin === 'emission_factor') return []
  const ratio = Math.max(total, expected) / Math.min(total, expected)
  if (ratio <= bounds.runningBand || Math.max(total, expected) < bounds.runningNoticedFromTonnes) return []
  return [
    { field: 'total', code: 'unlike_running', kind: 'explain', given: { value: total, expected: rounded(expected) } },
  ]
}

/** kg/h = mg/m³ x m³/h / 1e6. */
function ofRate({ outletKind, flow, unit }: RowContext, { rateMax, concentrationMax: max }: RowAnswers): FieldIssue[] {
  if (outletKind !== 'stack' || flow === null || rateMax === null || max === null || unit !== 'mg/m³') return []
  const expected = (max * flow) / 1e6
  const ratio = Math.max(rateMax, expected) / Math.min(rateMax, expected)
  if (rateMax <= 0 || expected <= 0 || ratio <= bounds.rateBand) return []
  return [
    { field: 'rateMax', code: 'unlike_rate', kind: 'explain', given: { value: rateMax, expected: rounded(expected) } },
  ]
}

/** An outlet that ran 2,000 hours has no 8,400 hourly means. */
function ofHours({ averaging, hours }: RowContext, { judgedCount: judged }: RowAnswers): FieldIssue[] {
  if (averaging !== 'hour' || hours === null || judged === null || judged <= hours * bounds.judgedHoursMargin) return []
  return [{ field: 'judged', code: 'beyond_hours', kind: 'wrong', given: { value: judged, hours } }]
}

const rounded = (value: number) => Number(value.toPrecision(3))
