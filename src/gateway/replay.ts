import type { Sql } from '#db/pool.ts'
import { openReceiver } from '#domain/monitoring/commands/receive/receive.ts'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { FrameReader } from '#src/gateway/read/frame-reader.ts'
import { readPacket } from '#src/gateway/read/packet.ts'

/**
 * Takes in a frame that was kept while its device was unknown. What the gateway commits beside it is no matter: the same values
 * twice are one.
 * @returns how many frames were taken
 */
export async function replay(connection: { sql: Sql }, bytes: Buffer, now: Date): Promise<number> {
  const packets: Packet[] = []
  const reader = new FrameReader(
    (frame) => {
      if (frame.crc === 'right') packets.push(readPacket(frame, now))
    },
    { isLine: true },
  )
  reader.push(bytes)
  reader.end()
  if (packets.length === 0) return 0
  const verdicts = await openReceiver(connection).receive(packets, now)
  return verdicts.filter(({ accepted }) => accepted).length
}
