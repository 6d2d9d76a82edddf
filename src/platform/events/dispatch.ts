import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import type { Db } from '#db/client.ts'

export interface EventReference {
  id: number
  kind: string
  subject: string
}

/** A piece of work for one event and one effect. */
export interface EffectJob {
  eventId: number
}

export const queueOf = (effect: string): string => `effect.${effect}`

const batchSize = 500

/**
 * Hands the next events to one effect's queue. Jobs and cursor are written in one transaction, so each event is handed over
 * exactly once. Only events of transactions older than every open one are read: a later commit with an earlier number is
 * waited for, never skipped.
 * @returns whether events are left: `more` to read at once, `waiting` behind a transaction still open
 */
export async function dispatchEvents(
  db: Db,
  boss: PgBoss,
  effect: { name: string; wants(event: EventReference): boolean },
): Promise<'none' | 'more' | 'waiting'> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`insert into effect_cursors (effect) values (${effect.name}) on conflict do nothing`)
    const [cursor] = await tx.execute<{ tx: string; eventId: string }>(
      sql`select tx::text, event_id as "eventId" from effect_cursors where effect = ${effect.name} for update`,
    )
    if (!cursor) throw new Error(`no cursor for effect ${effect.name}`)
    const after = (lastTx: string, lastId: string) => sql`(tx, id) > (${lastTx}::xid8, ${lastId}::bigint)`
    const events = await tx.execute<{ id: string; tx: string; kind: string; subject: string }>(
      sql`select id, tx::text, kind, subject from events
          where ${after(cursor.tx, cursor.eventId)} and tx < pg_snapshot_xmin(pg_current_snapshot())
          order by tx, id limit ${batchSize}`,
    )
    const last = events.at(-1)
    if (last) {
      const jobs = events
        .map(({ id, kind, subject }) => ({ id: Number(id), kind, subject }))
        .filter((event) => effect.wants(event))
        .map(({ id, subject }, place) => ({
          id: orderedId(place),
          data: { eventId: id } satisfies EffectJob,
          singletonKey: subject,
        }))
      if (jobs.length > 0) await boss.insert(queueOf(effect.name), jobs, { db: fromDrizzle(tx, sql) })
      await tx.execute(
        sql`update effect_cursors set tx = ${last.tx}::xid8, event_id = ${last.id}::bigint, updated_at = now()
            where effect = ${effect.name}`,
      )
    }
    if (events.length === batchSize) return 'more'
    const [left] = await tx.execute(
      sql`select from events where ${after(last?.tx ?? cursor.tx, last?.id ?? cursor.eventId)} limit 1`,
    )
    return left ? 'waiting' : 'none'
  })
}

/** Jobs of one batch share their moment; among those the queue goes by id. */
function orderedId(place: number): string {
  const random = randomBytes(10).toString('hex')
  const order = place.toString(16).padStart(3, '0')
  return `00000000-0000-7${order}-8${random.slice(0, 3)}-${random.slice(3, 15)}`
}

/**
 * Makes an effect take its events again, from event `fromId` on; a running worker notices within seconds.
 * @returns how many events it will read again
 */
export async function replayEvents(db: Db, effect: string, fromId = 1): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`insert into effect_cursors (effect) values (${effect}) on conflict do nothing`)
    await tx.execute(sql`select from effect_cursors where effect = ${effect} for update`)
    await tx.execute(sql`delete from effect_runs where effect = ${effect} and event_id >= ${fromId}`)
    const [found] = await tx.execute<{ tx: string | null; count: number }>(
      sql`select min(tx::text::numeric)::text as tx, count(*)::int as count from events where id >= ${fromId}`,
    )
    if (!found?.tx) return 0
    // Events before `fromId` in the same transaction are read again too; their marks are still there, so nothing happens.
    await tx.execute(
      sql`update effect_cursors set tx = ${found.tx}::xid8, event_id = 0, updated_at = now() where effect = ${effect}`,
    )
    return found.count
  })
}
