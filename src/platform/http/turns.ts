import { config } from '#platform/config.ts'

/**
 * Long files that are made at a time: each takes a turn from its first line to its last, or until its reader has gone or has
 * taken nothing for a while. What comes beyond is told to come back, so that files never starve the pages.
 */
export class Turns {
  readonly #most: number
  readonly #idleMs: number
  #taken = 0

  constructor(most: number, idleMs = 60_000) {
    this.#most = most
    this.#idleMs = idleMs
  }

  get taken(): number {
    return this.#taken
  }

  /** Undefined when all turns are taken; else what gives the parts on and ends the turn with them. */
  take(): (<T>(parts: AsyncIterable<T>) => AsyncGenerator<T>) | undefined {
    if (this.#taken >= this.#most) return undefined
    this.#taken += 1
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      this.#taken -= 1
    }
    // Also a file that nobody begins to read gives its turn back.
    let idle = setTimeout(end, this.#idleMs)
    const idleMs = this.#idleMs
    return async function* (parts) {
      try {
        for await (const part of parts) {
          clearTimeout(idle)
          if (isOver) throw new Error('the reader took nothing of a long file for too long')
          idle = setTimeout(end, idleMs)
          yield part
        }
      } finally {
        clearTimeout(idle)
        end()
      }
    }
  }
}

let shared: Turns | undefined

/** The turns of this process's long files, of whatever list: as many as LONG_FILES says. */
export const longFiles = (): Turns => {
  shared ??= new Turns(config().LONG_FILES)
  return shared
}

/** Seconds after which somebody who was told to come back may do so. */
export const retryAfterS = 30
