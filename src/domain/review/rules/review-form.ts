import { type ReviewInput, type ReviewPoint, reviewLimits, type SentPoints } from '#domain/review/input.ts'
import { wholeForm } from '#domain/review/rules/fields.ts'
import { agrees, type ReviewLevel } from '#domain/review/rules/state.ts'

export interface ReviewProblem {
  field: string
  /** Names the sentence in i18n/messages/review.ts. */
  code: string
  given?: Record<string, string | number>
}

/**
 * What part 五 still lacks. Findings, known problems and an opinion are always said ("none" too); where something was
 * monitored, the reports are named; the county goes there, two at least, unless it returns the form from the desk.
 * Source: annex 2, part 五; 行政处罚法 第四十二条 (two officers)
 */
export function reviewProblems(review: ReviewInput, level: ReviewLevel, today: string): ReviewProblem[] {
  const problems: ReviewProblem[] = []
  const lacks = (field: keyof ReviewInput, code: string, given: ReviewProblem['given'] = {}) =>
    problems.push({ field, code, given })
  if (review.findings.length === 0) lacks('findings', 'findings_missing')
  if (review.knownProblems === '') lacks('knownProblems', 'known_missing')
  if (review.monitoring !== '' && review.monitoringReportNos.length === 0)
    lacks('monitoringReportNos', 'report_nos_missing')
  if (review.monitoring === '' && review.monitoringReportNos.length > 0) lacks('monitoring', 'monitoring_missing')
  if (review.opinion !== 'agreed' && review.words.length < reviewLimits.wordsMin)
    lacks('words', 'words_missing', { least: reviewLimits.wordsMin, opinion: review.opinion })

  const mustInspect = level === 'county' && agrees(review.opinion)
  if (review.inspectedOn === null && (mustInspect || review.inspectors.length > 0))
    lacks('inspectedOn', 'inspected_on_missing')
  if (review.inspectedOn !== null && review.inspectedOn > today)
    lacks('inspectedOn', 'inspected_on_ahead', { given: review.inspectedOn, today })
  if ((mustInspect || review.inspectedOn !== null) && review.inspectors.length < reviewLimits.inspectorsMin)
    lacks('inspectors', 'inspectors_few', { least: reviewLimits.inspectorsMin, given: review.inspectors.length })
  return problems
}

/**
 * The points of a return out of what was ticked and typed: the reason of a place stands at each field that was ticked in it,
 * without a tick at the place as a whole.
 */
export function pointsOf(
  sent: SentPoints,
  known: ReadonlySet<string>,
): { points: ReviewPoint[]; problems: ReviewProblem[] } {
  const points: ReviewPoint[] = []
  const problems: ReviewProblem[] = []
  for (const [place, { ticked, reason }] of Object.entries(sent)) {
    const fields = ticked.length > 0 ? ticked : reason ? [place] : []
    const wrong = fields.filter((field) => !known.has(field) || (field !== place && !field.startsWith(`${place}.`)))
    if (wrong.length > 0)
      problems.push({ field: `why.${place}`, code: 'field_unknown', given: { given: wrong[0] ?? '' } })
    else if (fields.length > 0 && reason.length < reviewLimits.noteMin)
      problems.push({ field: `why.${place}`, code: 'point_without_reason' })
    else if (reason.length > reviewLimits.reason)
      problems.push({
        field: `why.${place}`,
        code: 'too_long',
        given: { length: reason.length, most: reviewLimits.reason },
      })
    else points.push(...fields.map((field) => ({ field, reason })))
  }
  return { points, problems }
}

/**
 * Whether opinion and points go together: a return says at which field, an agreement has none. Rejected explanations are
 * points by themselves, unless the reviewer wrote an own reason there.
 */
export function joinedPoints(
  opinion: ReviewInput['opinion'],
  points: readonly ReviewPoint[],
  rejected: readonly ReviewPoint[],
): { points: ReviewPoint[]; problems: ReviewProblem[] } {
  if (agrees(opinion)) {
    return { points: [], problems: points.length > 0 ? [{ field: 'opinion', code: 'points_without_return' }] : [] }
  }
  const own = new Set(points.map(({ field }) => field))
  const all = [...points, ...rejected.filter(({ field }) => !own.has(field))]
  if (all.length === 0) return { points: all, problems: [{ field: `why.${wholeForm}`, code: 'return_without_point' }] }
  if (all.length > reviewLimits.points)
    return { points: all, problems: [{ field: 'opinion', code: 'points_many', given: { most: reviewLimits.points } }] }
  return { points: all, problems: [] }
}
