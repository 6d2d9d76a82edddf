import type { NewestValues } from '#db/schema/device.ts'
import type { ReadingKind, ReadingRow } from '#domain/monitoring/commands/receive/copy-rows.ts'

/** Kinds of which the newest values are kept with the device. */
export const newestKinds = ['realtime', 'hour', 'day'] as const
export type NewestKind = (typeof newestKinds)[number]
export type NewestOfKinds = Partial<Record<NewestKind, Newest>>

export const isNewestKind = (kind: ReadingKind): kind is NewestKind => kind !== 'minute'

/** Of a factor: its time, mean, standardised mean, when it was received. */
const width = 4

/**
 * The newest value of each factor of one kind. In flat lists of numbers: a gateway puts in hundreds of thousands a second, and an
 * object for each that lives until a newer one comes is what its memory would be busy with.
 */
export class Newest {
  #factors: readonly number[]
  readonly #numbers: number[]
  readonly #flags: (string | null)[]

  private constructor(factors: readonly number[], numbers: number[], flags: (string | null)[]) {
    this.#factors = factors
    this.#numbers = numbers
    this.#flags = flags
  }

  static of(values: NewestValues): Newest {
    const all = Object.entries(values)
    return new Newest(
      all.map(([factorNo]) => Number(factorNo)),
      all.flatMap(([, [atMs, mean, stdMean, , receivedMs]]) => [atMs, orNaN(mean), orNaN(stdMean), receivedMs]),
      all.map(([, [, , , flag]]) => flag),
    )
  }

  copy(): Newest {
    return new Newest(this.#factors, this.#numbers.slice(), this.#flags.slice())
  }

  /** Puts a row in, unless a later one of its factor stands there. */
  put({ factorNo, atMs, mean, stdMean, flag, receivedMs }: ReadingRow): void {
    let place = this.#factors.indexOf(factorNo)
    if (place < 0) {
      place = this.#factors.length
      this.#factors = [...this.#factors, factorNo] // copies share it
    } else if (atMs < (this.#numbers[place * width] as number)) return
    const numbers = this.#numbers
    const at = place * width
    numbers[at] = atMs
    numbers[at + 1] = orNaN(mean)
    numbers[at + 2] = orNaN(stdMean)
    numbers[at + 3] = receivedMs
    this.#flags[place] = flag
  }

  /** As it is kept. */
  toJSON(): NewestValues {
    const values: NewestValues = {}
    for (const [place, factorNo] of this.#factors.entries()) {
      const number = (which: number) => this.#numbers[place * width + which] as number
      values[factorNo] = [number(0), orNull(number(1)), orNull(number(2)), this.#flags[place] ?? null, number(3)]
    }
    return values
  }
}

const orNaN = (value: number | null) => value ?? Number.NaN
const orNull = (value: number) => (Number.isNaN(value) ? null : value)
