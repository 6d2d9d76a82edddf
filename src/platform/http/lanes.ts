/** A lane is full. */
export class TurnedAway extends Error {}

export interface LaneWidth {
  /** So many go at once, */
  atOnce: number
  /** so many wait for it; whoever comes then is turned away. */
  waiting: number
}

/**
 * Requests of one kind. What is more than can be answered soon is better told so at once: left waiting it takes memory and
 * processor from what is being answered, and its sender gives up and asks again.
 */
export class Lane {
  readonly #width: LaneWidth
  readonly #queue: (() => void)[] = []
  #going = 0

  constructor(width: LaneWidth) {
    this.#width = width
  }

  /**
   * Resolves when it is one's turn, with what ends it; calling that twice does no harm.
   * @throws TurnedAway
   */
  async enter(): Promise<() => void> {
    if (this.#going < this.#width.atOnce) this.#going++
    else if (this.#queue.length < this.#width.waiting) await new Promise<void>((go) => this.#queue.push(go))
    else throw new TurnedAway()
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const next = this.#queue.shift()
      if (next) next()
      else this.#going--
    }
  }
}

/**
 * The lanes of the web process. Saves of open forms are short and come first: many go at once, while only a few pages are
 * rendered beside them. Pages from the cache, files and the machine's own questions take no lane.
 */
export const laneWidths = {
  saves: { atOnce: 64, waiting: 400 },
  forms: { atOnce: 8, waiting: 200 },
  pages: { atOnce: 6, waiting: 300 },
} as const satisfies Record<string, LaneWidth>

export type LaneName = keyof typeof laneWidths

/** Which lane a request takes; undefined for what is always answered. */
export function laneOf(method: string, url: string): LaneName | undefined {
  const path = url.split('?', 1)[0] ?? ''
  if (['/healthz', '/readyz', '/metrics'].includes(path)) return undefined
  if (method === 'PUT' && path.endsWith('/autosave')) return 'saves'
  return method === 'GET' || method === 'HEAD' ? 'pages' : 'forms'
}
