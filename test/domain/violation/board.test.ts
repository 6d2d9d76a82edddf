import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationCases as cases } from '#db/schema/violation.ts'
import { controlLevels, executionStates, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { type BoardFilter, type BoardSearch, boardSearch, violationApiSearch } from '#domain/violation/input/board.ts'
import { countBoard, listCaseIds } from '#domain/violation/queries/counts.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { readOnCases } from '#domain/violation/queries/read-on.ts'
import { fineBand, fineBands } from '#domain/violation/rules/measures.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { type Case, writeCases } from '#test/domain/violation/invented-cases.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
let known: Case[]
beforeAll(async () => {
  known = await writeCases(database.db)
})
afterAll(() => database.db.delete(cases))

const search = (query: string): BoardSearch => {
  const { values, problems } = parseSearch(boardSearch.zh, new URLSearchParams(query))
  expect(problems).toEqual([])
  return values
}

/** The board's filter written a second time, over plain values. */
function fits(c: Case, filter: BoardFilter, without?: string): boolean {
  const any = (name: string, given: readonly unknown[], values: readonly unknown[]) =>
    name === without || given.length === 0 || given.some((one) => values.includes(one))
  return (
    c.state === 'published' &&
    any('category', filter.category, [c.category]) &&
    any('measure', filter.measure, c.measureKinds ?? []) &&
    any('region', filter.region, [c.regionCode]) &&
    any('sector', filter.sector, [c.sectorCode]) &&
    any('year', filter.year, [Number(c.decidedOn.slice(0, 4))]) &&
    any('quarter', filter.quarter, [String(Math.ceil(Number(c.decidedOn.slice(5, 7)) / 3))]) &&
    any('fine', filter.fine, [fineBand(c.fineFen ?? 0)]) &&
    any('control', filter.control, [c.controlLevel]) &&
    any('execution', filter.execution, [c.executionState])
  )
}
const newestFirst = (a: Case, b: Case) => b.decidedOn.localeCompare(a.decidedOn) || b.id - a.id
const subset = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 })
const anyFilter = fc.record({
  category: subset(violationCategories),
  measure: subset(measureKinds),
  region: subset(['430902', '430903', '430922', '430981']),
  year: subset([2019, 2020, 2021, 2025]),
  quarter: subset(['1', '2', '3', '4'] as const),
  fine: subset(Object.keys(fineBands) as (keyof typeof fineBands)[]),
  control: subset(controlLevels),
  execution: subset(executionStates),
})

describe('the board', () => {
  it('shows published cases only, newest decision first', async () => {
    const { rows, total } = await listCases(database.db, search(''), 500)
    const published = known.filter((c) => c.state === 'published').sort(newestFirst)
    expect(rows.map(({ id }) => id)).toEqual(published.map(({ id }) => id))
    expect(total).toBe(published.length)
  })

  it('counts beside each filter what choosing it would show, whatever else is chosen', () =>
    fc.assert(
      fc.asyncProperty(anyFilter, async (chosen) => {
        const filter = { ...search(''), ...chosen }
        const { total, facets } = await countBoard(database.db, filter)
        const fitting = known.filter((c) => fits(c, filter))
        expect(total).toBe(fitting.length)
        expect((await listCaseIds(database.db, filter)).sort()).toEqual(fitting.map(({ id }) => id).sort())
        for (const [value, count] of facets.measure) {
          const beside = known.filter((c) => fits(c, filter, 'measure') && c.measureKinds?.includes(value as 'fine'))
          expect([value, count]).toEqual([value, beside.length])
        }
        for (const [value, count] of facets.region) {
          const beside = known.filter((c) => fits(c, filter, 'region') && c.regionCode === value)
          expect([value, count]).toEqual([value, beside.length])
        }
      }),
      { numRuns: 40 },
    ))

  it('pages do not overlap and leave nothing out', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => listCases(database.db, search(`page=${page}`))))
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(ids).toHaveLength(pages[0]?.total ?? 0)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('a page past the end is empty and still knows the total', async () => {
    const { rows, total } = await listCases(database.db, search('page=9'))
    expect([rows.length, total > 0]).toEqual([0, true])
  })

  it('the highest fine comes first when asked', async () => {
    const { rows } = await listCases(database.db, search('sort=-fine'))
    expect(rows.map(({ fineFen }) => fineFen)).toEqual(rows.map(({ fineFen }) => fineFen).sort((a, b) => b - a))
  })

  it('no line of the list names a person', async () => {
    const { rows } = await listCases(database.db, search(''))
    expect(JSON.stringify(rows)).not.toContain('示例甲')
  })
})

describe('the search of the board', () => {
  const titles = async (query: string) => (await listCases(database.db, search(query), 500)).rows
  it('finds a word within the facts, all words together, and a decision however its brackets are typed', async () => {
    expect((await titles('q=化学需氧量')).length).toBeGreaterThan(100)
    expect((await titles('q=锑业 暗管')).every(({ title }) => /锑业.*暗管/.test(title))).toBe(true)
    const one = known.find((c) => c.state === 'published')!
    const found = await titles(`q=${encodeURIComponent(one.decisionNo.replace('〔', '[').replace('〕', '] '))}`)
    expect(found.map(({ id }) => id)).toContain(one.id)
  })
  it('a single character is found too', async () => expect((await titles('q=锑')).length).toBeGreaterThan(10))
  it('words whose characters stand apart find nothing', async () => expect(await titles('q=锑管')).toEqual([]))
  it('signs that the database would read as patterns are only signs', async () => {
    expect(await titles('q=100%25%5Fx')).toEqual([])
    expect(await titles(`q=${encodeURIComponent(`a"b{}',\\c`)}`)).toEqual([])
  })
  it('counts beside the filters go with the words typed', async () => {
    const { total, facets } = await listCases(database.db, search('q=锑业'))
    const fitting = known.filter((c) => c.state === 'published' && c.enterpriseName.includes('锑业'))
    expect(total).toBe(fitting.length)
    expect([...(facets?.region ?? [])].reduce((sum, [, count]) => sum + count, 0)).toBe(total)
  })
  it('a case that is not published is not found by its own decision number', async () => {
    for (const c of known.filter(({ state }) => state !== 'published').slice(0, 8)) {
      const found = await titles(`q=${encodeURIComponent(c.decisionNo)}`)
      expect(found.map(({ id }) => id)).not.toContain(c.id)
    }
  })
})

describe('the board for programs', () => {
  it('read on from page to page gives every case once', async () => {
    const ids: number[] = []
    let cursor: string | null = null
    do {
      const page = await readOnCases(
        database.db,
        violationApiSearch.parse({ limit: '37', ...(cursor ? { cursor } : {}) }),
      )
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor)
    expect(ids).toEqual(
      known
        .filter((c) => c.state === 'published')
        .sort(newestFirst)
        .map(({ id }) => id),
    )
  })
})
