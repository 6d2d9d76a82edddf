import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import type { Packet } from '#domain/monitoring/input/packet.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const headBytes = 16

/** Raw frames as they lie in `frame_batches.content`: device id, received at, length, bytes; all of them compressed as one. */
export async function packFrames(
  frames: readonly { device: { id: number }; packet: Pick<Packet, 'raw' | 'receivedAt'> }[],
): Promise<Buffer> {
  const size = frames.reduce((sum, { packet }) => sum + headBytes + packet.raw.length, 0)
  const bytes = Buffer.allocUnsafe(size)
  let end = 0
  for (const { device, packet } of frames) {
    end = bytes.writeInt32BE(device.id, end)
    end = bytes.writeDoubleBE(packet.receivedAt.getTime(), end)
    end = bytes.writeInt32BE(packet.raw.length, end)
    end += packet.raw.copy(bytes, end)
  }
  return compress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
}

export interface KeptFrame {
  deviceId: number
  receivedAt: Date
  raw: Buffer
}

/** The frames of a batch again. */
export async function unpackFrames(content: Uint8Array): Promise<KeptFrame[]> {
  const bytes = await decompress(content)
  const frames: KeptFrame[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readInt32BE(at + 12)
    const start = at + headBytes
    frames.push({
      deviceId: bytes.readInt32BE(at),
      receivedAt: new Date(bytes.readDoubleBE(at + 4)),
      raw: bytes.subarray(start, start + length),
    })
    at = start + length
  }
  return frames
}
