import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { PgBoss } from 'pg-boss'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Connection, connect, type Db } from '#db/client.ts'
import { queueOf, replayEvents } from '#platform/events/dispatch.ts'
import { type Effect, startEffects } from '#platform/events/effects.ts'
import { recordEvent } from '#platform/events/record.ts'
import { startBoss } from '#platform/jobs/boss.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
let boss: PgBoss
let connection: Connection
let running: { stop(): Promise<void> } | undefined

beforeAll(async () => {
  await database.owner.sql`create table taken (place serial, effect text, event_id bigint, subject text)`
  boss = await startBoss(database.url)
  connection = connect(database.url, { max: 4 })
})
afterEach(async () => {
  await running?.stop()
  running = undefined
})
afterAll(async () => {
  await boss.stop({ graceful: false })
  await connection.close()
})

const write = (
  db: Db,
  subject: `case:${number}` | `account:${number}`,
  kind: `${string}.${string}` = 'case.published',
) => recordEvent(db, { kind, subject, by: 'system', at: new Date() })
const taken = async (effect: string) =>
  (await database.sql`select subject from taken where effect = ${effect} order by place`).map(({ subject }) => subject)
const take = async (tx: Db, effect: string, event: { id: number; subject: string }) =>
  tx.execute(sql`insert into taken (effect, event_id, subject) values (${effect}, ${event.id}, ${event.subject})`)
const effect = (name: string, run?: Effect['run']): Effect => ({
  name,
  kinds: ['case.*'],
  run: run ?? (async (tx, event) => void (await take(tx, name, event))),
})
const start = async (...effects: Effect[]) => {
  running = await startEffects(database.url, connection, boss, effects)
}
const within = { timeout: 15_000, interval: 50 }

describe('effects of events', () => {
  it('each event that an effect wants reaches it once, those of one subject in their order', async () => {
    await write(database.db, 'case:1')
    await write(database.db, 'account:1', 'account.changed')
    await start(effect('all'))
    for (let i = 0; i < 10; i++) await write(database.db, 'case:2', i % 2 ? 'case.corrected' : 'case.withdrawn')
    await vi.waitFor(async () => expect(await taken('all')).toHaveLength(11), within)
    expect((await taken('all')).sort()).toEqual(['case:1', ...Array(10).fill('case:2')])
    const order = await database.sql`select event_id::int as id from taken where subject = 'case:2' order by place`
    expect(order.map(({ id }) => id)).toEqual(order.map(({ id }) => id).sort((a, b) => a - b))
  })

  it('is woken by the write, not by the poll', async () => {
    await start(effect('quick'))
    await vi.waitFor(async () => expect((await taken('quick')).length).toBeGreaterThan(0), within)
    await sleep(1_500)
    // An event waits for transactions that began before it, of the server's other databases too: here there is none.
    await vi.waitFor(async () => {
      const [open] = await database.sql`
        select pg_snapshot_xmin(pg_current_snapshot()) <> pg_snapshot_xmax(pg_current_snapshot()) as yes`
      expect(open?.yes).toBe(false)
    }, within)
    await write(database.db, 'case:10')
    await vi.waitFor(async () => expect(await taken('quick')).toContain('case:10'), { timeout: 1_000, interval: 20 })
  })

  it('one that fails is tried again and then stands once; the write stood all the time', async () => {
    let attempts = 0
    await start(
      effect('frail', async (tx, event) => {
        await take(tx, 'frail', event)
        if (event.subject === 'case:20' && ++attempts < 3) throw new Error('not yet')
      }),
    )
    await write(database.db, 'case:20')
    await write(database.db, 'case:21')
    await vi.waitFor(
      async () => expect(await taken('frail')).toEqual(expect.arrayContaining(['case:20', 'case:21'])),
      within,
    )
    expect(attempts).toBe(3)
    expect((await taken('frail')).filter((subject) => subject === 'case:20')).toHaveLength(1)
  })

  it('an event of a transaction that ends late is waited for, and none is skipped', async () => {
    await start(effect('patient'))
    await vi.waitFor(async () => expect((await taken('patient')).length).toBeGreaterThan(0), within)
    const slow = connect(database.url, { max: 1 })
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>()
    const late = slow.db.transaction(async (tx) => {
      await write(tx, 'case:30')
      hasWritten()
      await held
    })
    await written
    await write(database.db, 'case:31')
    await sleep(600)
    expect(await taken('patient')).not.toContain('case:31')
    release()
    await late
    await slow.close()
    await vi.waitFor(
      async () => expect((await taken('patient')).slice(-2).sort()).toEqual(['case:30', 'case:31']),
      within,
    )
  })

  it('a job that comes twice has its effect once', async () => {
    await start(effect('once'))
    await write(database.db, 'case:40')
    await vi.waitFor(async () => expect(await taken('once')).toContain('case:40'), within)
    const [event] = await database.sql`select id from events where subject = 'case:40'`
    await boss.insert(queueOf('once'), [{ data: { eventId: Number(event?.id) }, singletonKey: 'case:40' }])
    await sleep(1_000)
    expect((await taken('once')).filter((subject) => subject === 'case:40')).toHaveLength(1)
  })

  it('can be replayed from an event on', async () => {
    await start(effect('again'))
    await write(database.db, 'case:50')
    await write(database.db, 'case:51')
    const [all] = await database.sql`select count(*)::int as count from events where kind like 'case.%'`
    await vi.waitFor(async () => expect(await taken('again')).toHaveLength(all?.count), within)
    const before = (await taken('again')).length
    const [event] = await database.sql`select id from events where subject = 'case:50'`
    expect(await replayEvents(database.db, 'again', Number(event?.id))).toBe(2)
    await vi.waitFor(async () => expect((await taken('again')).slice(before)).toHaveLength(2), within)
    expect((await taken('again')).slice(before).sort()).toEqual(['case:50', 'case:51'])
  })
})
