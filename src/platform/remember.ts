import type { Db } from '#db/client.ts'

/**
 * Keeps what a query of slowly changing reference data gave for a minute, per connection: pages need the names of counties
 * and sectors at every turn, and they change with a release.
 */
export function remembered<T>(load: (db: Db) => Promise<T>, keepMs = 60_000): (db: Db) => Promise<T> {
  const kept = new WeakMap<Db, { value: Promise<T>; until: number }>()
  return (db) => {
    const found = kept.get(db)
    const now = performance.now()
    if (found && now < found.until) return found.value
    const value = load(db)
    kept.set(db, { value, until: now + keepMs })
    value.catch(() => kept.delete(db))
    return value
  }
}
