import { expect, it } from 'vitest'
import { getDocument, listDocuments } from '#platform/content/documents.ts'
import { getTerm, glossary } from '#platform/content/glossary.ts'
import { renderMarkdown } from '#platform/content/markdown.ts'
import { routes } from '#platform/permissions/routes.ts'

const terms = glossary.flatMap((group) => group.terms)
const shelves = ['regulations', 'guides', 'pages'] as const
const documents = shelves.flatMap((shelf) => listDocuments(shelf))

it('the glossary has at least sixty terms, each under one identifier and one Chinese name', () => {
  expect(terms.length).toBeGreaterThanOrEqual(60)
  expect(new Set(terms.map(({ id }) => id)).size).toBe(terms.length)
  expect(new Set(terms.map(({ zh }) => zh)).size).toBe(terms.length)
})

it('every text is there in both languages', () => {
  expect(documents.length).toBeGreaterThanOrEqual(20)
  for (const { slug, htmlZh, htmlEn } of documents) {
    expect(htmlZh, slug).toMatch(/\p{Script=Han}/u)
    expect(htmlEn, slug).toMatch(/[a-z]{4}/)
  }
})

it('every regulation says whose it is, from when it holds, and how far it was checked', () => {
  for (const rule of listDocuments('regulations')) {
    expect(rule.authorityZh, rule.slug).toBeTruthy()
    expect(rule.authorityEn, rule.slug).toBeTruthy()
    expect(rule.inForceFrom, rule.slug).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(rule.confidence, rule.slug).toBeTruthy()
    expect(rule.group, rule.slug).toBeTruthy()
  }
})

it('the city rule is given whole, with its five sections and its five annexes', () => {
  const rule = getDocument('regulations', 'city-rule-2017')
  for (const heading of ['总体思路', '整治目标', '工作要求', '进度安排', '保障措施', '附件1', '附件5'])
    expect(rule?.htmlZh).toMatch(new RegExp(`<h[23][^>]*>[^<]*${heading}`))
  expect(rule?.htmlZh).toContain('各县（市）区环保（分）局要在24小时内依法依规核实处理并反馈市局')
})

it('links between the texts lead somewhere', () => {
  const known = new Set(Object.keys(routes))
  for (const shelf of ['regulations', 'guides'] as const)
    for (const { slug } of listDocuments(shelf)) known.add(`/library/${shelf}/${slug}`)
  const links = documents.flatMap(({ htmlZh }) => [...htmlZh.matchAll(/href="([^"]+)"/g)].map(([, href]) => href))
  expect(links.length).toBeGreaterThan(5)
  expect(links.filter((href) => !known.has((href as string).replace(/[?#].*/, '')))).toEqual([])
})

it('English links stay in English, and markup in a text is shown, not obeyed', () => {
  expect(renderMarkdown('[board](/board)', 'en')).toContain('href="/en/board"')
  expect(renderMarkdown('<script>alert(1)</script>', 'zh')).not.toContain('<script')
  expect(renderMarkdown('a <b onclick="x">b</b>', 'zh')).not.toContain('<b ')
})

it('every term that a page explains is in the glossary', () => {
  const pages = import.meta.glob<string>('../../../src/**/*.astro', { query: '?raw', import: 'default', eager: true })
  const used = Object.values(pages).flatMap((page) => [...page.matchAll(/<Term id="([^"]+)"/g)].map(([, id]) => id))
  expect(used.length).toBeGreaterThan(3)
  for (const id of used) expect(getTerm(id as string).textZh).toBeTruthy()
  expect(() => getTerm('nothing')).toThrow('no term')
})
