import { crcOfPart, crcOfView, crcPrefixes, viewOf } from '#src/gateway/crc.ts'
import { type Deviation, note } from '#src/gateway/deviations.ts'
import { digits4, hex4, isBlank, isLowerHex } from '#src/gateway/read/bytes.ts'
import { type Frame, headBytes, mostSegmentBytes, standardSegmentBytes } from '#src/gateway/read/frame.ts'

const hash = 35
const cr = 13
const lf = 10
/** By how many bytes a length may be too long for the frame to be taken before more comes: head, CRC and tail were counted too. */
const lengthSlack = 12

/** Instead of a place: more bytes are needed to tell; there is none. */
const waits = -1
const fails = -2

/**
 * Finds the frames in a stream of bytes, however TCP cut it. After a head that leads to nothing it goes on behind that head, so a
 * false length never eats the good frame behind it. Where the declared length does not fit, the CRC decides: the data end where
 * four hexadecimal digits before a line's end or the next `##` are their CRC. Holds no more than one frame's bytes.
 */
export class FrameReader {
  readonly #take: (frame: Frame) => void
  readonly #isLine: boolean
  #held: Buffer = Buffer.alloc(0)
  /** What lay between the last frame and here. */
  #between: 'nothing' | 'blanks' | 'noise' = 'nothing'
  /** Where a search that failed ended. */
  #stop = 0
  #isSwapped = false
  /** What is held is a frame that lacks only its line's end. */
  #isWhole = false
  #view = viewOf(this.#held)
  /** Of the bytes at hand; made when a frame is first searched for. */
  #prefixes: Uint8Array | undefined

  /**
   * @param take gets each frame, and what began like one and has no right CRC
   * @param isLine the end of the input stands for the end of a line, whose CR LF was taken off
   */
  constructor(take: (frame: Frame) => void, { isLine = false } = {}) {
    this.#take = take
    this.#isLine = isLine
  }

  /** How many bytes wait for more. */
  get held(): number {
    return this.#held.length
  }

  push(chunk: Buffer): void {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    this.#held = bytes.subarray(this.#read(bytes, false))
  }

  /** Takes a frame that is whole but for its line's end. To be called when nothing came for a moment; half frames go on waiting. */
  settle(): void {
    if (this.#isWhole) this.end()
  }

  /** No more is waited for: what is held is decided as it is. */
  end(): void {
    this.#read(this.#held, true)
    this.#held = this.#held.subarray(this.#held.length)
    this.#between = 'nothing'
  }

  /** Gives the place up to which all is done. */
  #read(bytes: Buffer, isEnd: boolean): number {
    const { length } = bytes
    this.#view = viewOf(bytes)
    this.#prefixes = undefined
    this.#isWhole = false
    for (let at = 0; ; ) {
      const head = findHead(bytes, at)
      if (head < 0) {
        const upTo = !isEnd && length > at && bytes[length - 1] === hash ? length - 1 : length
        this.#skip(bytes, at, upTo)
        return upTo
      }
      this.#skip(bytes, at, head)
      if (head + headBytes > length && !isEnd) return head
      const declared = head + headBytes > length ? -1 : digits4(bytes, head + 2)
      if (declared < 0) {
        this.#skip(bytes, head, head + 1)
        at = head + 1
        continue
      }
      const dataEnd = this.#findEnd(bytes, head + headBytes, declared, isEnd)
      const next =
        dataEnd === fails
          ? this.#takeBroken(bytes, head, declared)
          : dataEnd === waits
            ? waits
            : this.#takeFrame(bytes, head, declared, dataEnd, isEnd)
      if (next === waits) return head
      at = next
    }
  }

