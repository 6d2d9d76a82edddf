import { createHmac, randomBytes } from 'node:crypto'

/** As many addresses are remembered; then the one that was quiet longest is forgotten. */
const mostRemembered = 50_000

/**
 * How much one address may ask within a minute. Addresses are kept as a keyed hash, in memory alone; the key is thrown away and
 * with it everything that was counted when the day ends.
 */
export class FairUse {
  readonly #perMinute: number
  #key = randomBytes(32)
  #day = ''
  readonly #left = new Map<string, { tokens: number; at: number }>()

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /** @returns after how many seconds to come again; 0: go on */
  take(address: string, now: Date): number {
    this.#forgetDaily(now)
    const who = createHmac('sha256', this.#key).update(networkOf(address)).digest('base64url')
    const at = now.getTime()
    const found = this.#left.get(who)
    const refilled = found ? found.tokens + Math.max(0, at - found.at) * (this.#perMinute / 60_000) : this.#perMinute
    const tokens = Math.min(this.#perMinute, refilled)
    this.#left.delete(who)
    this.#left.set(who, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    if (this.#left.size > mostRemembered) this.#left.delete(this.#left.keys().next().value as string)
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * 60) / this.#perMinute)
  }

  get remembered(): number {
    return this.#left.size
  }

  #forgetDaily(now: Date): void {
    const day = now.toISOString().slice(0, 10)
    if (day === this.#day) return
    this.#day = day
    this.#key = randomBytes(32)
    this.#left.clear()
  }
}

/** An address of IPv6 stands for its network: one household holds 2^64 of them. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const filled =
    tail === undefined
      ? before
      : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
