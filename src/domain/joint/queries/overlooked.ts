import { and, asc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { unprosecutedWords as words } from '#db/schema/joint.ts'
import { jointLimits, type overlookedSearch } from '#domain/joint/input.ts'
import { readFacts, type ToldFact } from '#domain/joint/queries/facts.ts'
import { type Duty, unprosecutedTermsOn } from '#domain/joint/rules/terms.ts'
import { type Overlooked, type OverlookedState, overlooked, stateOf } from '#domain/joint/rules/unprosecuted.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface OverlookedItem extends Omit<Overlooked, 'fact'> {
  fact: ToldFact
  state: OverlookedState
}

/** All that should have been checked, fined or transferred and was not, the oldest first, with where each stands. */
export async function listAllOverlooked(db: Db, now: Date): Promise<OverlookedItem[]> {
  const today = cityDate(now)
  const terms = unprosecutedTermsOn(today)
  const found = overlooked(await readFacts(db, addDays(today, -terms.lookBackDays.value)), terms, today)
  const said = await db
    .select({ key: words.itemKey, verdict: words.verdict })
    .from(words)
    .where(inArray(words.itemKey, found.length > 0 ? found.map(({ key }) => key) : ['']))
    .orderBy(asc(words.id))
  return found.map((item) => ({
    ...item,
    fact: item.fact as ToldFact,
    state: stateOf(said.filter(({ key }) => key === item.key)),
  }))
}

type Search = z.output<(typeof overlookedSearch)['zh']>

/** One page for a desk, with counts beside the filters; a county sees its own. */
export async function listOverlooked(db: Db, viewer: Viewer, { page, ...filter }: Search, now: Date) {
  const all = (await listAllOverlooked(db, now)).filter(
    ({ fact }) => viewer.role !== 'county_officer' || fact.regionCode === viewer.regionCode,
  )
  const is = {
    state: (item: OverlookedItem) => filter.state === undefined || item.state === filter.state,
    duty: (item: OverlookedItem) => filter.duty === undefined || item.definition.duty === filter.duty,
    region: (item: OverlookedItem) => filter.region === undefined || item.fact.regionCode === filter.region,
  }
  const value = {
    state: (item: OverlookedItem) => item.state,
    duty: (item: OverlookedItem) => item.definition.duty,
    region: (item: OverlookedItem) => item.fact.regionCode,
  }
  const names = ['state', 'duty', 'region'] as const
  const counts = Object.fromEntries(
    names.map((name) => {
      const others = names.filter((other) => other !== name)
      const counted = new Map<string, number>()
      for (const item of all)
        if (others.every((other) => is[other](item)))
          counted.set(value[name](item), (counted.get(value[name](item)) ?? 0) + 1)
      return [name, counted]
    }),
  ) as Record<(typeof names)[number], Map<string, number>>
  const fit = all.filter((item) => names.every((name) => is[name](item)))
  const start = (page - 1) * jointLimits.pageSize
  return {
    rows: fit.slice(start, start + jointLimits.pageSize),
    total: fit.length,
    counts,
    open: all.filter(({ state }) => state !== 'justified').length,
  }
}

/** One of them with what was said; undefined also for another county's, and once it was followed. */
export async function getOverlooked(db: Db, viewer: Viewer, key: string, now: Date) {
  const item = (await listAllOverlooked(db, now)).find((one) => one.key === key)
  if (!item || (viewer.role === 'county_officer' && item.fact.regionCode !== viewer.regionCode)) return undefined
  const said = await db
    .select({ verdict: words.verdict, words: words.words, at: words.at, name: users.name })
    .from(words)
    .leftJoin(users, eq(users.id, words.by))
    .where(and(eq(words.itemKey, key)))
    .orderBy(asc(words.id))
  return { ...item, said }
}

export interface OverlookedFigures {
  open: Record<Duty, number>
  justified: number
}

/** How many of each duty a county left, and how many of its reasons the city accepted: figures, for the public. */
export async function countOverlooked(db: Db, now: Date): Promise<Map<string, OverlookedFigures>> {
  const figures = new Map<string, OverlookedFigures>()
  for (const { fact, definition, state } of await listAllOverlooked(db, now)) {
    const own = figures.get(fact.regionCode) ?? { open: { check: 0, punish: 0, transfer: 0 }, justified: 0 }
    if (state === 'justified') own.justified++
    else own.open[definition.duty]++
    figures.set(fact.regionCode, own)
  }
  return figures
}
