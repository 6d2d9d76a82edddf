import type { Db } from '#db/client.ts'
import { pageStore } from '#platform/cache/store.ts'
import { type Place, PlaceIndex } from '#platform/places/cluster.ts'

interface Source<F, S extends string, P extends Place<S>> {
  /** The tags of the pages that show the same: when one is dropped, the places are read again. */
  tags: string[]
  standings: readonly S[]
  load: (db: Db, filter: F, now: Date) => Promise<P[]>
  /** What else makes another set: the city's day, the minute. */
  keyOf: (filter: F, now: Date) => unknown
}

interface Entry<S extends string, P extends Place<S>> {
  index: Promise<PlaceIndex<S, P>>
  /** When the rows began to be read. */
  since: number
  startedMs: number
  /** How long reading and ordering took; unknown while it goes on. */
  tookMs: number | undefined
  hasSuccessor: boolean
}

/** The newest few filters only. */
const most = 8
/** Without events to follow, an index is trusted so long. */
const unheardMs = 2_000
/** So much may change without an event (a limit's day, the hour of a reading). */
const longestMs = 60_000
/** Who asks waits for a new index that is made sooner than this; else gets the one before while it is made. */
const waitedForMs = 150
/** A slow one is made anew at most every so many times of what it takes. */
const rest = 10

/**
 * Indexes of places, one for each filter, that follow the events: making one costs as much as a hundred answers from it. Of a city
 * every question gets the newest; of a province (100,000 places, half a second) the one before until the new one is there.
 */
export function keptPlaces<F, S extends string, P extends Place<S>>(source: Source<F, S, P>) {
  const kept = new WeakMap<Db, Map<string, Entry<S, P>>>()
  return async (db: Db, filter: F, now: Date): Promise<PlaceIndex<S, P>> => {
    const indexes = kept.get(db) ?? new Map<string, Entry<S, P>>()
    kept.set(db, indexes)
    const key = JSON.stringify([source.keyOf(filter, now), filter])
    const found = indexes.get(key)
    if (found && isNew(found, source.tags)) return put(indexes, key, found)
    const made = () => make(() => source.load(db, filter, now), source.standings)
    if (!found?.tookMs || found.tookMs < waitedForMs) return put(indexes, key, made())
    if (!found.hasSuccessor && performance.now() - found.startedMs > rest * found.tookMs) {
      found.hasSuccessor = true
      const next = made()
      next.index.then(
        () => put(indexes, key, next),
        () => indexes.delete(key),
      )
    }
    return found.index
  }
}

function make<S extends string, P extends Place<S>>(load: () => Promise<P[]>, standings: readonly S[]): Entry<S, P> {
  const entry: Entry<S, P> = {
    index: load().then((places) => {
      const index = new PlaceIndex(places, standings)
      entry.tookMs = performance.now() - entry.startedMs
      return index
    }),
    since: pageStore().moment(),
    startedMs: performance.now(),
    tookMs: undefined,
    hasSuccessor: false,
  }
  return entry
}

function put<S extends string, P extends Place<S>>(
  indexes: Map<string, Entry<S, P>>,
  key: string,
  entry: Entry<S, P>,
): Promise<PlaceIndex<S, P>> {
  indexes.delete(key)
  indexes.set(key, entry)
  for (const oldest of indexes.keys()) if (indexes.size > most) indexes.delete(oldest)
  entry.index.catch(() => indexes.delete(key))
  return entry.index
}

function isNew({ since, startedMs }: { since: number; startedMs: number }, tags: string[]): boolean {
  const store = pageStore()
  const age = performance.now() - startedMs
  return store.isOpen ? store.isTrue({ tags }, since) && age < longestMs : age < unheardMs
}
