import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardSearch, caseId, violationApiSearch } from '#domain/violation/input/board.ts'
import { type BoardReference, knownCodes, unknownCodes } from '#domain/violation/queries/reference.ts'
import { parseSearch } from '#platform/http/search-params.ts'

const parse = (query: string, locale: 'zh' | 'en' = 'en') =>
  parseSearch(boardSearch[locale], new URLSearchParams(query))

describe("the board's address", () => {
  it('without parameters is the whole board, newest first', () =>
    expect(parse('')).toMatchObject({ problems: [], values: { category: [], year: [], sort: '-decided', page: 1 } }))

  it('takes a parameter once or several times, each value once', () => {
    expect(parse('region=430922').values.region).toEqual(['430922'])
    expect(parse('region=430922&region=430923&region=430922').values.region).toEqual(['430922', '430923'])
    expect(parse('year=2017&year=2018').values.year).toEqual([2017, 2018])
  })

  it('an empty parameter, as a form sends it, is none', () => expect(parse('q=&category=&page=').problems).toEqual([]))

  it.each([
    ['category=nonsense', 'category', /"nonsense".*stealth_discharge/],
    ['category=other&category=nonsense', 'category', /nonsense/],
    ['measure=gaol', 'measure', /"gaol".*order_to_correct/],
    ['region=Taojiang', 'region', /"Taojiang" is no region code/],
    ['sector=%3Cscript%3E', 'sector', /"<script>" is no code/],
    ['year=1999', 'year', /"1999".*2000 to 2100/],
    ['year=2000', '', undefined],
    ['year=2100', '', undefined],
    ['year=2101', 'year', /2100/],
    ['year=2017.5', 'year', /"2017.5"/],
    ['year=abc', 'year', /"abc"/],
    ['fine=lots', 'fine', /"lots".*none, under_50k/],
    ['control=x', 'control', /national/],
    ['execution=x', 'execution', /pending/],
    ['repeat=maybe', 'repeat', /yes/],
    ['sort=name', 'sort', /-decided, decided, -fine/],
    ['page=0', 'page', /"0".*from 1/],
    ['page=-1', 'page', /"-1"/],
    ['page=1.5', 'page', /"1.5"/],
    ['page=two', 'page', /"two"/],
    [`q=${'污'.repeat(100)}`, '', undefined],
    [`q=${'污'.repeat(101)}`, 'q', /101 characters; at most 100/],
    ['q=%E3%80%8A%E3%80%8B', 'q', /nothing to search/],
    ['q=a&q=b', 'q', /once/],
  ])('%s', (query, field, message) => {
    const { problems } = parse(query)
    expect(problems.map((problem) => problem.field)).toEqual(field ? [field] : [])
    if (message) expect(problems[0]?.message).toMatch(message)
  })

  it('says in Chinese what is allowed on the Chinese page', () =>
    expect(parse('category=x', 'zh').problems[0]?.message).toContain('falsified_data（数据造假）'))

  it('a wrong parameter is left out and the others still hold', () =>
    expect(parse('year=abc&region=430922').values).toMatchObject({ year: [], region: ['430922'] }))

  it('whatever is typed is either understood or explained', () => {
    const keys = fc.constantFrom(
      'q',
      'category',
      'measure',
      'region',
      'sector',
      'year',
      'fine',
      'repeat',
      'sort',
      'page',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.string({ unit: 'grapheme' }))), (pairs) => {
        const { values, problems } = parseSearch(boardSearch.zh, new URLSearchParams(pairs))
        return values.page >= 1 && problems.every(({ message }) => message.length > 0)
      }),
    )
  })
})

describe('codes of another city', () => {
  const known: BoardReference = {
    region: [{ code: '430922', nameZh: '桃江县', nameEn: 'Taojiang' }],
    sector: [{ code: 'paper', nameZh: '造纸', nameEn: 'Paper' }],
  }
  const parsed = parse('region=430922&region=110000&sector=ships').values
  it('are named with those that are allowed', () =>
    expect(unknownCodes(parsed, known, 'en').map(({ message }) => message)).toEqual([
      'There is no code "110000"; allowed: 430922 (Taojiang).',
      'There is no code "ships"; allowed: paper (Paper).',
    ]))
  it('are left out of what is searched', () =>
    expect(knownCodes(parsed, known)).toMatchObject({ region: ['430922'], sector: [] }))
})

describe("a case's number in an address", () => {
  it.each(['1', '999999999'])('%s may be one', (id) => expect(caseId.safeParse(id).data).toBe(Number(id)))
  it.each(['0', '01', '-1', '1.0', '1e3', '9999999999', 'abc', '', '1 '])('%j is none', (id) =>
    expect(caseId.safeParse(id).success).toBe(false),
  )
})

describe("the API's paging", () => {
  it.each(['1', '200'])('a limit of %s is served', (limit) =>
    expect(violationApiSearch.parse({ limit }).limit).toBe(Number(limit)),
  )
  it.each(['0', '201', 'x'])('a limit of %s is refused', (limit) =>
    expect(violationApiSearch.safeParse({ limit }).success).toBe(false),
  )
  it('a cursor that we did not give is refused', () => {
    expect(violationApiSearch.safeParse({ cursor: '2017-05-03.412' }).success).toBe(true)
    expect(violationApiSearch.safeParse({ cursor: "2017-05-03'; --" }).success).toBe(false)
  })
})
