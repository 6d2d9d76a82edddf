import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
let connection: Connection
beforeAll(() => {
  connection = connect(database.url, { max: 2, name: 'rush' })
})
afterAll(() => connection.close())

const many = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))

describe('more is asked of the database than it has connections', () => {
  it('every transaction is whole and none is left open, however many queries wait', async () => {
    const { db } = connection
    const id = (on: Pick<typeof db, 'execute'>) =>
      on.execute<{ id: string }>(sql`select pg_current_xact_id()::text as id`).then(([row]) => row?.id)
    await many(2, () => db.execute(sql`select pg_sleep(0.05)`)) // both connections are open
    const slow = many(2, () => db.execute(sql`select pg_sleep(0.3)`))
    await setTimeout(50)
    // The driver by itself sends a hundred ahead on each connection; the transactions come just there.
    const queries = many(198, () => id(db))
    await setTimeout(50)
    const transactions = many(20, () => db.transaction(async (tx) => [await id(tx), await id(tx)]))
    await slow
    expect(new Set(await queries).size).toBe(198)
    expect((await transactions).filter(([first, second]) => first !== second)).toEqual([])
    const open = await database.owner.sql`
      select state from pg_stat_activity where application_name = 'rush' and state <> 'idle'`
    expect(open).toEqual([])
  })

  it('a query that fails gives its place to the next', async () => {
    const failing = many(20, () => connection.db.execute(sql`select 1 / ${0}::int`).catch(() => 'failed'))
    expect(new Set(await failing)).toEqual(new Set(['failed']))
    expect((await connection.db.execute(sql`select ${7}::int as n`))[0]).toEqual({ n: 7 })
  })

  it('a transaction that fails, also one within another, leaves nothing behind', async () => {
    const { db } = connection
    const outcome = await db.transaction(async (tx) => {
      await tx
        .transaction(async (inner) => {
          await inner.execute(sql`select set_config('qy.inner', ${'yes'}, true)`)
          throw new Error('broken off')
        })
        .catch(() => {})
      return tx.execute(sql`select current_setting('qy.inner', true) as "inner", ${1}::int as n`)
    })
    expect(outcome[0]).toEqual({ inner: '', n: 1 })
    await expect(db.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await db.execute(sql`select ${8}::int as n`))[0]).toEqual({ n: 8 })
  })
})
