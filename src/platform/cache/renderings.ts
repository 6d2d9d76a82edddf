import type { CachedPage } from '#platform/cache/page.ts'

/** What of the store tells whether a page is still true. */
interface Known {
  moment(): number
  isTrue(page: CachedPage, since: number): boolean
}

/** What waiting for another request's rendering came to: its page, one that is too old for who waited, or none to share. */
type Joined = CachedPage | 'outdated' | 'none'

/**
 * The pages that are being rendered now: one request renders, the others for the same address wait for its page. In a rush, when
 * a list is made anew every few seconds and hundreds ask for it meanwhile, each of them would render it otherwise.
 *
 * Nobody gets a page older than the question: a rendering that began before it is shared only if nothing that the page shows was
 * dropped since.
 */
export class Renderings {
  readonly #store: Known
  readonly #going = new Map<string, { began: number; since: number; done: Promise<CachedPage | undefined> }>()
  #begun = 0

  constructor(store: Known) {
    this.#store = store
  }

  /** When a question was asked, for `join`: renderings that begin later know all that was known then. */
  now(): number {
    return this.#begun
  }

  /** Waits for the page while another request renders it; undefined, at once, when none does. When `outdated`, ask again. */
  join(key: string, asked: number): Promise<Joined> | undefined {
    const other = this.#going.get(key)
    return other?.done.then((page) => {
      if (!page) return 'none'
      return other.began > asked || this.#store.isTrue(page, other.since) ? page : 'outdated'
    })
  }

  /** From now on this request renders it. `end` is called with the page, or without one that others may have too. */
  start(key: string): { since: number; end(page: CachedPage | undefined): void } {
    const { promise: done, resolve } = Promise.withResolvers<CachedPage | undefined>()
    const mine = { began: ++this.#begun, since: this.#store.moment(), done }
    this.#going.set(key, mine)
    return {
      since: mine.since,
      end: (page) => {
        if (this.#going.get(key) === mine) this.#going.delete(key)
        resolve(page)
      },
    }
  }
}
