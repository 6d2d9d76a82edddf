/**
 * Lets so many pieces of work go at once; the others wait in a queue of ours, first come first served.
 */
export class Turns {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #going = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Runs the work when its turn comes. */
  async take<T>(work: () => PromiseLike<T>): Promise<T> {
    if (this.#going < this.#most) this.#going++
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The turn goes to the next in the queue, or is free again.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#going--
    }
  }
}
