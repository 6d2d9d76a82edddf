import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Announcement, listenForEvents, type Subscription } from '#platform/events/listen.ts'
import { recordEvent } from '#platform/events/record.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
let subscription: Subscription | undefined
afterEach(() => subscription?.close())

const write = (subject: `case:${number}`, after?: object) =>
  recordEvent(database.db, { kind: 'case.published', subject, by: 'system', at: new Date(), after })

function listen() {
  const heard: Announcement[] = []
  let losses = 0
  let holds = 0
  subscription = listenForEvents(database.url, {
    onEvent: (announcement) => heard.push(announcement),
    onLost: () => losses++,
    onListening: () => holds++,
  })
  return {
    heard,
    get losses() {
      return losses
    },
    get holds() {
      return holds
    },
    ready: subscription.ready,
  }
}

describe('events are heard at their commit', () => {
  it('with what they happened to and the firm they name', async () => {
    const events = listen()
    await events.ready
    await write('case:1', { creditCode: '91430922MAFAKE06X7', title: 'not announced' })
    await vi.waitFor(() =>
      expect(events.heard).toEqual([{ kind: 'case.published', subject: 'case:1', creditCode: '91430922MAFAKE06X7' }]),
    )
  })

  it('not when their transaction is rolled back', async () => {
    const events = listen()
    await events.ready
    await database.rolledBack(async (tx) => {
      await recordEvent(tx, { kind: 'case.published', subject: 'case:2', by: 'system', at: new Date() })
    })
    await write('case:3')
    await vi.waitFor(() => expect(events.heard.map(({ subject }) => subject)).toEqual(['case:3']))
  })

  it('not of a saved draft, which nobody shows: its commit waits for no other', async () => {
    const events = listen()
    await events.ready
    await recordEvent(database.db, { kind: 'draft.saved', subject: 'disclosure:1', by: 'system', at: new Date() })
    await write('case:6')
    await vi.waitFor(() => expect(events.heard.map(({ subject }) => subject)).toEqual(['case:6']))
  })

  it('a connection that the server ends is noticed and opened again', async () => {
    const events = listen()
    await events.ready
    const ended = await database.owner.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'qingyuan-listen' and datname = current_database()`
    expect(ended).toHaveLength(1)
    await vi.waitFor(() => expect([events.losses, events.holds]).toEqual([1, 2]))
    await write('case:4')
    await vi.waitFor(() => expect(events.heard.map(({ subject }) => subject)).toEqual(['case:4']))
  })

  it('after closing nothing is heard and no connection stays', async () => {
    const events = listen()
    await events.ready
    await subscription?.close()
    await write('case:5')
    await sleep(100)
    expect(events.heard).toEqual([])
    const left = await database.owner.sql`
      select pid from pg_stat_activity where application_name = 'qingyuan-listen' and datname = current_database()`
    expect(left).toHaveLength(0)
  })
})
