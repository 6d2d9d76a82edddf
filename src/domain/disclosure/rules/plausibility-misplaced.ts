import { type AcrossRow, acrossProblem } from '#domain/disclosure/rules/across-row.ts'
import type { Problem } from '#domain/disclosure/rules/form.ts'
import { acrossBounds as bounds } from '#domain/disclosure/rules/plausibility-across-bounds.ts'

/**
 * Values that fit another row's history far better than their own: two factors of one outlet that changed places, or one
 * factor of two outlets. Both sides must say so: the row is far off its own last year, and close to the other's.
 */
export function misplacedValues(rows: readonly AcrossRow[]): Problem[] {
  const outlets = [...Map.groupBy(rows, ({ context }) => context.outletId).values()]
  const factors = [...Map.groupBy(rows, ({ context }) => context.factorCode).values()]
  return [
    ...outlets.flatMap((ofOutlet) => pairs(ofOutlet).flatMap(([a, b]) => swapped(a, b, 'like_other_factor'))),
    ...factors.flatMap((ofFactor) => pairs(ofFactor).flatMap(([a, b]) => swapped(a, b, 'like_other_outlet'))),
  ]
}

type Kind = 'like_other_factor' | 'like_other_outlet'

/** By means, or by totals where the means kept their places; said at both rows. */
function swapped(a: AcrossRow, b: AcrossRow, code: Kind): Problem[] {
  if (a.context.unit !== b.context.unit) return []
  for (const [field, now, before] of [
    ['mean', 'concentrationMean', 'mean'],
    ['total', 'totalTonnes', 'totalTonnes'],
  ] as const) {
    const [x, y] = [a.answers[now], b.answers[now]]
    const [xBefore, yBefore] = [a.context.lastYear?.[before] ?? null, b.context.lastYear?.[before] ?? null]
    if (!x || !y || !xBefore || !yBefore || ![x, y, xBefore, yBefore].every((value) => value > 0)) continue
    const crossed = ratio(x, xBefore) >= bounds.misfit && ratio(y, yBefore) >= bounds.misfit
    if (!crossed || ratio(x, yBefore) > bounds.fits || ratio(y, xBefore) > bounds.fits) continue
    return [
      acrossProblem(a, field, code, 'explain', { value: x, before: xBefore, other: yBefore }),
      acrossProblem(b, field, code, 'explain', { value: y, before: yBefore, other: xBefore }),
    ]
  }
  return []
}

const ratio = (a: number, b: number) => Math.max(a, b) / Math.min(a, b)

const pairs = (rows: readonly AcrossRow[]): [AcrossRow, AcrossRow][] =>
  rows.flatMap((a, i) => rows.slice(i + 1).map((b): [AcrossRow, AcrossRow] => [a, b]))
