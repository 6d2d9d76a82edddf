import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardSearch, caseId, unknownCodes, violationApiSearch } from '#domain/violation/input.ts'
import { parseSearch } from '#platform/http/search-params.ts'

const parse = (query: string) => parseSearch(boardSearch, new URLSearchParams(query))

describe("the board's address", () => {
  it('without parameters is the whole board, newest first', () =>
    expect(parse('')).toMatchObject({
      problems: [],
      values: { q: '', category: [], year: [], sort: 'newest', page: 1 },
    }))

  it('takes a parameter once or several times, each value once', () => {
    expect(parse('region=430922').values.region).toEqual(['430922'])
    expect(parse('region=430922&region=430923&region=430922').values.region).toEqual(['430922', '430923'])
    expect(parse('year=2017&year=2018').values.year).toEqual([2017, 2018])
  })

  it('an empty parameter, as a form sends it, is none', () => expect(parse('q=&category=&page=').problems).toEqual([]))

  it.each([
    ['category=nonsense', 'category', /"nonsense" is not one of stealth_discharge/],
    ['category=other&category=nonsense', 'category', /nonsense/],
    ['measure=gaol', 'measure', /"gaol" is not one of order_to_correct/],
    ['region=Taojiang', 'region', /"Taojiang" is not a region code/],
    ['sector=%3Cscript%3E', 'sector', /"<script>" is no sector/],
    ['year=1999', 'year', /1999 is below 2000/],
    ['year=2000', '', undefined],
    ['year=2100', '', undefined],
    ['year=2101', 'year', /2101 is above 2100/],
    ['year=2017.5', 'year', /not a year/],
    ['year=abc', 'year', /"abc" is not a year/],
    ['fine=lots', 'fine', /"lots" is not one of none, under_50k/],
    ['level=x', 'level', /national/],
    ['execution=x', 'execution', /pending/],
    ['repeat=maybe', 'repeat', /yes/],
    ['sort=name', 'sort', /newest, oldest, fine/],
    ['page=0', 'page', /0 is below 1/],
    ['page=-1', 'page', /-1 is below 1/],
    ['page=1.5', 'page', /"1.5" is not a page number/],
    ['page=two', 'page', /"two" is not a page number/],
    [`q=${'污'.repeat(100)}`, '', undefined],
    [`q=${'污'.repeat(101)}`, 'q', /101 characters; at most 100/],
    ['q=a&q=b', 'q', /once/],
  ])('%s', (query, field, message) => {
    const { problems } = parse(query)
    expect(problems.map((problem) => problem.field)).toEqual(field ? [field] : [])
    if (message) expect(problems[0]?.message).toMatch(message)
  })

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
        const { values, problems } = parseSearch(boardSearch, new URLSearchParams(pairs))
        return values.page >= 1 && problems.every(({ message }) => message.length > 0)
      }),
    )
  })
})

describe('codes of another city', () => {
  const known = { regions: [{ code: '430922' }], sectors: [{ code: 'paper' }] }
  it('are named with those that are allowed', () =>
    expect(unknownCodes({ region: ['430922', '110000'], sector: ['ships'] }, known)).toEqual([
      { field: 'region', given: '110000', message: '110000 is not one of 430922' },
      { field: 'sector', given: 'ships', message: 'ships is not one of paper' },
    ]))
  it('known ones pass', () => expect(unknownCodes({ region: ['430922'], sector: ['paper'] }, known)).toEqual([]))
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
