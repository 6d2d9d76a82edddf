import { type SQL, sql } from 'drizzle-orm'
import { csvPatterns } from '#platform/sheet/write.ts'

/** Lines that are ready to be sent. */
export interface CsvLines {
  lines: Buffer
  rows: number
}

/** A cell of a line: `words` are made harmless; `plain` is known to hold neither quotes, commas nor what a formula begins with. */
export type SqlCell = { words: SQL } | { plain: SQL }

/**
 * A line of CSV made by the database, the same bytes as `csvCell` writes: for lists so long that making their lines here would
 * be what costs most. All words of a line are looked at together; only where one needs care are they taken one by one.
 */
export function csvLine(cells: readonly SqlCell[]): SQL {
  const words = cells.flatMap((cell) => ('words' in cell ? [cell.words] : []))
  const line = (write: (words: SQL) => SQL) =>
    sql`format(${template(cells.length)}, ${sql.join(
      cells.map((cell) => ('words' in cell ? write(cell.words) : cell.plain)),
      sql`, `,
    )})`
  const as = (text: SQL) => text
  if (words.length === 0) return line(as)
  return sql`case when concat_ws(${between}, ${sql.join(words, sql`, `)}) ~ ${pattern('careful')}
    then ${line(careful)} else ${line(as)} end`
}

/** Nothing where there is none. */
const template = (cells: number) => sql.raw(`E'${Array(cells).fill('%s').join(',')}\\r\\n'`)
const between = sql.raw(String.raw`E'\x01'`)
const pattern = (name: keyof typeof csvPatterns) => sql.raw(`'${csvPatterns[name]}'`)

const careful = (words: SQL) => sql`(
  select case when harmless ~ ${pattern('quoted')} then '"' || replace(harmless, '"', '""') || '"' else harmless end
  from (select case when ${words} ~ ${pattern('formula')} then '''' || ${words} else ${words} end as harmless) as cell)`
