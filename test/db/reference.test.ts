import { describe, expect, test } from 'vitest'
import { readBoundaries } from '#db/seed/city/places.ts'
import { loadReference } from '#db/seed/reference.ts'
import { readDeadlines, readFactors, readSectors, readStandards } from '#db/seed/reference-files.ts'
import { useDatabase } from '#test/support/database.ts'

describe('the reference data', () => {
  const database = useDatabase('qy_empty')

  test('holds the city with its eight reporting units, three batches and their 43 sectors', async () => {
    const { sql } = database
    expect(await sql`select kind::text, count(*)::int from regions group by 1 order by 1`).toEqual([
      { kind: 'city', count: 1 },
      { kind: 'county', count: 3 },
      { kind: 'county_level_city', count: 1 },
      { kind: 'district', count: 2 },
      { kind: 'management_zone', count: 2 },
    ])
    expect(await sql`select batch, count(*)::int from sectors group by 1 order by 1`).toEqual([
      { batch: 1, count: 9 },
      { batch: 2, count: 18 },
      { batch: 3, count: 16 },
    ])
  })

  test.each([
    ['GB 3544-2008', 'w01018', 'paper mills', 80],
    ['GB 3544-2008', 'w01018', 'integrated pulp and paper', 90],
    ['GB 4915-2013', 'a21002', 'cement kiln and kiln-tail waste-heat system', 400],
    ['GB 18918-2002', 'w01018', 'grade 1-A', 50],
    ['GB 30770-2014', 'w20004', 'workshop outlet, new works', 0.3],
    ['GB 13271-2014', 'a34013', 'new gas-fired boiler', 20],
  ])('%s limits %s (%s) to %d', async (standard, factor, applies, limit) => {
    const rows = await database.sql`
      select limit_max::float8 as limit from standard_limits
      where standard_code = ${standard} and factor_code = ${factor} and applies_to_en = ${applies}`
    expect(rows.map((row) => row.limit)).toEqual([limit])
  })

  test('finds a factor by the names that people type', async () => {
    const named = async (name: string) =>
      (await database.sql`select code from factors where ${name} = any(aliases) or name_zh = ${name}`).map(
        (row) => row.code,
      )
    expect(await named('COD')).toContain('w01018')
    expect(await named('CODCr')).toContain('w01018')
    expect(await named('NH3-N')).toContain('w21003')
    expect(await named('氨氮')).toContain('w21003')
    expect(await named('SO2')).toContain('a21026')
    expect(await named('NOx')).toContain('a21002')
    expect(await named('烟尘')).toContain('a34013')
  })

  test('can be loaded again: nothing doubles, what was changed in a file is changed back', async () => {
    const { sql } = database.owner
    const count = async () =>
      (
        await sql`select (select count(*) from factors)::int as factors, (select count(*) from standard_limits)::int as limits,
          (select count(*) from standards)::int as standards, (select count(*) from disclosure_deadlines)::int as deadlines`
      )[0]
    const before = await count()
    await sql`update standards set title_zh = 'x' where code = 'GB 4915-2013'`
    await sql`insert into standard_limits (standard_code, factor_name, medium, applies_to, limit_max, unit, confidence, position)
      values ('GB 4915-2013', 'x', 'air', 'x', 1, 'mg/m³', 'memory', 999)`
    await loadReference(database.url)
    expect(await count()).toEqual(before)
    expect(await sql`select title_zh from standards where code = 'GB 4915-2013'`).toEqual([
      { title_zh: '水泥工业大气污染物排放标准' },
    ])
  })

  test('names for each year the rule set that is applied, and each term has its clause, its dates and its source mark', () => {
    const { ruleSets, years } = readDeadlines()
    const annual = new Set(
      ruleSets.filter(({ rules }) => rules.some(({ duty }) => duty === 'annual')).map(({ code }) => code),
    )
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 16 }, (_, i) => 2015 + i))
    expect(years.filter(({ ruleSet }) => !annual.has(ruleSet))).toEqual([])
    for (const { code, validFrom, validTo, rules } of ruleSets) {
      expect(validTo === undefined || validFrom < validTo, code).toBe(true)
      for (const { duty, fixedDay, days, basis, basisEn } of rules) {
        expect([fixedDay, days].filter((term) => term !== undefined).length, `${code} ${duty}`).toBe(
          duty === 'failure' ? 0 : 1,
        )
        expect(basis.length, `${code} ${duty}`).toBeGreaterThan(10)
        expect(basisEn.length, `${code} ${duty}`).toBeGreaterThan(10)
      }
    }
  })

  test('on each day since 2015 exactly one rule says when a change is due and on what a failure rests', () => {
    const { ruleSets } = readDeadlines()
    const days = ['2015-01-01', '2022-02-07', '2022-02-08', '2026-08-14', '2026-08-15', '2040-01-01']
    const holds = (duty: string, day: string) =>
      ruleSets
        .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo))
        .filter(({ rules }) => rules.some((rule) => rule.duty === duty))
        .map(({ code }) => code)
    const expected = ['order-31', 'order-31', 'order-24', 'order-24', 'code-2026', 'code-2026']
    for (const duty of ['change', 'failure']) {
      expect(
        days.map((day) => holds(duty, day)),
        duty,
      ).toEqual(expected.map((code) => [code]))
    }
  })
})

describe('the reference files', () => {
  const sectors = new Set(readSectors().sectors.map(({ code }) => code))
  const factors = new Map(readFactors().map((factor) => [factor.code, factor]))

  test('name in every standard only sectors and factors that exist, in the factor’s own medium', () => {
    for (const standard of readStandards()) {
      for (const sector of standard.sectors ?? []) expect(sectors, standard.code).toContain(sector)
      for (const limit of standard.limits) {
        if (limit.factorCode)
          expect(factors.get(limit.factorCode)?.medium, `${standard.code} ${limit.factorCode}`).toBe(limit.medium)
        else expect(limit.factorNameEn, `${standard.code} ${limit.factorNameZh}`).toBeTruthy()
      }
    }
  })

  test('say everything in both languages and where each standard’s figures come from', () => {
    for (const { code, source, notes = [], averaging, judging, limits } of readStandards()) {
      for (const text of [source, averaging, judging, ...notes]) {
        if (text)
          expect(
            [text.zh, text.en].every((words) => words.length > 0),
            code,
          ).toBe(true)
      }
      for (const limit of limits) {
        expect(/[\u4e00-\u9fff]/.test(limit.appliesToZh), `${code} ${limit.appliesToZh}`).toBe(true)
        expect(/[\u4e00-\u9fff]/.test(limit.appliesToEn), `${code} ${limit.appliesToEn}`).toBe(false)
      }
    }
  })

  test('draw the six counties that have a boundary as closed rings in the city’s part of the world (WGS 84)', () => {
    const boundaries = readBoundaries()
    expect([...boundaries.keys()].sort()).toEqual(['430902', '430903', '430921', '430922', '430923', '430981'])
    for (const [code, ring] of boundaries) {
      expect(ring[0], code).toEqual(ring.at(-1))
      for (const [longitude, latitude] of ring) {
        expect(longitude > 110.6 && longitude < 113 && latitude > 27.9 && latitude < 29.6, code).toBe(true)
      }
    }
  })
})
