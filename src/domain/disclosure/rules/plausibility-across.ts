import { type AcrossRow, acrossProblem } from '#domain/disclosure/rules/across-row.ts'
import { type Problem, rowKey } from '#domain/disclosure/rules/form.ts'
import { acrossBounds as bounds, wholesOf } from '#domain/disclosure/rules/plausibility-across-bounds.ts'
import { misplacedValues } from '#domain/disclosure/rules/plausibility-misplaced.ts'

/**
 * What only shows when the rows of a filing are held against each other: a part larger than its whole, values that belong to
 * another factor or outlet, columns that were copied, last year's filing sent again, the enterprise's permitted total.
 */
export function checkAcross(rows: readonly AcrossRow[]): { problems: Problem[]; explained: Problem[] } {
  const outlets = [...Map.groupBy(rows, ({ context }) => context.outletId).values()]
  const found = [
    ...outlets.flatMap(partsAboveWholes),
    ...misplacedValues(rows),
    ...outlets.flatMap(copied),
    ...sentAgain(rows),
    ...overEnterprisePermit(rows),
    ...outlets.flatMap(beyondMouth),
  ]
  const isOpen = (problem: Problem) => problem.kind === 'wrong' || !isExplained(rows, problem)
  return { problems: found.filter(isOpen), explained: found.filter((problem) => !isOpen(problem)) }
}

/** One reason answers for all that is unusual in its row. */
const isExplained = (rows: readonly AcrossRow[], { field }: Problem) =>
  rows.some(({ context, answers }) => answers.unusualReason !== null && field.startsWith(`${rowKey(context)}.`))

/** COD below BOD5, ammonia above total nitrogen: by mean, and by total. */
function partsAboveWholes(rows: readonly AcrossRow[]): Problem[] {
  return wholesOf.flatMap(({ part, whole, nameZh, nameEn }) => {
    const [small, large] = [part, whole].map((code) => rows.find(({ context }) => context.factorCode === code))
    if (!small || !large || small.context.unit !== large.context.unit) return []
    return (
      [
        ['mean', small.answers.concentrationMean, large.answers.concentrationMean],
        ['total', small.answers.totalTonnes, large.answers.totalTonnes],
      ] as const
    ).flatMap(([field, value, most]) => {
      if (value === null || most === null || value <= most * bounds.partMargin) return []
      const kind = value > most * bounds.partImpossible ? 'wrong' : 'explain'
      return [acrossProblem(small, field, 'part_above_whole', kind, { value, most, nameZh, nameEn })]
    })
  })
}

const measured = (rows: readonly AcrossRow[]) =>
  rows.filter(({ answers }) => answers.concentrationState === 'measured' && (answers.concentrationMean ?? 0) > 0)

/** Minimum, mean and maximum the same in every row; the same figures in many rows; the limits typed as the maxima. */
function copied(rows: readonly AcrossRow[]): Problem[] {
  const values = measured(rows)
  const problems: Problem[] = []
  const flat = values.filter(
    ({
      answers: { concentrationMin: min, concentrationMean: mean, concentrationMax: max, judgedCount, sampleCount },
    }) => min === mean && mean === max && (sampleCount ?? judgedCount ?? 2) > 1,
  )
  const [firstFlat] = flat
  if (firstFlat && flat.length >= bounds.copiedRows && flat.length >= values.length * bounds.copiedShare) {
    problems.push(acrossProblem(firstFlat, 'mean', 'copied_columns', 'explain', { rows: flat.length }))
  }
  const alike = Map.groupBy(values, ({ answers: a }) =>
    [a.concentrationMean, a.concentrationMax, a.totalTonnes].join(' '),
  )
  for (const same of alike.values()) {
    const [, second] = same
    if (second && same.length >= bounds.copiedRows) {
      const given = { rows: same.length, value: second.answers.concentrationMean as number }
      problems.push(acrossProblem(second, 'mean', 'same_values', 'explain', given))
    }
  }
  const limits = values.filter(
    ({ context, answers }) => context.limitMin === null && context.limitMax === answers.concentrationMax,
  )
  const [atLimit] = limits
  if (atLimit && limits.length >= bounds.copiedRows && limits.length >= values.length * bounds.copiedShare) {
    problems.push(acrossProblem(atLimit, 'max', 'limits_copied', 'explain', { rows: limits.length }))
  }
  return problems
}

/** Every mean and total of the filing as the year before: last year's form was sent again. */
function sentAgain(rows: readonly AcrossRow[]): Problem[] {
  const before = measured(rows).filter(({ context }) => (context.lastYear?.mean ?? null) !== null)
  const same = before.filter(
    ({ context: { lastYear }, answers }) =>
      lastYear?.mean === answers.concentrationMean && lastYear?.totalTonnes === answers.totalTonnes,
  )
  const [first] = same
  if (!first || same.length < bounds.copiedRows || same.length < before.length * bounds.sentAgainShare) return []
  return [acrossProblem(first, 'mean', 'same_as_last_year', 'explain', { rows: same.length })]
}

/** The sum over the outlets against what the permit allows the whole enterprise. */
function overEnterprisePermit(rows: readonly AcrossRow[]): Problem[] {
  const factors = [...Map.groupBy(rows, ({ context }) => context.factorCode).values()]
  return factors.flatMap((ofFactor) => {
    const permitted = ofFactor[0]?.context.permittedEnterpriseTonnes ?? null
    const given = ofFactor.filter(({ answers }) => answers.totalTonnes !== null)
    if (permitted === null || given.length < 2) return []
    const sum = given.reduce((total, { answers }) => total + (answers.totalTonnes as number), 0)
    const explained = given.some(({ answers }) => answers.unusualReason !== null)
    if (sum <= permitted * bounds.permitMargin || explained) return []
    const [largest] = given.toSorted((a, b) => (b.answers.totalTonnes as number) - (a.answers.totalTonnes as number))
    const value = Number(sum.toPrecision(4))
    return [acrossProblem(largest as AcrossRow, 'total', 'over_enterprise_permit', 'explain', { value, permitted })]
  })
}

/** The flow of the form against what the stack's mouth or the facility can pass; asked once for the outlet. */
function beyondMouth([first]: readonly AcrossRow[]): Problem[] {
  const { outletId, outletKind, flow, carriesM3PerYear: carries } = (first as AcrossRow).context
  if (flow === null || carries === null || outletKind === 'fugitive') return []
  const most = outletKind === 'stack' ? carries / bounds.hoursInYear : carries
  if (flow <= most) return []
  const given = { value: flow, most: Number(most.toPrecision(3)), unit: outletKind === 'stack' ? 'm³/h' : 'm³' }
  return [{ field: `outlets_${outletId}.flow`, code: 'flow_beyond_mouth', kind: 'wrong', given }]
}
