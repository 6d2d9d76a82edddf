import { gathered } from '#platform/seal/pieces.ts'
import { BrokenSeal, seal, sealBytes, unseal } from '#platform/seal/seal.ts'

/** What is sealed at once: so much of a long file is in memory. */
const frameBytes = 256 * 1024
const lengthBytes = 4

/**
 * Seals bytes of any length piece by piece: each frame is its length and a seal that binds the frame's place and whether it is the
 * last one, so that none can be left out, moved or cut off.
 */
export async function* sealFrames(
  key: Uint8Array,
  purpose: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let place = 0
  for await (const bytes of gathered(source, frameBytes)) {
    waiting = Buffer.concat([waiting, bytes])
    while (waiting.length > frameBytes) {
      yield frame(key, placed(purpose, place++, false), waiting.subarray(0, frameBytes))
      waiting = waiting.subarray(frameBytes)
    }
  }
  yield frame(key, placed(purpose, place, true), waiting)
}

/**
 * The bytes again. What was yielded is genuine; that it is all is known when the generator ends without a fault.
 * @throws BrokenSeal
 */
export async function* unsealFrames(
  key: Uint8Array,
  purpose: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let last: Buffer | undefined
  let place = 0
  for await (const bytes of gathered(source, frameBytes)) {
    waiting = Buffer.concat([waiting, bytes])
    for (let whole = firstFrame(waiting, purpose); whole; whole = firstFrame(waiting, purpose)) {
      if (last) yield unseal(key, placed(purpose, place++, false), last)
      last = whole
      waiting = waiting.subarray(lengthBytes + whole.length)
    }
  }
  if (!last || waiting.length > 0) throw new BrokenSeal(`broken seal of ${purpose}`)
  yield unseal(key, placed(purpose, place, true), last)
}

const placed = (purpose: string, place: number, isLast: boolean) => `${purpose}:${place}:${isLast ? 'end' : 'more'}`

function frame(key: Uint8Array, purpose: string, bytes: Uint8Array): Buffer {
  const sealed = seal(key, purpose, bytes)
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, sealed])
}

function firstFrame(bytes: Buffer, purpose: string): Buffer | undefined {
  if (bytes.length < lengthBytes) return undefined
  const length = bytes.readUInt32BE(0)
  if (length > frameBytes + sealBytes) throw new BrokenSeal(`broken seal of ${purpose}`)
  return bytes.length < lengthBytes + length ? undefined : bytes.subarray(lengthBytes, lengthBytes + length)
}
