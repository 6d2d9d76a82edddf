import { eq } from 'drizzle-orm'
import type { PgBoss } from 'pg-boss'
import type { Connection, Db } from '#db/client.ts'
import { effectRuns, events } from '#db/schema/event.ts'
import { dispatchEvents, type EffectJob, queueOf } from '#platform/events/dispatch.ts'
import { listenForEvents } from '#platform/events/listen.ts'
import { describeError, log } from '#platform/log.ts'

export type StoredEvent = typeof events.$inferSelect

/** What follows from events. Runs after the write, in the worker; when it fails the write stands and it is tried again. */
export interface Effect {
  name: string
  /** `case.published`, or every kind of an area: `enterprise.*`. */
  kinds: string[]
  /** Its writes go through `tx`: they are kept exactly when the event is marked as taken, hence once. */
  run(tx: Db, event: StoredEvent): Promise<void>
}

const pollMs = 2_000
/** In a rush events are handed over together, so often at most: each time costs every effect a transaction. */
const restMs = 250
const openTransactionMs = 200
/** About a day of attempts, a minute to an hour apart after the first few. */
const retries = { retryLimit: 30, retryBackoff: true, retryDelay: 1, retryDelayMax: 3_600 }

/**
 * Reads events in their order and hands them to their effects until stopped. Woken by each commit; a poll finds what a
 * lost wake-up missed. The events of one subject reach an effect one after another, in their order.
 */
export async function startEffects(url: string, connection: Connection, boss: PgBoss, effects: Effect[]) {
  for (const effect of effects) {
    await boss.createQueue(queueOf(effect.name), { policy: 'key_strict_fifo', notify: true, ...retries })
    const worker = await boss.work(
      queueOf(effect.name),
      { batchSize: 20, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, perJobResults: true },
      async (jobs: { id: string; data: EffectJob }[]) => {
        // Look again at once: each event done frees the next one of its subject.
        boss.notifyWorker(worker)
        return Promise.all(jobs.map((job) => attempt(connection.db, effect, job)))
      },
    )
  }

  let isStopping = false
  let wake = () => {}
  const loop = (async () => {
    while (!isStopping) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const rested = new Promise((resolve) => setTimeout(resolve, restMs))
      const left = await dispatchAll(connection.db, boss, effects)
      if (left === 'more') continue
      await Promise.race([
        woken,
        new Promise((resolve) => setTimeout(resolve, left === 'waiting' ? openTransactionMs : pollMs)),
      ])
      if (!isStopping) await rested
    }
  })()
  const subscription = listenForEvents(url, { onEvent: () => wake(), onListening: () => wake() }, 'qingyuan-effects')
  return {
    async stop() {
      isStopping = true
      wake()
      await Promise.all([loop, subscription.close()])
    },
  }
}

async function dispatchAll(db: Db, boss: PgBoss, effects: Effect[]) {
  const left = new Set<string>()
  for (const { name, kinds } of effects) {
    const wants = ({ kind }: { kind: string }) => kinds.includes(kind) || kinds.includes(kind.replace(/\..*$/, '.*'))
    const outcome = await dispatchEvents(db, boss, { name, wants }).catch((error) => {
      log.error({ err: error, effect: name }, 'events not handed over; tried again')
      return 'none' as const
    })
    left.add(outcome)
  }
  return left.has('more') ? 'more' : left.has('waiting') ? 'waiting' : 'none'
}

/** One event for one effect, in one transaction with its mark. A job that comes a second time finds the mark and is done. */
async function attempt(db: Db, effect: Effect, job: { id: string; data: EffectJob }) {
  try {
    await db.transaction(async (tx) => {
      const mark = { effect: effect.name, eventId: job.data.eventId }
      const [first] = await tx.insert(effectRuns).values(mark).onConflictDoNothing().returning()
      if (!first) return
      const [event] = await tx.select().from(events).where(eq(events.id, job.data.eventId))
      if (event) await effect.run(tx, event)
    })
    return { id: job.id, status: 'completed' as const }
  } catch (error) {
    log.error({ err: error, effect: effect.name, event: job.data.eventId }, 'effect failed; tried again')
    return { id: job.id, status: 'failed' as const, output: describeError(error) }
  }
}
