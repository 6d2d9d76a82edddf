import { and, asc, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'

/** A device counts from its acceptance (验收): what came before is shown, and due to nobody. */
const countedStates = ['accepted', 'signed_off'] as const

/**
 * The outlets whose day is to be closed: those with an accepted device that was registered by then. One that stands still now, or
 * was taken away on that day or later, is closed as well: its stop takes out the hours that it covers, and no other.
 */
export async function listDueOutlets(db: Db, day: string): Promise<number[]> {
  const has = (step: 'accepted' | 'removed', when: SQL) =>
    sql`exists (select from device_steps s where s.device_id = ${devices.id} and s.step = ${step} and ${when})`
  const wasAccepted = and(
    inArray(devices.state, ['stopped', 'removed']),
    has('accepted', sql`true`),
    sql`(${devices.state} = 'stopped' or ${has('removed', sql`s.reached_on >= ${day}::date`)})`,
  )
  const rows = await db
    .selectDistinct({ id: devices.outletId })
    .from(devices)
    .where(and(or(inArray(devices.state, [...countedStates]), wasAccepted), lte(devices.registeredOn, day)))
    .orderBy(asc(devices.outletId))
  return rows.map(({ id }) => id)
}

/** Of given outlets those whose day is due, or was when it was closed first: what a register says later leaves that as it was. */
export async function dueAmong(db: Db, day: string, outletIds: readonly number[]): Promise<number[]> {
  const due = new Set(await listDueOutlets(db, day))
  const closed = (await db.execute(sql`
    select distinct outlet_id from reading_days where day = ${day}::date and outlet_id = any(${sql.param(outletIds)}::int[])`)) as unknown as {
    outlet_id: number
  }[]
  for (const { outlet_id } of closed) due.add(outlet_id)
  return [...new Set(outletIds)].filter((id) => due.has(id)).sort((a, b) => a - b)
}
