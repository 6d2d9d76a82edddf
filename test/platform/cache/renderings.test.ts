import { expect, it } from 'vitest'
import { cachedPage, PageStore } from '#platform/cache/store.ts'

const page = (text: string, tags = ['disclosures']) =>
  cachedPage({ status: 200, headers: [], body: Buffer.from(text), tags, maxAgeS: 60, swrS: 0 }, 0)
const opened = () => {
  const store = new PageStore()
  store.open()
  return { store, renderings: store.renderings }
}

it('all who ask for an address while it is rendered get that one page', async () => {
  const { renderings } = opened()
  expect(renderings.join('/', renderings.now())).toBeUndefined()
  const { end } = renderings.start('/')
  const waiting = [renderings.join('/', renderings.now()), renderings.join('/', renderings.now())]
  expect(renderings.join('/board', renderings.now())).toBeUndefined()
  const made = page('a')
  end(made)
  expect(await Promise.all(waiting)).toEqual([made, made])
  expect(renderings.join('/', renderings.now())).toBeUndefined()
})

it('a page that something was dropped from meanwhile is for none who asked after its rendering began', async () => {
  const { store, renderings } = opened()
  const { end } = renderings.start('/')
  store.drop(['disclosures'])
  const late = renderings.join('/', renderings.now())
  end(page('before the drop'))
  expect(await late).toBe('outdated')
})

it('what others publish meanwhile does not make it old', async () => {
  const { store, renderings } = opened()
  const { end } = renderings.start('/')
  store.drop(['disclosure:7', 'map'])
  const other = renderings.join('/', renderings.now())
  const made = page('a')
  end(made)
  expect(await other).toBe(made)
})

it('a rendering that began after the question is an answer to it, whatever was dropped since', async () => {
  const { store, renderings } = opened()
  const asked = renderings.now()
  const { end } = renderings.start('/')
  store.drop(['disclosures'])
  const made = page('a')
  end(made)
  renderings.start('/').end(made)
  const { end: endAgain } = renderings.start('/')
  const joined = renderings.join('/', asked)
  store.drop(['*'])
  const again = page('b')
  endAgain(again)
  expect(await joined).toBe(again)
})

it('while no events are heard only a rendering that began after the question is shared', async () => {
  const { store, renderings } = opened()
  store.close()
  const { end } = renderings.start('/')
  const joined = renderings.join('/', renderings.now())
  end(page('a'))
  expect(await joined).toBe('outdated')
})

it('what cannot be shared leaves each to render for itself', async () => {
  const { renderings } = opened()
  const { end } = renderings.start('/search')
  const joined = renderings.join('/search', renderings.now())
  end(undefined)
  expect(await joined).toBe('none')
})
