import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { CachedPage, Encoding } from '#platform/cache/page.ts'
import { Renderings } from '#platform/cache/renderings.ts'
import type { TagPattern } from '#platform/cache/tags.ts'

type NewPage = Pick<CachedPage, 'status' | 'headers' | 'body' | 'tags'> & { maxAgeS: number; swrS: number }

/**
 * The rendered pages of one web process: bounded by bytes, the longest unused goes first, found by address and dropped by
 * tag. Empty and closed while it cannot hear of events.
 */
export class PageStore {
  readonly #maxBytes: number
  readonly #pages = new Map<string, CachedPage>()
  /** Those of `#pages`; others are sent too, but their forms do not count. */
  #kept = new WeakSet<CachedPage>()
  readonly #byTag = new Map<string, Set<string>>()
  #bytes = 0
  #isOpen = false
  #moment = 0
  #droppedAt = new Map<TagPattern, number>()
  /** What is being rendered now. */
  readonly renderings = new Renderings(this)

  constructor(maxBytes = 64 * 1024 * 1024) {
    this.#maxBytes = maxBytes
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.#pages.size, bytes: this.#bytes }
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Events are heard: pages may be kept. */
  open(): void {
    this.#isOpen = true
  }

  /** Events are missed from now on: nothing kept may be trusted. */
  close(): void {
    this.#isOpen = false
    this.drop(['*'])
  }

  /** A point in time for `put`: what is rendered after it has seen every drop before it. */
  moment(): number {
    return this.#moment
  }

  get(key: string): CachedPage | undefined {
    const page = this.#pages.get(key)
    if (!page) return undefined
    this.#pages.delete(key)
    this.#pages.set(key, page)
    return page
  }

  /**
   * Keeps a page unless one of its tags was dropped since `since`: it may show what was true before.
   * @returns whether it is kept
   */
  put(key: string, kept: CachedPage, since: number): boolean {
    if (!this.isTrue(kept, since) || kept.body.length > this.#maxBytes / 8) return false
    this.#remove(key)
    this.#pages.set(key, kept)
    this.#kept.add(kept)
    this.#bytes += weight(kept)
    for (const tag of kept.tags) {
      const keys = this.#byTag.get(tag)
      if (keys) keys.add(key)
      else this.#byTag.set(tag, new Set([key]))
    }
    this.#shrink()
    return true
  }

  /** Is what was rendered from `since` on still so? Unknown while no events are heard. */
  isTrue(page: Pick<CachedPage, 'tags'>, since: number): boolean {
    return this.#isOpen && !this.#wasDropped(page.tags, since)
  }

  /** The page as sent in one encoding: flat header list (name, value, ...) and body. */
  form(page: CachedPage, encoding: Encoding): { head: string[]; body: Buffer } {
    const made = page.forms[encoding]
    if (made) return made
    const body = compress(page.body, encoding)
    const head = page.headers.flat()
    head.push('etag', page.etag, 'vary', 'Accept-Encoding', 'content-length', String(body.length))
    if (encoding !== 'identity') head.push('content-encoding', encoding)
    page.forms[encoding] = { head, body }
    if (encoding !== 'identity' && this.#kept.has(page)) {
      this.#bytes += body.length
      this.#shrink()
    }
    return { head, body }
  }

  /** Drops every page that carries one of the tags. */
  drop(patterns: TagPattern[]): void {
    this.#moment++
    for (const pattern of patterns) {
      this.#droppedAt.set(pattern, this.#moment)
      if (pattern === '*') {
        this.#pages.clear()
        this.#byTag.clear()
        this.#kept = new WeakSet()
        this.#bytes = 0
      } else if (pattern.endsWith(':*')) {
        const start = pattern.slice(0, -1)
        for (const tag of [...this.#byTag.keys()]) if (tag.startsWith(start)) this.#dropTag(tag)
      } else {
        this.#dropTag(pattern)
      }
    }
    // Remembered only for pages being rendered now; when it grows long, those are simply not kept.
    if (this.#droppedAt.size > 5_000) this.#droppedAt = new Map([['*', this.#moment]])
  }

  #dropTag(tag: string): void {
    for (const key of this.#byTag.get(tag) ?? []) this.#remove(key)
  }

  #wasDropped(tags: string[], since: number): boolean {
    if (this.#moment === since) return false
    const after = (pattern: string) => (this.#droppedAt.get(pattern) ?? 0) > since
    return after('*') || tags.some((tag) => after(tag) || after(tag.replace(/:.*$/, ':*')))
  }

  #remove(key: string): void {
    const page = this.#pages.get(key)
    if (!page) return
    this.#pages.delete(key)
    this.#kept.delete(page)
    this.#bytes -= weight(page)
    for (const tag of page.tags) {
      const keys = this.#byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#byTag.delete(tag)
    }
  }

  #shrink(): void {
    for (const key of this.#pages.keys()) {
      if (this.#bytes <= this.#maxBytes) return
      this.#remove(key)
    }
  }
}

/** A page as it was rendered at `now`, ready to be kept and sent. */
export function cachedPage({ maxAgeS, swrS, ...page }: NewPage, now: number): CachedPage {
  const freshUntil = now + maxAgeS * 1000
  const staleUntil = freshUntil + swrS * 1000
  return { ...page, etag: etagOf(page.body), freshUntil, staleUntil, isRefreshing: false, forms: {} }
}

const weight = (page: CachedPage): number =>
  1_024 + page.body.length + (page.forms.br?.body.length ?? 0) + (page.forms.gzip?.body.length ?? 0)

const etagOf = (body: Buffer): string => `W/"${createHash('sha1').update(body).digest('base64url')}"`

function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'br') return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return encoding === 'gzip' ? gzipSync(body) : body
}

const place = Symbol.for('qingyuan.page-store')

/** The process's one store. The built site and the server around it are two bundles, so it hangs on the global object. */
export function pageStore(): PageStore {
  const shared = globalThis as { [place]?: PageStore }
  shared[place] ??= new PageStore()
  return shared[place]
}
