import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import { driverOf } from '#db/driver.ts'
import { openPool, type PoolOptions, type Sql } from '#db/pool.ts'
import * as schema from '#db/schema/index.ts'

/** A connection or a transaction: what every query and command takes first. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>
export type { Sql } from '#db/pool.ts'
export type ConnectOptions = PoolOptions

export interface Connection {
  db: Db
  sql: Sql
  close(): Promise<void>
}

/** Opens a pool. Nothing is sent until the first query. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const sql = openPool(url, options)
  const db = drizzle(driverOf(sql, options.max ?? 10), { schema, casing: 'snake_case' })
  return { db, sql, close: () => sql.end({ timeout: 5 }) }
}
