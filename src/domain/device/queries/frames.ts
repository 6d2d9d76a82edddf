import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceLimits } from '#domain/device/input/fields.ts'
import { type KeptFrame, unpackFrames } from '#domain/monitoring/rules/kept-frames.ts'

/** How far before its newest frame a device's frames are looked for, in minutes: rarely more than the first is needed. */
const reaches = [10, 24 * 60, 31 * 24 * 60]
/** Batches that are opened at most. */
const mostBatches = 40

/** The newest frames of a device as they came, the newest first. */
export async function lastFrames(db: Db, deviceId: number, lastFrameAt: Date | null): Promise<KeptFrame[]> {
  if (!lastFrameAt) return []
  const until = new Date(lastFrameAt.getTime() + 60_000).toISOString()
  let frames: KeptFrame[] = []
  for (const minutes of reaches) {
    const from = new Date(lastFrameAt.getTime() - minutes * 60_000).toISOString()
    const batches = (await db.execute(sql`
      select content from frame_batches
      where received_at between ${from}::timestamptz and ${until}::timestamptz and device_ids @> array[${deviceId}]::int[]
      order by received_at desc, id desc limit ${mostBatches}`)) as unknown as { content: Uint8Array }[]
    const opened = await Promise.all(batches.map(({ content }) => unpackFrames(content)))
    frames = opened
      .flat()
      .filter((frame) => frame.deviceId === deviceId)
      .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
    if (frames.length >= deviceLimits.frames) break
  }
  return frames.slice(0, deviceLimits.frames)
}
