import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from '#platform/sheet/csv-sql.ts'
import { type Cell, csvCell } from '#platform/sheet/write.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()

/** All lines in one question: what the database writes for the same cells. */
async function written(rows: readonly (string | null)[][]): Promise<string[]> {
  const questions = rows.map(
    (cells, i) =>
      sql`select ${sql.raw(`${i}`)} as i, ${csvLine(cells.map((cell) => ({ words: sql`${cell}::text` })))} as line`,
  )
  const found = await database.db.execute<{ line: string }>(sql`${sql.join(questions, sql` union all `)} order by i`)
  return found.map(({ line }) => line)
}
const here = (rows: readonly (readonly Cell[])[]) => rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`)

describe('a line of CSV that the database makes', () => {
  const signs = [
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '\t',
    '\r',
    '\n',
    '"',
    ',',
    "'",
    '\u0001',
    '\\',
    'a',
    '纸',
    '1',
    '😀',
  ]
  const blanks = [
    ' ',
    '\v',
    '\f',
    '\u00a0',
    '\u1680',
    '\u2000',
    '\u2003',
    '\u200a',
    '\u2028',
    '\u2029',
    '\u202f',
    '\u205f',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\u0085',
    '\u180e',
  ]

  it('is the same for every sign at the beginning, in the middle and at the end, after each blank', async () => {
    const all = [...signs, ...blanks]
    const rows = all.flatMap((sign) => [
      [sign],
      [`${sign}x`, 'y'],
      ['x', `x${sign}x`],
      ['y', `x${sign}`],
      ...blanks.map((blank) => [blank + sign, 'x']),
    ])
    expect(await written(rows)).toEqual(here(rows))
  })

  it('is the same for any texts, and for none', { timeout: 60_000 }, async () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...signs, ...blanks), maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 12 }).map((made) => made.replaceAll('\u0000', '')),
      fc.constantFrom('', '-0.5', 'CNY', '湘环罚〔2026〕3号'),
    )
    const row = fc.array(fc.option(text), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 20, maxLength: 60 }), async (rows) => {
        expect(await written(rows)).toEqual(here(rows))
      }),
      { numRuns: 60 },
    )
  })

  it('leaves what is no text as it is: negative numbers stay numbers', async () => {
    const line = csvLine([{ plain: sql`${-3}::int` }, { words: sql`${'-3'}::text` }, { plain: sql`null::int` }])
    const [found] = await database.db.execute<{ line: string }>(sql`select ${line} as line`)
    expect(found?.line).toBe("-3,'-3,\r\n")
  })
})
