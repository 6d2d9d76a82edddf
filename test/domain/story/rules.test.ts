import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storyWriting } from '#domain/story/input.ts'
import { checkPublishing, hasUnpublished, readPublishAt } from '#domain/story/rules/course.ts'
import { faultsOf, isSafeHref } from '#domain/story/rules/links.ts'
import { renderStory } from '#platform/content/markdown.ts'
import { DomainError } from '#platform/errors.ts'

describe('links of a story', () => {
  it.each([
    ['/board', true],
    ['#part', true],
    ['https://example.invalid/a', true],
    ['mailto:someone@example.invalid', true],
    ['javascript:alert(1)', false],
    [' JaVaScRiPt:alert(1)', false],
    ['data:text/html,x', false],
    ['//example.invalid', false],
    ['board', false],
    ['vbscript:x', false],
  ])('%s', (href, safe) => expect(isSafeHref(href)).toBe(safe))

  it.each([
    ['plain words', '## 标题\n\n- 一\n- [曝光台](/board)', []],
    ['a script by link', '[点](javascript:alert(1))', ['link']],
    ['one in a list', '- 一\n- **[点](javascript:x)**', ['link']],
    ['one in a table', '| a |\n|---|\n| [点](data:x) |', ['link']],
    ['one by reference', '[点][1]\n\n[1]: javascript:x', ['link']],
    ['a picture by link', '![图](https://example.invalid/a.png)', ['picture']],
    ['raw HTML', '<script>alert(1)</script>', ['html']],
    ['HTML inside a line', '看 <b onclick="x">这里</b>', ['html', 'html']],
  ])('%s', (_, markdown, kinds) => expect(faultsOf(markdown).map(({ kind }) => kind)).toEqual(kinds))

  it('whatever is typed, what is rendered has no script, no foreign scheme and no first heading', () => {
    const piece = fc.constantFrom(
      '<script>',
      '[a](javascript:x)',
      '# b',
      '<img src=x onerror=y>',
      '![c](http://x/y)',
      '\n\n',
      '`',
      '- ',
      'd',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = renderStory(pieces.join(''), 'zh')
        expect(html).not.toMatch(/<script|<img|<h1|href="javascript/i)
      }),
    )
  })
})

describe('two people', () => {
  const standing = { state: 'draft' as const, version: 3, publishedVersion: null }
  const outcome = (work: () => void) => {
    try {
      work()
    } catch (error) {
      return error instanceof DomainError ? error.code : error
    }
    return 'taken'
  }
  it.each([
    ['another publishes', standing, 3, ['a'], 'b', 'taken'],
    ['the writer does not', standing, 3, ['a'], 'a', 'not_allowed'],
    ['nor who wrote an earlier draft of it', standing, 3, ['b', 'a'], 'b', 'not_allowed'],
    ['not an older version than the newest', standing, 2, ['a'], 'b', 'conflict'],
    ['not twice', { ...standing, state: 'published', publishedVersion: 3 }, 3, [], 'b', 'conflict'],
    ['a change of a public one', { ...standing, state: 'published', publishedVersion: 2 }, 3, ['a'], 'b', 'taken'],
    ['not what was withdrawn', { ...standing, state: 'withdrawn' }, 3, [], 'b', 'conflict'],
    ['not what is scheduled', { ...standing, state: 'scheduled' }, 3, ['a'], 'b', 'conflict'],
  ] as const)('%s', (_, story, seen, writers, who, expected) =>
    expect(outcome(() => checkPublishing(story, seen, writers, who))).toBe(expected),
  )
  it('what is withdrawn has nothing waiting', () =>
    expect(hasUnpublished({ ...standing, state: 'withdrawn' })).toBe(false))
})

describe('the time of publication, on the clock of the city', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  it.each([
    ['', undefined],
    ['2026-03-01T08:01', new Date('2026-03-01T00:01:00Z')],
    ['2026-03-01T08:00', 'wrong'],
    ['2026-02-01T08:00', 'wrong'],
    ['2027-03-03T08:00', 'wrong'],
    ['tomorrow', 'wrong'],
    ['2026-13-01T08:00', 'wrong'],
  ])('%j', (text, at) => expect(readPublishAt(text, now)).toEqual(at))
})

describe('what the form may hold', () => {
  const given = {
    slug: 'a-story',
    kind: 'result',
    category: '',
    title: '标题',
    titleEn: '',
    summary: '摘要',
    summaryEn: '',
    body: '正文正文正文正文正文',
    bodyEn: '',
  }
  const wrong = (change: object) =>
    storyWriting.safeParse({ ...given, ...change }).error?.issues.map(({ path }) => path[0])
  it('English is optional', () =>
    expect(storyWriting.parse(given)).toMatchObject({ titleEn: null, bodyEn: null, category: null }))
  it.each([
    ['an address with blanks', { slug: 'a story' }, 'slug'],
    ['an address of another folder', { slug: '../x' }, 'slug'],
    ['a megabyte', { body: '甲'.repeat(1_000_000) }, 'body'],
    ['a right-to-left override', { title: '标\u202e题' }, 'title'],
    ['a violation that is none of the four', { category: 'obstruction' }, 'category'],
  ])('%s is refused', (_, change, field) => expect(wrong(change)).toEqual([field]))
})
