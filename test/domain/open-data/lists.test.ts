import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { demoCast } from '#db/seed/cast.ts'
import { fileSearch, formatsOf } from '#domain/open-data/input.ts'
import { fileOf } from '#domain/open-data/queries/file.ts'
import { readPage, readSearch } from '#domain/open-data/queries/read.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { cellsOf } from '#domain/open-data/rules/cells.ts'
import type { Column } from '#domain/open-data/rules/column.ts'
import { NoSuchRows, type OpenList } from '#domain/open-data/rules/list.ts'
import { readXlsx } from '#platform/sheet/xlsx.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T12:00:00+08:00')
const reading = `outlet=${demoCast.paperMill}/DW001&factor=w01018&kind=hour`
const needed = (list: OpenList) => (list.name === 'readings' ? reading : '')

async function everything(
  list: OpenList,
  query: string,
  limit: number,
): Promise<{ rows: object[]; total: number | null }> {
  const rows: object[] = []
  let total: number | null = null
  let cursor: string | null = ''
  while (cursor !== null) {
    const params = new URLSearchParams(`${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
    const page = await readPage(database.db, list, params, now)
    rows.push(...page.rows)
    total = page.total
    cursor = page.cursor
  }
  return { rows, total }
}

async function file(list: OpenList, query: string, format: 'csv' | 'json' | 'xlsx' | 'geojson'): Promise<Buffer> {
  const search = await readSearch(database.db, list, fileSearch(list), new URLSearchParams(query))
  const parts: Buffer[] = []
  for await (const part of fileOf(database.db, list, search, now, { format })) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

const plain = (rows: object[]) => JSON.parse(JSON.stringify(rows)) as Record<string, unknown>[]

describe.each(openLists.map((list) => [list.name, list] as const))('the list %s', (_name, list) => {
  it('gives each row once, with the columns that are documented and no other', async () => {
    const found = await everything(list, needed(list), 199).catch((error) => {
      if (error instanceof NoSuchRows && list.name === 'readings') return { rows: [], total: null } // no device in this city yet
      throw error
    })
    const rows = plain(found.rows)
    if (found.total !== null) expect(rows.length).toBe(found.total)
    const keyOf = (row: Record<string, unknown>) => JSON.stringify(list.key.map((name) => row[name]))
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length)
    for (const row of rows) misfits(list.columns, row)
  })
})

/** What a row says otherwise than its dictionary. */
function misfits(columns: readonly Column[], row: Record<string, unknown>) {
  const documented = new Set(columns.map(({ path }) => path))
  expect(leaves(row, documented).filter((path) => !documented.has(path) && !isGroup(path, documented))).toEqual([])
  for (const column of columns) {
    const value = column.path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name] ?? null, row)
    const where = `${column.path} of ${JSON.stringify(row).slice(0, 200)}`
    if (value === null) expect(column.nullable, where).toBe(true)
    else if (column.type === 'records')
      for (const each of value as Record<string, unknown>[]) misfits(column.columns ?? [], each)
    else expect(fits[column.type](value), where).toBe(true)
  }
}

const isGroup = (path: string, documented: Set<string>) => [...documented].some((name) => name.startsWith(`${path}.`))
const leaves = (row: Record<string, unknown>, known: Set<string>, before = ''): string[] =>
  Object.entries(row).flatMap(([name, value]) => {
    const path = before + name
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
    return isObject && !known.has(path) ? leaves(value as Record<string, unknown>, known, `${path}.`) : [path]
  })

const isText = (value: unknown) => typeof value === 'string'
const fits: Record<Column['type'], (value: unknown) => boolean> = {
  text: isText,
  url: (value) => isText(value) && URL.canParse(value as string),
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  day: (value) => isText(value) && /^\d{4}-\d\d(-\d\d)?$/.test(value as string),
  instant: (value) => isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value as string),
  texts: (value) => Array.isArray(value) && value.every(isText),
  records: Array.isArray,
}

describe('a cursor', () => {
  const other = openLists.filter(({ name }) => name !== 'readings')
  it('of another list, of another order or of nobody is refused', async () => {
    const refused = (list: OpenList, query: string) =>
      readPage(database.db, list, new URLSearchParams(query), now).then(
        () => 'taken',
        (error) => (error instanceof z.ZodError ? error.issues.map(({ path }) => path.join()).join() : String(error)),
      )
    const violations = other.find(({ name }) => name === 'violations') as OpenList
    const { cursor } = await readPage(database.db, violations, new URLSearchParams('limit=3'), now)
    expect(cursor).not.toBeNull()
    for (const list of other.filter((each) => each !== violations))
      expect(await refused(list, `cursor=${cursor}`)).toBe('cursor')
    expect(await refused(violations, `cursor=${cursor}&sort=decided`)).toBe('cursor')
    expect(await refused(violations, `cursor=${cursor}`)).toBe('taken')
    for (const odd of ['x', '2017-05-03.412', 'W10', '%00', '\ud800'])
      expect(await refused(violations, `cursor=${encodeURIComponent(odd.toWellFormed())}`)).toBe('cursor')
  })
})

describe('a file of a list', () => {
  const pick = <T>(values: readonly T[]) => fc.constantFrom(...values)
  const several = (name: string, values: readonly string[]) =>
    fc.uniqueArray(pick(values), { maxLength: 3 }).map((chosen) => chosen.map((value) => `${name}=${value}`).join('&'))
  const one = (name: string, values: readonly (string | number)[]) =>
    fc
      .option(pick(values), { nil: undefined })
      .map((value) => (value === undefined ? '' : `${name}=${encodeURIComponent(value)}`))
  const regions = ['430902', '430903', '430921', '430922', '430923', '430981']
  const filters: Record<string, fc.Arbitrary<string>[]> = {
    enterprises: [
      several('region', regions),
      several('sector', ['paper', 'cement', 'antimony']),
      several('control', ['national', 'municipal', 'other']),
      one('medium', ['water', 'air']),
      one('exceeding', ['yes']),
      one('q', ['纸', 'yy', '水泥', '9143', '=', '不存在']),
      one('sort', ['name', '-exceedances', '-cases']),
      one('bbox', ['112,28,112.5,29', '111,28,113,29']),
    ],
    violations: [
      several('region', regions),
      several('category', ['serious_exceedance', 'stealth_discharge', 'falsified_data', 'other']),
      several('measure', ['fine', 'closure', 'order_to_correct']),
      several('year', ['2024', '2025', '2026']),
      several('quarter', ['1', '3']),
      one('q', ['公司', '废水', '超标', 'COD']),
      one('sort', ['-decided', 'decided']),
      one('repeat', ['yes']),
    ],
    disclosures: [one('region', regions), one('year', [2025, 2026]), one('exceeding', ['yes'])],
    emissions: [
      one('region', regions),
      one('year', [2026]),
      one('exceeding', ['yes']),
      one('factor', ['w01018', 'w21003', 'a21026']),
    ],
    obligations: [one('region', regions), one('state', ['overdue', 'published', 'published_late'])],
    outlets: [several('region', regions), several('kind', ['water_outlet', 'stack']), several('factor', ['w01018'])],
    'report-outcomes': [one('region', regions), one('outcome', ['true', 'partly_true', 'untrue'])],
  }
  const state = fc
    .constantFrom(...Object.keys(filters))
    .chain((name) => fc.tuple(fc.constant(name), fc.tuple(...(filters[name] as fc.Arbitrary<string>[]))))
    .map(([name, parts]) => ({ name, query: parts.filter(Boolean).join('&') }))

  it('holds the rows of the API, as many and in its order, in every format, and proves that it is whole', {
    timeout: 120_000,
  }, async () => {
    let filled = 0
    await fc.assert(
      fc.asyncProperty(state, fc.nat(), async ({ name, query }, seed) => {
        const list = openLists.find((each) => each.name === name) as OpenList
        const params = new URLSearchParams(query)
        fc.pre(await isTaken(list, params))
        const { rows, total } = await everything(list, query, 200)
        const cells = rows.map((row) => cellsOf(list.columns, row).map((cell) => (cell === null ? '' : String(cell))))
        if (total !== null) expect(rows.length).toBe(total)
        if (rows.length > 0) filled++

        const bytes = await file(list, query, 'csv')
        const { body, last } = split(bytes)
        expect(last).toMatch(new RegExp(`^#end rows=${rows.length} sha256=${sha256(body)},*$`))
        const lines = parse(body, { bom: true }) as string[][]
        expect(lines.slice(1).map((line) => line.map(bare))).toEqual(cells)

        // The dear formats in turn.
        if (seed % 2 === 0) {
          const text = await file(list, query, 'json')
          const whole = JSON.parse(text.toString()) as { data: object[]; total: number; sha256: string }
          expect(whole.data).toEqual(plain(rows))
          expect([whole.total, whole.sha256]).toEqual([rows.length, sha256(split(text).body)])
        } else {
          const { sheets } = await readXlsx(await file(list, query, 'xlsx'))
          expect(sheets[0]?.rows.length).toBe(rows.length + 1)
          expect(sheets[0]?.rows.slice(1, 4).map((row) => row.cells.slice(0, 2).map(String))).toEqual(
            cells.slice(0, 3).map((line) => line.slice(0, 2)),
          )
          expect(
            sheets
              .at(-1)
              ?.rows.slice(0, 2)
              .map((row) => row.cells[1]),
          ).toEqual([rows.length, sha256(body)])
        }
        if (formatsOf(list).includes('geojson') && seed % 5 === 0) {
          const { features } = JSON.parse((await file(list, query, 'geojson')).toString()) as {
            features: { properties: object }[]
          }
          expect(features.map(({ properties }) => properties)).toEqual(plain(rows))
        }
      }),
      { numRuns: 200 },
    )
    expect(filled).toBeGreaterThan(60)
  })

  const isTaken = (list: OpenList, params: URLSearchParams) =>
    readPage(database.db, list, params, now).then(
      () => true,
      (error) => {
        if (error instanceof z.ZodError) return false
        throw error
      },
    )
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  /** A cell as it was before it was made harmless. */
  const bare = (cell: string) => (/^'\s*[=+\-@＝＋－＠\t\r]/.test(cell) ? cell.slice(1) : cell)
  function split(bytes: Buffer) {
    const at = bytes.lastIndexOf('\n', bytes.length - 2) + 1
    return { body: bytes.subarray(0, at), last: bytes.subarray(at).toString().trimEnd() }
  }
})
