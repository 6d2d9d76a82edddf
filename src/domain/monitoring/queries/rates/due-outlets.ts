import { and, asc, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'

/** A device counts from its acceptance (验收): what came before is shown, and due to nobody. */
const countedStates = ['accepted', 'signed_off'] as const

/** The outlets whose hours of a day are due: those with an accepted device that was registered by then. */
export async function listDueOutlets(db: Db, day: string): Promise<number[]> {
  const rows = await db
    .select({ id: devices.outletId })
    .from(devices)
    .where(and(inArray(devices.state, [...countedStates]), lte(devices.registeredOn, day)))
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
