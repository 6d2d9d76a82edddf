import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Connection, connect, type Db, type Sql } from '#db/client.ts'

class Rollback extends Error {}

/**
 * A database of this test file's own, cloned from a template. The connection has the runtime role's rights, as in
 * production; `owner` is for what only a migration may do.
 */
export function useDatabase(template: 'qy_empty' | 'qy_demo' = 'qy_empty') {
  const name = `qy_test_${randomBytes(6).toString('hex')}`
  let app: Connection
  let owner: Connection
  const url = () => inject('postgresUrl').replace(/\/postgres$/, `/${name}`)

  beforeAll(async () => {
    await administer((sql) => sql.unsafe(`create database "${name}" template "${template}"`))
    app = connect(url(), { max: 4 })
    owner = connect(url(), { as: 'owner', max: 2 })
  })
  afterAll(async () => {
    await Promise.all([app?.close(), owner?.close()])
    await administer((sql) => sql.unsafe(`drop database if exists "${name}" with (force)`))
  })
  return {
    get db(): Db {
      return app.db
    },
    get sql(): Sql {
      return app.sql
    },
    get owner(): Connection {
      return owner
    },
    get url(): string {
      return url()
    },
    /** Runs the test's work in a transaction that is rolled back at its end. */
    async rolledBack(work: (tx: Db) => Promise<void>): Promise<void> {
      await app.db
        .transaction(async (tx) => {
          await work(tx as unknown as Db)
          throw new Rollback()
        })
        .catch((error) => {
          if (!(error instanceof Rollback)) throw error
        })
    },
  }
}

async function administer(work: (sql: Sql) => Promise<unknown>) {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
