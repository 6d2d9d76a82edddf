import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { driverOf } from '#db/driver.ts'
import * as schema from '#db/schema/index.ts'

/** A connection or a transaction: what every query and command takes first. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>
export type Sql = postgres.Sql

export interface Connection {
  db: Db
  sql: Sql
  close(): Promise<void>
}

export interface ConnectOptions {
  /** `app` works with the runtime role's rights, `identity` reads reporters' identities; `owner` is for migrations and loading. */
  as?: 'app' | 'identity' | 'owner'
  /** Connections in the pool. */
  max?: number
  /** A query that runs longer is cancelled. Milliseconds; 0 for none. */
  statementTimeoutMs?: number
  /** `once`: the same text is planned once per connection, whatever its values; else as PostgreSQL finds best. */
  plans?: 'once'
  name?: string
}

/** Opens a pool. Nothing is sent until the first query. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const { as = 'app', max = 10, statementTimeoutMs = 10_000, plans, name = 'qingyuan' } = options
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    connection: {
      application_name: name,
      TimeZone: 'Asia/Shanghai',
      statement_timeout: statementTimeoutMs,
      // The index of search words is read exactly, page by page, only while its map fits here.
      work_mem: '16MB',
      idle_in_transaction_session_timeout: 30_000,
      ...(plans === 'once' ? { plan_cache_mode: 'force_generic_plan' } : {}),
      ...(as === 'owner' ? {} : { role: `qingyuan_${as}` }),
    },
  })
  const db = drizzle(driverOf(sql, max), { schema, casing: 'snake_case' })
  return { db, sql, close: () => sql.end({ timeout: 5 }) }
}
