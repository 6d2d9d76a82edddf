import { type Decoded, decode, noFrame } from '#src/gateway/decode/decoded.ts'
import { isBlank } from '#src/gateway/read/bytes.ts'
import type { Frame } from '#src/gateway/read/frame.ts'
import { FrameReader } from '#src/gateway/read/frame-reader.ts'

const lf = 10
const cr = 13
/** Of one line; what comes behind them is counted as noise would be. */
const mostFramesOfALine = 256

/** Turns lines into lines: one JSON object for each, whatever it holds. Keeps no more of a line than one frame's bytes. */
export class LineDecoder {
  readonly #reader = new FrameReader((frame) => this.#take(frame), { isLine: true })
  #frames: Decoded[] = []
  #hasBytes = false
  #isBlank = true

  /** Gives what is known by now: a text of whole lines. */
  push(chunk: Buffer): string {
    let said = ''
    let at = 0
    for (let end = chunk.indexOf(lf); end >= 0; end = chunk.indexOf(lf, at)) {
      this.#add(chunk.subarray(at, end > at && chunk[end - 1] === cr ? end - 1 : end))
      said += this.#endLine()
      at = end + 1
    }
    if (at < chunk.length) this.#add(chunk.subarray(at))
    return said
  }

  /** The last line, where no line's end stood behind it. */
  end(): string {
    return this.#hasBytes ? this.#endLine() : ''
  }

  #add(bytes: Buffer): void {
    this.#hasBytes = true
    if (this.#isBlank) this.#isBlank = bytes.every(isBlank)
    this.#reader.push(bytes)
  }

  #take(frame: Frame): void {
    if (this.#frames.length < mostFramesOfALine) this.#frames.push(decode(frame))
  }

  /** The first valid frame, else the first; others of the same line behind it in `more`. */
  #endLine(): string {
    this.#reader.end()
    const frames = this.#frames
    const first = frames.find(({ valid }) => valid) ?? frames[0] ?? noFrame(this.#isBlank)
    const more = frames.filter((frame) => frame !== first)
    this.#frames = []
    this.#hasBytes = false
    this.#isBlank = true
    return `${JSON.stringify(more.length > 0 ? { ...first, more } : first)}\n`
  }
}
