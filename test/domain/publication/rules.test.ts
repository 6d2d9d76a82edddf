import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countStates,
  deadlinePhase,
  limitShare,
  mediaShape,
  outletState,
  swarmOffsets,
  worstState,
} from '#domain/publication/rules.ts'

const measured = (value: number | null, limitMax: number | null, limitMin: number | null = null) => ({
  value,
  limitMin,
  limitMax,
  state: value === null ? ('not_yet_due' as const) : ('measured' as const),
})

describe('where an outlet stands', () => {
  it.each([
    [measured(40, 50), 'near', 0.8],
    [measured(39, 50), 'within', 0.78],
    [measured(50, 50), 'near', 1],
    [measured(75, 50), 'over', 1.5],
    [measured(7.5, 9, 6), 'within', 0],
    [measured(9, 9, 6), 'within', 1],
    [measured(10.5, 9, 6), 'over', 2],
    [measured(4.5, 9, 6), 'over', 2],
    [measured(0, 0), 'within', 0],
    [measured(0.1, 0), 'over', 2],
    [measured(null, 50), 'none', null],
    [measured(3, null), 'none', null],
  ])('%j is %s', (outlet, state, share) => {
    expect(outletState(outlet)).toBe(state)
    if (share === null) expect(limitShare(outlet)).toBeNull()
    else expect(limitShare(outlet)).toBeCloseTo(share)
  })

  it('an enterprise stands as its worst outlet does', () => {
    const outlets = (['within', 'over', 'near', 'none'] as const).map((standing) => ({ standing }))
    expect(worstState(outlets)).toBe('over')
    expect(worstState([{ standing: 'none' }, { standing: 'within' }])).toBe('within')
    expect(worstState([])).toBe('none')
    expect(countStates(outlets)).toEqual({ within: 1, near: 1, over: 1, none: 1 })
  })

  it('a square stands for water and air together', () => {
    expect(mediaShape(['water_outlet'])).toBe('circle')
    expect(mediaShape(['stack', 'fugitive'])).toBe('triangle')
    expect(mediaShape(['stack', 'water_outlet'])).toBe('square')
  })
})

it.each([
  ['2026-06-29', 'before', 1],
  ['2026-06-30', 'today', 0],
  ['2026-07-01', 'after', 1],
  ['2026-01-01', 'before', 180],
])('on %s the deadline of 30 June is %s, %d days', (today, phase, days) => {
  expect(deadlinePhase('2026-06-30', today)).toEqual({ phase, days })
})

describe('the swarm', () => {
  it('leaves a lone dot on the axis and moves only what would overlap', () => {
    expect(swarmOffsets([10], 5)).toEqual([0])
    expect(swarmOffsets([0, 5], 5)).toEqual([0, 0])
    const [first, second] = swarmOffsets([0, 0], 5) as [number, number]
    expect(first).toBe(0)
    expect(Math.abs(second)).toBeCloseTo(5)
  })

  it('no two dots come nearer than the gap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }), (xs) => {
        const ys = swarmOffsets(xs, 6)
        for (let i = 0; i < xs.length; i++)
          for (let j = 0; j < i; j++) {
            const distance = Math.hypot((xs[i] ?? 0) - (xs[j] ?? 0), (ys[i] ?? 0) - (ys[j] ?? 0))
            expect(distance).toBeGreaterThan(6 - 1e-3)
          }
      }),
    )
  })

  it('a dot goes no further from the axis than the others force it to', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }), (xs) => {
        const sorted = xs.toSorted((a, b) => a - b)
        const ys = swarmOffsets(sorted, 6)
        sorted.forEach((x, i) => {
          const near = sorted
            .slice(0, i)
            .flatMap((other, j) => (x - other < 6 ? [{ dx: x - other, y: ys[j] ?? 0 }] : []))
          const isFree = (y: number) => near.every((dot) => Math.hypot(dot.dx, y - dot.y) >= 6 - 1e-6)
          const places = [0, ...near.flatMap(({ dx, y }) => [y - Math.sqrt(36 - dx * dx), y + Math.sqrt(36 - dx * dx)])]
          const nearest = Math.min(...places.filter(isFree).map(Math.abs))
          expect(Math.abs(ys[i] ?? 0)).toBeCloseTo(nearest, 4)
        })
      }),
    )
  })

  it('ten thousand outlets of one value stand above and below it', () => {
    const ys = swarmOffsets(new Array(10_000).fill(7), 4)
    expect(new Set(ys).size).toBe(10_000)
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([-20_000, 19_996])
  })
})