  #skip(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to && this.#between !== 'noise'; at++)
      this.#between = isBlank(bytes[at]) ? 'blanks' : 'noise'
  }

  /**
   * Where the data end whose CRC fits. First a little before the declared end, so that a frame whose length is too long by a few
   * bytes need not wait for the next one; then the declared end; then wherever the CRC says.
   */
  #findEnd(bytes: Buffer, start: number, declared: number, isEnd: boolean): number {
    const end = start + declared
    const isThere = bytes.length >= end + 4
    this.#isSwapped = false
    if (declared <= mostSegmentBytes) {
      if (isThere && !hasLineEnd(bytes, Math.max(start, end + 4 - lengthSlack), end) && this.#fits(bytes, start, end))
        return end
      const early = this.#search(bytes, start, Math.max(start + 4, end + 4 - lengthSlack), end + 4, isEnd, false)
      if (early !== fails) return early
      if (!isThere && !isEnd) return waits
      if (isThere && this.#fits(bytes, start, end)) return end
    }
    return this.#search(bytes, start, start, start + mostSegmentBytes + 5, isEnd, true)
  }

  #fits(bytes: Buffer, start: number, end: number): boolean {
    const given = hex4(bytes, end)
    if (given < 0) return false
    const right = this.#prefixes ? crcOfPart(bytes, this.#prefixes, start, end) : crcOfView(this.#view, start, end)
    if (given === right) return true
    this.#isSwapped = given === (((right & 0xff) << 8) | (right >> 8))
    return this.#isSwapped
  }

  /** The first place in [from, to) where a frame ends behind its right CRC. `isWide`: not beyond the next head. */
  #search(bytes: Buffer, start: number, from: number, to: number, isEnd: boolean, isWide: boolean): number {
    const { length } = bytes
    for (let at = from; at < to; at++) {
      const byte = at < length ? bytes[at] : -1
      if (byte === -1 && !(isEnd && at === length)) return isWide && !isEnd ? waits : this.#fail(length)
      if (byte === hash && at + 1 === length && !isEnd) return waits
      const isHash = byte === hash && bytes[at + 1] === hash
      if ((byte === -1 || byte === cr || byte === lf || isHash) && at - 4 >= start) {
        const given = hex4(bytes, at - 4)
        if (given >= 0) {
          this.#prefixes ??= crcPrefixes(bytes)
          if (crcOfPart(bytes, this.#prefixes, start, at - 4) === given) return at - 4
        }
      }
      if (isWide && isHash) {
        if (at + headBytes > length) {
          if (!isEnd) return waits
        } else if (digits4(bytes, at + 2) >= 0) return this.#fail(at)
      }
    }
    return this.#fail(Math.min(to, length))
  }

  #fail(stop: number): typeof fails {
    this.#stop = stop
    return fails
  }

  #takeFrame(bytes: Buffer, start: number, declared: number, dataEnd: number, isEnd: boolean): number {
    const tail = dataEnd + 4
    const { length } = bytes
    this.#isWhole = !isEnd && (tail === length || (bytes[tail] === cr && tail + 1 === length))
    if (this.#isWhole) return waits
    const found: Deviation[] = []
    const dataStart = start + headBytes
    if (this.#between !== 'nothing')
      note(found, this.#between === 'blanks' ? 'blanks_between_frames' : 'noise_between_frames')
    if (dataEnd - dataStart !== declared) note(found, 'length_wrong')
    if (dataEnd - dataStart > standardSegmentBytes) note(found, 'segment_too_long')
    if (this.#isSwapped) note(found, 'crc_swapped')
    if (isLowerHex(bytes, dataEnd)) note(found, 'crc_lower_case')
    let end = tail
    if (bytes[end] === cr) end++
    if (bytes[end] === lf) end++
    if (end === tail) {
      if (!(this.#isLine && tail === length)) note(found, 'line_end_missing')
    } else if (end === tail + 1 && !(this.#isLine && end === length)) note(found, 'line_end_half')
    this.#between = 'nothing'
    this.#take({
      bytes,
      view: this.#view,
      start,
      dataStart,
      dataEnd,
      end,
      crc: this.#isSwapped ? 'swapped' : 'right',
      deviations: found,
    })
    return end
  }

  /** What began like a frame, up to where the search ended. */
  #takeBroken(bytes: Buffer, start: number, declared: number): number {
    const dataStart = start + headBytes
    const end = this.#stop
    const declaredEnd = dataStart + declared
    const marks = bytes.subarray(dataStart, end).lastIndexOf('&&')
    const dataEnd =
      declaredEnd + 4 <= end && hex4(bytes, declaredEnd) >= 0
        ? declaredEnd
        : marks >= 0
          ? dataStart + marks + 2
          : Math.min(declaredEnd, end)
    this.#between = 'nothing'
    this.#take({ bytes, view: this.#view, start, dataStart, dataEnd, end, crc: 'wrong', deviations: [] })
    return end
  }
}

function findHead(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(hash, from)
  while (at >= 0 && bytes[at + 1] !== hash) {
    if (at + 1 >= bytes.length) return -1
    at = bytes.indexOf(hash, at + 1)
  }
  return at
}

function hasLineEnd(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === lf || byte === cr || byte === hash) return true
  }
  return false
}
