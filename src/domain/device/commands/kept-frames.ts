import { inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { unknownFrames } from '#db/schema/device.ts'
import { deviceForOffice } from '#domain/device/commands/shared.ts'
import { unknownRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** The frames that were kept of a device have been given to the receiver: what it refused again, it kept again. */
export async function clearKeptFrames(
  db: Db,
  viewer: Viewer,
  given: { id: number; rows: readonly number[]; taken: number; refused: number },
  now: Date,
): Promise<void> {
  const { id, rows, taken, refused } = given
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForOffice(tx, viewer, 'device.register', id)
    await tx.delete(unknownFrames).where(inArray(unknownFrames.id, [...rows]))
    await countAgain(tx)
    await recordEvent(tx, {
      kind: 'device_desk.frames_taken',
      subject: `device:${id}`,
      by: viewer,
      at: now,
      after: { taken, refused, creditCode: device.creditCode },
    })
  })
}

/**
 * Drops the kept frames that are older than the rule's days, and those of all but the newest devices that it keeps any of: many
 * names that nobody registers fill nothing up. @returns how many rows went
 */
export async function dropOldFrames(db: Db, now: Date): Promise<number> {
  const { days, devices } = unknownRuleOn(cityDate(now))
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const old = await tx
      .delete(unknownFrames)
      .where(lt(unknownFrames.receivedAt, new Date(now.getTime() - days * 86_400_000)))
      .returning({ id: unknownFrames.id })
    const crowded = (await tx.execute(sql`
      delete from unknown_frames where mn in (select mn from unknown_frames group by mn order by max(id) desc offset ${devices})
      returning id`)) as unknown as unknown[]
    const gone = old.length + crowded.length
    if (gone > 0) await countAgain(tx)
    return gone
  })
}

const countAgain = (tx: Db) =>
  tx.execute(sql`
    update unknown_devices u set kept_frames = k.frames, kept_bytes = k.bytes
    from (
      select d.mn, coalesce(sum(f.frames), 0)::int as frames, coalesce(sum(octet_length(f.content)), 0)::int as bytes
      from unknown_devices d left join unknown_frames f on f.mn = d.mn group by d.mn
    ) k
    where k.mn = u.mn and (u.kept_frames, u.kept_bytes) <> (k.frames, k.bytes)`)
