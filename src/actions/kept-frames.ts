import type { Db, Sql } from '#db/client.ts'
import { clearKeptFrames } from '#domain/device/commands/kept-frames.ts'
import { keptFramesOf } from '#domain/device/queries/unknown.ts'
import { writingDatabase } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { replay } from '#src/gateway/replay.ts'

/** Frames of one commit. */
const together = 500

/**
 * Takes in what a device said while nobody knew it or its password was another, in the order in which it came; what is refused again
 * is kept again, with its reason. The frames go only when they were read, so a failure here loses none and is no refusal: they
 * are tried again with the next change of the device's settings.
 */
export async function takeInKept(
  db: Db,
  viewer: Viewer,
  id: number,
  now: Date,
  connection: { sql: Sql } = writingDatabase(),
): Promise<{ taken: number; refused: number }> {
  try {
    const { rows, frames } = await keptFramesOf(db, id)
    if (frames.length === 0) return { taken: 0, refused: 0 }
    let taken = 0
    for (let start = 0; start < frames.length; start += together)
      taken += await replay(connection, Buffer.concat(frames.slice(start, start + together)), now)
    const counts = { taken, refused: frames.length - taken }
    await clearKeptFrames(db, viewer, { id, rows, ...counts }, now)
    return counts
  } catch (err) {
    log.warn({ err, deviceId: id }, 'kept frames could not be taken in')
    return { taken: 0, refused: 0 }
  }
}
