import { mostFrameBytes } from '#src/gateway/read/frame.ts'
import { FrameReader } from '#src/gateway/read/frame-reader.ts'
import { readPacket } from '#src/gateway/read/packet.ts'
import { answerSegment, frame, hourSegment, rtdSegment } from '#test/gateway/vectors.ts'

const seeds = [rtdSegment, hourSegment, answerSegment].map((segment) => frame(segment))
const signs = Buffer.from('##0123456789&&;,=-/.\r\nQNFlagw01018')

/** Broken frames, changed contents with a CRC that fits, and noise. @throws at the first fault, with its number */
export function fuzz(streams: number): { streams: number; mostHeld: number; seconds: number } {
  const started = performance.now()
  const receivedAt = new Date()
  let seed = 1
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 4_294_967_296) * limit)
  }
  let mostHeld = 0
  let reader = new FrameReader(() => {})
  for (let stream = 0; stream < streams; stream++) {
    try {
      if (stream % 100 === 0) reader = new FrameReader((found) => void readPacket(found, receivedAt))
      const bytes = changed(seeds[below(seeds.length)] as Buffer, below)
      reader.push(bytes)
      mostHeld = Math.max(mostHeld, reader.held)
      if (reader.held > mostFrameBytes) throw new Error(`${reader.held} bytes are held`)
      if (below(10) === 0) reader.end()
    } catch (error) {
      throw new Error(`stream ${stream}: ${error}`, { cause: error })
    }
  }
  return { streams, mostHeld, seconds: (performance.now() - started) / 1000 }
}

function changed(seed: Buffer, below: (limit: number) => number): Buffer {
  const bytes = Buffer.from(seed)
  for (let changes = below(6); changes > 0; changes--) {
    const sign = below(2) === 0 ? (signs[below(signs.length)] as number) : below(256)
    bytes[below(bytes.length)] = sign
  }
  if (below(3) === 0) return bytes.subarray(below(40), bytes.length - below(40))
  return below(2) === 0 ? frame(bytes.subarray(6, -6)) : bytes
}
