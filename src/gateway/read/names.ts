import type { Deviation } from '#src/gateway/deviations.ts'
import { readText } from '#src/gateway/read/text.ts'

interface Kept<T> {
  bytes: Uint8Array
  value: T
  next: Kept<T> | undefined
}

const buckets = 4096
/** Noise can't make a table grow further. */
const mostKept = 16_384
const mostKeptBytes = 40

/** Short texts that come again and again: found by their bytes, without making a string where they came before. */
export class Names<T> {
  readonly #table: (Kept<T> | undefined)[] = new Array(buckets).fill(undefined)
  readonly #make: (text: string, bytes: Uint8Array, isKept: boolean) => T
  #kept = 0

  /** @param make what is kept for a text; it comes with its bytes, and whether it will be found again */
  constructor(make: (text: string, bytes: Uint8Array, isKept: boolean) => T) {
    this.#make = make
  }

  /** What belongs to `bytes[from, to)`. */
  at(bytes: Buffer, from: number, to: number, found: Deviation[]): T {
    let hash = 0
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0
    const bucket = (hash ^ (hash >>> 12)) & (buckets - 1)
    for (let kept = this.#table[bucket]; kept; kept = kept.next)
      if (kept.bytes.length === to - from && beginsWith(kept.bytes, bytes, from)) return kept.value
    return this.#add(bytes, from, to, bucket, found)
  }

  #add(bytes: Buffer, from: number, to: number, bucket: number, found: Deviation[]): T {
    const isPlain = isVisible(bytes, from, to)
    const text = isPlain ? bytes.toString('latin1', from, to) : readText(bytes, from, to, found)
    const isKept = isPlain && this.#kept < mostKept && to - from <= mostKeptBytes
    const own = Uint8Array.from(bytes.subarray(from, to))
    const value = this.#make(text, own, isKept)
    if (isKept) {
      this.#table[bucket] = { bytes: own, value, next: this.#table[bucket] }
      this.#kept++
    }
    return value
  }
}

/** Whether the bytes from `from` on begin with `own`. */
export function beginsWith(own: Uint8Array, bytes: Uint8Array, from: number): boolean {
  let differs = 0
  for (let i = 0; i < own.length; i++) differs |= (own[i] as number) ^ (bytes[from + i] as number)
  return differs === 0
}

/** Printable ASCII only. */
export function isVisible(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] as number) < 32 || (bytes[at] as number) > 126) return false
  return true
}
