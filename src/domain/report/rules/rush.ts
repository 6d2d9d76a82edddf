/**
 * How many wrong receipts were tried of late, by everybody together: no address is asked, so nobody is told apart, and nobody is
 * locked out. Kept in the memory of the process alone.
 */
export class Rush {
  readonly #failures: number[] = []
  readonly #most: number
  readonly #spanMs: number

  constructor(most: number, spanMs: number) {
    this.#most = most
    this.#spanMs = spanMs
  }

  failed(now: Date): void {
    this.#failures.push(now.getTime())
    if (this.#failures.length > this.#most) this.#failures.shift()
  }

  /** As many as the limit within the span. */
  isOn(now: Date): boolean {
    const first = this.#failures[0]
    return this.#failures.length >= this.#most && first !== undefined && now.getTime() - first < this.#spanMs
  }
}
