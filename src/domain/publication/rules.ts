import type { filingStates, outletKinds, valueStates } from '#db/vocabulary.ts'
import { judgeAgainstLimit, type Standing } from '#domain/enterprise/rules/limit.ts'
import { daysBetween } from '#platform/clock.ts'
import type { Bbox } from '#platform/http/search-fields.ts'
import { isWithin } from '#platform/places/bbox.ts'

/** The year's highest concentration of one outlet's main factor, as disclosed. */
export interface MainFactor {
  value: number | null
  state: (typeof valueStates)[number] | null
  limitMin: number | null
  limitMax: number | null
}

export type OutletState = Standing | 'none'

/** How an outlet stands; none where it has no value or nothing to compare it with. */
export function outletState({ value, limitMin, limitMax }: MainFactor): OutletState {
  if (value === null) return 'none'
  return judgeAgainstLimit({ value, limitMin, limitMax })?.standing ?? 'none'
}

/**
 * Where a value stands between zero (0) and its limit (1). A pH counts from the middle of its range, so that either end is 1;
 * what must not be detected is 0 or 2. Null where there is nothing to compare.
 */
export function limitShare({ value, limitMin, limitMax }: MainFactor): number | null {
  if (value === null || limitMax === null) return null
  if (limitMin !== null) return Math.abs(value - (limitMin + limitMax) / 2) / ((limitMax - limitMin) / 2)
  if (limitMax === 0) return value > 0 ? 2 : 0
  return value / limitMax
}

export const mediumOf = (kind: (typeof outletKinds)[number]) => (kind === 'water_outlet' ? 'water' : 'air')

interface Fitted {
  standing: OutletState
  regionCode: string
  outletKind: (typeof outletKinds)[number]
  longitudeDeg: number
  latitudeDeg: number
}

interface Asked {
  state?: OutletState | undefined
  region?: string | undefined
  medium?: string | undefined
  bbox?: Bbox | undefined
}

/** Does the outlet belong to what /outlets was asked for? */
export const fitsSearch = (outlet: Fitted, { state, region, medium, bbox }: Asked): boolean =>
  (!state || outlet.standing === state) &&
  (!region || outlet.regionCode === region) &&
  (!medium || mediumOf(outlet.outletKind) === medium) &&
  (!bbox || isWithin(outlet, bbox))

export type StateCounts = Record<OutletState, number>

export function countStates(outlets: readonly { standing: OutletState }[]): StateCounts {
  const counts: StateCounts = { within: 0, near: 0, over: 0, none: 0 }
  for (const { standing } of outlets) counts[standing]++
  return counts
}

const rank: Record<OutletState, number> = { none: 0, within: 1, near: 2, over: 3 }

/** The state that an enterprise is shown in: that of its worst outlet. */
export function worstState(outlets: readonly { standing: OutletState }[]): OutletState {
  return outlets.reduce<OutletState>((worst, { standing }) => (rank[standing] > rank[worst] ? standing : worst), 'none')
}

/** Circle water, triangle air, square both. */
export function mediaShape(kinds: readonly (typeof outletKinds)[number][]): 'circle' | 'triangle' | 'square' {
  const water = kinds.includes('water_outlet')
  const air = kinds.some((kind) => kind !== 'water_outlet')
  return water && air ? 'square' : water ? 'circle' : 'triangle'
}

export type FilingCounts = Record<Exclude<(typeof filingStates)[number], 'not_required'>, number>

/** How many have published, how many still may in time, how many have not and should have. */
export const filingSums = (counts: FilingCounts) => {
  const filed = counts.published + counts.published_late
  const open = counts.not_yet_due + counts.due
  const missed = counts.overdue + counts.refused
  return { filed, open, missed, required: filed + open + missed }
}

/** Where today lies to a deadline that ends at 24:00 of `dueOn`; `days` is the distance, 0 on the day itself. */
export function deadlinePhase(dueOn: string, today: string): { phase: 'before' | 'today' | 'after'; days: number } {
  const days = daysBetween(today, dueOn)
  return { phase: days > 0 ? 'before' : days === 0 ? 'today' : 'after', days: Math.abs(days) }
}

/**
 * Beeswarm: each dot at its x, moved up or down no further than needed so that no two come nearer than `gap`. Takes the dots
 * in order of x; each goes to the free place nearest to the axis. What its neighbours leave free is worked out once for all
 * dots of one x: a city has thousands, and many at the same value.
 * @returns the offset from the axis for each dot, in the order given
 */
export function swarmOffsets(xs: readonly number[], gap: number): number[] {
  const order = xs.map((x, index) => ({ x, index })).sort((a, b) => a.x - b.x || a.index - b.index)
  const offsets = new Array<number>(xs.length).fill(0)
  const placed: { x: number; y: number }[] = []
  let firstNear = 0
  let taken: Span[] = []
  let column = Number.NaN
  for (const { x, index } of order) {
    if (x !== column) {
      column = x
      while (firstNear < placed.length && x - (placed[firstNear]?.x ?? 0) >= gap) firstNear++
      taken = []
      for (const dot of placed.slice(firstNear)) take(taken, dot.y, Math.sqrt(gap * gap - (x - dot.x) ** 2))
    }
    const [from, to] = taken.find(([start, end]) => start < -touch && end > touch) ?? [0, 0]
    const y = -from <= to ? from : to
    offsets[index] = y + 0 // no -0
    take(taken, y, gap)
    placed.push({ x, y })
  }
  return offsets
}

/** Where no other dot may stand, without its ends. */
type Span = [from: number, to: number]
/** Spans that overlap by less leave a place between them. */
const touch = 1e-7

/** Adds the span round `y` to spans that are in order and apart. */
function take(spans: Span[], y: number, reach: number): void {
  let [from, to] = [y - reach, y + reach]
  let first = 0
  while (first < spans.length && (spans[first] as Span)[1] <= from + touch) first++
  let end = first
  for (; end < spans.length && (spans[end] as Span)[0] < to - touch; end++) {
    from = Math.min(from, (spans[end] as Span)[0])
    to = Math.max(to, (spans[end] as Span)[1])
  }
  spans.splice(first, end - first, [from, to])
}
