/** How many frames may still come: so many at once, then so many a minute. May go below zero, and is then waited for. */
export class Bucket {
  readonly #perMs: number
  readonly #most: number
  #left: number
  #atMs: number

  constructor(perMinute: number, burst: number, nowMs: number) {
    this.#perMs = perMinute / 60_000
    this.#most = Math.min(perMinute, burst)
    this.#left = this.#most
    this.#atMs = nowMs
  }

  take(nowMs: number): void {
    this.#fill(nowMs)
    this.#left--
  }

  /** Whether there is room for another one. */
  hasRoom(nowMs: number): boolean {
    this.#fill(nowMs)
    return this.#left >= 1
  }

  #fill(nowMs: number): void {
    this.#left = Math.min(this.#most, this.#left + Math.max(0, nowMs - this.#atMs) * this.#perMs)
    this.#atMs = nowMs
  }
}
