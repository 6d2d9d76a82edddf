import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseSearchText } from '#db/case-search-text.ts'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { boardBits, violationCases as cases } from '#db/schema/violation.ts'
import { controlLevels, executionStates, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { type BoardFilter, type BoardSearch, boardSearch, violationApiSearch } from '#domain/violation/input.ts'
import { chunkBits, countBoard, facetNames, listCaseIds } from '#domain/violation/queries/counts.ts'
import { latestCases, listRemovals } from '#domain/violation/queries/firm.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { readOnCases } from '#domain/violation/queries/read-on.ts'
import { fineBand, fineBands } from '#domain/violation/rules.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
const search = (query: string): BoardSearch => {
  const { values, problems } = parseSearch(boardSearch.zh, new URLSearchParams(query))
  expect(problems).toEqual([])
  return values
}

type Case = typeof cases.$inferInsert & { id: number }
let known: Case[]
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** 240 cases that differ in everything, a fifth of them not on the board; numbers on both sides of a chunk's edge. */
async function writeCases(db: Db): Promise<Case[]> {
  const regions = ['430902', '430903', '430922', '430923']
  const sectors = (await db.execute<{ code: string }>(sql`select code from sectors order by code limit 5`)).map(
    ({ code }) => code,
  )
  const rows = Array.from({ length: 240 }, (_, i): Case => {
    const n = (i * 7919) % 1009
    const state = n % 5 === 0 ? pick(['draft', 'legal_review', 'withdrawn', 'repaired'] as const, i) : 'published'
    const isRemoved = state === 'withdrawn' || state === 'repaired'
    const parts = {
      title: `示例${i % 3 ? '纸业' : '锑业'}公司${i % 4 ? '超标排放' : '私设暗管'}案`,
      facts: `第 ${i} 次检查发现外排废水化学需氧量超过限值。`,
      enterpriseName: `示例${i % 3 ? '纸业' : '锑业'}公司`,
      decisionNo: `益环罚〔${2020 + (n % 6)}〕${i + 1}号`,
    }
    return {
      ...parts,
      id: chunkBits - 120 + i,
      regionCode: pick(regions, n),
      sectorCode: n % 11 === 0 ? null : pick(sectors, n >> 2),
      controlLevel: pick(controlLevels, n >> 1),
      category: pick(violationCategories, n >> 3),
      legalBasis: '《示例法》第一条',
      decisionNoKey: decisionNoKey(parts.decisionNo),
      decidedOn: `${2020 + (n % 6)}-0${1 + (n % 9)}-1${n % 7}`,
      authority: '示例局',
      leadSource: 'inspection',
      fineFen: pick([0, 1, 4_999_999, 5_000_000, 20_000_000, 100_000_000], n >> 1),
      measureKinds: measureKinds.filter((_, m) => (n >> m) & 1),
      executionState: pick(executionStates, n >> 4),
      legalRepresentative: '示例甲',
      responsiblePersons: ['示例乙'],
      state,
      publishedAt: state === 'draft' || state === 'legal_review' ? null : new Date('2026-01-01T00:00:00Z'),
      removedOn: isRemoved ? '2026-02-01' : null,
      removalBasis: isRemoved ? '《示例法》第二条' : null,
      searchText: caseSearchText({ ...parts, authority: '示例局', regionNames: [], sectorNames: [], terms: [] }),
    }
  })
  await db.insert(cases).overridingSystemValue().values(rows)
  return rows
}

beforeAll(async () => {
  known = await writeCases(database.db)
})
afterAll(() => database.db.delete(cases))

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

describe('the bits behind the counts', () => {
  const bitsNow = () => database.db.select().from(boardBits).where(sql`bit_count(${boardBits.bits}) > 0`)
  const sorted = (rows: Awaited<ReturnType<typeof bitsNow>>) => rows.map((row) => JSON.stringify(row)).sort()

  it('are the same kept by each write as built anew', async () => {
    await database.rolledBack(async (tx) => {
      const read = () => tx.select().from(boardBits).where(sql`bit_count(${boardBits.bits}) > 0`)
      await tx.execute(sql`update violation_cases set region_code = '430981' where id % 7 = 0`)
      await tx.execute(sql`update violation_cases set measure_kinds = '{fine,closure}', fine_fen = 7 where id % 5 = 0`)
      await tx.execute(sql`update violation_cases set state = 'withdrawn', removed_on = '2026-03-01', removal_basis = 'x'
        where state = 'published' and id % 3 = 0`)
      await tx.execute(sql`update violation_cases set state = 'published', published_at = now() where state = 'draft'`)
      await tx.execute(sql`delete from violation_cases where id % 13 = 0`)
      const kept = sorted(await read())
      await tx.execute(sql`select rebuild_board_bits()`)
      expect(sorted(await read())).toEqual(kept)
    })
  })

  it('the database and the rules know the same bands of fines', async () => {
    for (const fen of Object.values(fineBands).flatMap(([from]) => [from, from - 1].filter((edge) => edge >= 0))) {
      const [row] = await database.db.execute<{ band: string }>(sql`select board_fine_band(${fen}::bigint) as band`)
      expect([fen, row?.band]).toEqual([fen, fineBand(fen)])
    }
  })

  it('every filter has its bits', async () => {
    const rows = await database.db.selectDistinct({ facet: boardBits.facet }).from(boardBits)
    expect(rows.map(({ facet }) => facet)).toEqual(
      expect.arrayContaining(facetNames.filter((name) => name !== 'repeat')),
    )
  })
})

describe('a repeat', () => {
  const enterprise = (tx: Db, creditCode: string) =>
    tx.execute<{ id: number }>(sql`
      insert into enterprises (credit_code, name, name_pinyin, legal_representative, address, longitude_deg, latitude_deg,
        control_level, sector_code, region_code, search_text)
      select ${creditCode}, '示例公司', 'shi li', '示例甲', '示例路', 112.3, 28.5, 'other',
        (select code from sectors limit 1), '430922', 'x' returning id`)
  const decide = (tx: Db, id: number, enterpriseId: number, decidedOn: string, state = 'published') =>
    tx.execute(sql`insert into violation_cases (id, enterprise_id, enterprise_name, region_code, category, title, facts,
        legal_basis, decision_no, decision_no_key, decided_on, authority, lead_source, state, published_at, search_text)
      overriding system value values (${id}, ${enterpriseId}, '示例公司', '430922', 'other', 't', 'f', 'b', ${`r${id}`},
        ${`r${id}`}, ${decidedOn}, 'a', 'online', ${state}, ${state === 'draft' ? null : '2026-01-01'}, 'x')`)
  const repeats = async (tx: Db) =>
    (await tx.execute<{ id: number }>(sql`select id from violation_cases where repeat_offence order by id`)).map(
      ({ id }) => id,
    )

  it.each([
    ['2024-03-01', '2026-03-01', true],
    ['2024-02-28', '2026-03-01', false],
    ['2026-03-01', '2026-03-01', true],
  ])('a decision of %s makes one of %s a repeat: %s', (first, second, is) =>
    database.rolledBack(async (tx) => {
      const [firm] = await enterprise(tx, '91430922MAFAKE06X7')
      await decide(tx, 1, firm?.id ?? 0, first)
      await decide(tx, 2, firm?.id ?? 0, second)
      expect(await repeats(tx)).toEqual(is ? [2] : [])
    }),
  )

  it('another firm, a draft or a withdrawn decision makes none; withdrawing later takes the mark away', () =>
    database.rolledBack(async (tx) => {
      const [firm] = await enterprise(tx, '91430922MAFAKE06X7')
      const [other] = await enterprise(tx, '91430902MAFAKE0008')
      await decide(tx, 1, other?.id ?? 0, '2026-01-01')
      await decide(tx, 2, firm?.id ?? 0, '2026-01-01', 'draft')
      await decide(tx, 3, firm?.id ?? 0, '2026-02-01')
      expect(await repeats(tx)).toEqual([])
      await tx.execute(sql`update violation_cases set state = 'published', published_at = now() where id = 2`)
      expect(await repeats(tx)).toEqual([3])
      expect((await countBoard(tx, search('repeat=yes'))).total).toBe(1)
      await tx.execute(sql`update violation_cases set state = 'withdrawn', removed_on = '2026-03-01', removal_basis = 'x'
        where id = 2`)
      expect(await repeats(tx)).toEqual([])
      expect((await countBoard(tx, search('repeat=yes'))).total).toBe(0)
    }))
})

describe('a case', () => {
  const of = (test: (c: Case) => boolean) => known.find(test)!

  it('names the persons on record in a grave case and nobody in another', async () => {
    const grave = of((c) => c.state === 'published' && c.category === 'falsified_data')
    const light = of((c) => c.state === 'published' && c.category === 'disclosure_failure')
    expect(await getCase(database.db, grave.id)).toMatchObject({
      legalRepresentative: '示例甲',
      responsiblePersons: ['示例乙'],
    })
    expect(await getCase(database.db, light.id)).toMatchObject({ legalRepresentative: null, responsiblePersons: [] })
  })

  it.each(['draft', 'legal_review'])('in the state %s does not exist for the public', async (state) =>
    expect(await getCase(database.db, of((c) => c.state === state).id)).toBeUndefined(),
  )

  it.each(['withdrawn', 'repaired'])(
    'that is %s leaves its days and the basis, and nothing of firm or facts',
    async (state) => {
      const found = await getCase(database.db, of((c) => c.state === state).id)
      expect(Object.keys(found ?? {}).sort()).toEqual(['id', 'publishedAt', 'removalBasis', 'removedOn', 'state'])
    },
  )

  it('that was never given a number is none', async () =>
    expect(await getCase(database.db, 999_999_999)).toBeUndefined())
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
  it('tells which records were taken down since a day', async () => {
    const removed = known.filter(({ removedOn }) => removedOn).length
    expect(await listRemovals(database.db, '2026-02-01')).toHaveLength(removed)
    expect(await listRemovals(database.db, '2026-02-02')).toHaveLength(0)
  })
  it('the newest decisions for the front page', async () => {
    const newest = known.filter((c) => c.state === 'published').sort(newestFirst)
    expect((await latestCases(database.db, 3)).map(({ id }) => id)).toEqual(newest.slice(0, 3).map(({ id }) => id))
  })
})
