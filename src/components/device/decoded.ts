import type { KeptFrame } from '#domain/monitoring/rules/kept-frames.ts'
import type { Decoded } from '#src/gateway/decode/decoded.ts'
import { LineDecoder } from '#src/gateway/decode/line-decoder.ts'

/** Frames as `portal hj212 decode` gives them: the same code reads them. */
export const decodedFrames = (frames: readonly KeptFrame[]) =>
  frames.map(({ receivedAt, raw }) => {
    const decoder = new LineDecoder()
    const text = `${decoder.push(raw)}${decoder.end()}`
    const lines = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const decoded = JSON.parse(line) as Decoded
        return { decoded, json: JSON.stringify(decoded, null, 2) }
      })
    return { receivedAt, raw: raw.toString('latin1').trimEnd(), lines }
  })
