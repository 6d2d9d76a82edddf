import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { CachedPage } from '#platform/cache/page.ts'
import { hasVersion } from '#platform/cache/provider.ts'
import { encodingFor } from '#platform/cache/send.ts'
import { cachedPage, PageStore } from '#platform/cache/store.ts'

const page = (text: string, tags: string[] = ['board']): CachedPage =>
  cachedPage(
    { status: 200, headers: [['content-type', 'text/html']], body: Buffer.from(text), tags, maxAgeS: 60, swrS: 600 },
    0,
  )
const opened = (maxBytes?: number) => {
  const store = new PageStore(maxBytes)
  store.open()
  return store
}

describe('a kept page', () => {
  it('is found by its address and dropped by any of its tags', () => {
    const store = opened()
    store.put('/board', page('a', ['board', 'case:1']), store.moment())
    store.put('/board/2', page('b', ['case:2']), store.moment())
    store.drop(['case:1'])
    expect(store.get('/board')).toBeUndefined()
    expect(store.get('/board/2')?.body.toString()).toBe('b')
  })

  it('is dropped by the family of its tag', () => {
    const store = opened()
    store.put('/a', page('a', ['enterprise:91430922MAFAKE06X7']), store.moment())
    store.put('/b', page('b', ['enterprises']), store.moment())
    store.drop(['enterprise:*'])
    expect([store.get('/a'), store.get('/b')?.body.toString()]).toEqual([undefined, 'b'])
  })

  it('is not kept when what it shows changed while it was rendered', () => {
    const store = opened()
    const since = store.moment()
    store.drop(['board'])
    expect(store.put('/board', page('old'), since)).toBe(false)
    expect(store.put('/map', page('other', ['map']), since)).toBe(true)
    expect(store.put('/board', page('new'), store.moment())).toBe(true)
  })

  it('is not kept when a family of its tags or everything was dropped meanwhile', () => {
    const store = opened()
    const since = store.moment()
    store.drop(['case:*'])
    expect(store.put('/board/4', page('old', ['case:4']), since)).toBe(false)
    store.drop(['*'])
    expect(store.put('/map', page('old', ['map']), since)).toBe(false)
  })

  it('nothing is kept before events are heard, nor after they are lost', () => {
    const store = new PageStore()
    expect(store.put('/board', page('a'), store.moment())).toBe(false)
    store.open()
    store.put('/board', page('a'), store.moment())
    const since = store.moment()
    store.close()
    expect(store.get('/board')).toBeUndefined()
    store.open()
    expect(store.put('/board', page('rendered while deaf'), since)).toBe(false)
  })

  it('the longest unused goes first when the bytes run out, and one page never takes an eighth of them', () => {
    const store = opened(100_000)
    const text = 'x'.repeat(11_000)
    for (let i = 0; i < 12; i++) {
      store.put(`/${i}`, page(text), store.moment())
      store.get('/0')
    }
    expect(store.get('/0')).toBeDefined()
    expect(store.get('/1')).toBeUndefined()
    expect(store.get('/11')).toBeDefined()
    expect(store.size.bytes).toBeLessThanOrEqual(100_000)
    expect(store.put('/big', page('x'.repeat(12_600)), store.moment())).toBe(false)
  })

  it('dropping everything leaves no byte counted', () => {
    const store = opened()
    const kept = page('a'.repeat(9_000))
    store.put('/a', kept, store.moment())
    store.form(kept, 'br')
    store.drop(['board'])
    expect(store.size).toEqual({ pages: 0, bytes: 0 })
    store.form(kept, 'gzip') // sent to those who waited for it
    expect(store.size).toEqual({ pages: 0, bytes: 0 })
  })

  it('comes in three forms with one version mark', () => {
    const store = opened()
    const kept = page('清源'.repeat(500))
    store.put('/a', kept, store.moment())
    expect(brotliDecompressSync(store.form(kept, 'br').body)).toEqual(kept.body)
    expect(gunzipSync(store.form(kept, 'gzip').body)).toEqual(kept.body)
    expect(store.form(kept, 'identity').body).toBe(kept.body)
    for (const encoding of ['br', 'gzip', 'identity'] as const)
      expect(store.form(kept, encoding).head).toContain(kept.etag)
  })
})

describe('the form that a reader gets', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0,gzip;q=0', 'identity'],
    ['br;q=0.5', 'br'],
    ['GZIP', 'gzip'],
    ['identity', 'identity'],
    ['brotli', 'identity'],
    ['', 'identity'],
    [undefined, 'identity'],
  ] as const)('Accept-Encoding %j: %s', (accepted, form) => expect(encodingFor(accepted)).toBe(form))
})

describe('a reader who has this version', () => {
  it.each([
    ['W/"a"', true],
    ['W/"b", W/"a"', true],
    ['*', true],
    ['W/"b"', false],
    ['', false],
    [undefined, false],
  ])('If-None-Match %j: %s', (given, has) => expect(hasVersion(given, 'W/"a"')).toBe(has))
})
