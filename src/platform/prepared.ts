import type { Db } from '#db/client.ts'

/** A query that is built; it runs with values for its placeholders. */
interface Prepared<T> {
  execute(values: Record<string, unknown>): Promise<T>
}

const MOST_PER_CONNECTION = 500
const built = new WeakMap<Db, Map<string, Prepared<unknown>>>()

/**
 * Builds a query at its first use on a connection and keeps it by its shape: which filters are set, how many values each
 * has, what order. Building the SQL of the register's list took longer than running it.
 * @param shape says everything about the query that is not a placeholder
 */
export function preparedOnce<T>(
  db: Db,
  shape: string,
  build: () => { prepare(name: string): Prepared<T> },
): Prepared<T> {
  const queries = built.get(db) ?? new Map<string, Prepared<unknown>>()
  built.set(db, queries)
  const found = queries.get(shape) ?? build().prepare('kept')
  queries.delete(shape)
  queries.set(shape, found) // the longest unused comes first and goes first
  if (queries.size > MOST_PER_CONNECTION) queries.delete(queries.keys().next().value as string)
  return found as Prepared<T>
}
