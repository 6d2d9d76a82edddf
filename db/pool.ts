import postgres from 'postgres'

export type Sql = postgres.Sql

export interface PoolOptions {
  /** `app` works with the runtime role's rights, `identity` reads reporters' identities; `owner` is for migrations and loading. */
  as?: 'app' | 'identity' | 'owner'
  /** Connections in the pool. */
  max?: number
  /** A query that runs longer is cancelled. Milliseconds; 0 for none. */
  statementTimeoutMs?: number
  /** `once`: the same text is planned once per connection, whatever its values; else as PostgreSQL finds best. */
  plans?: 'once'
  /** A commit is on the disk when it is answered, whatever the server is set to. */
  isDurable?: boolean
  name?: string
}

/** The bare driver: for a process that needs no more, since Drizzle alone takes 170 MB. Nothing is sent until the first query. */
export function openPool(url: string, options: PoolOptions = {}): Sql {
  const { as = 'app', max = 10, statementTimeoutMs = 10_000, plans, isDurable = false, name = 'qingyuan' } = options
  return postgres(url, {
    max,
    onnotice: () => {},
    // Left to itself the driver waits up to 20 s between two tries; a server that is back is to be found at once.
    backoff: (tries: number) => Math.min(2, 0.05 * 2 ** tries),
    connection: {
      application_name: name,
      TimeZone: 'Asia/Shanghai',
      statement_timeout: statementTimeoutMs,
      // The index of search words is read exactly, page by page, only while its map fits here.
      work_mem: '16MB',
      idle_in_transaction_session_timeout: 30_000,
      ...(plans === 'once' ? { plan_cache_mode: 'force_generic_plan' } : {}),
      ...(isDurable ? { synchronous_commit: 'on' } : {}),
      ...(as === 'owner' ? {} : { role: `qingyuan_${as}` }),
    },
  })
}
