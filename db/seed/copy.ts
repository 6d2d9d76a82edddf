import type { Sql } from '#db/client.ts'
import { copyIn } from '#db/copy-in.ts'
import { snake } from '#db/seed/upsert.ts'

type Value = string | number | boolean | null | undefined | readonly string[]
/** Rows of one table by column name; each has the columns of the first. */
export type CopyRow = Readonly<Record<string, Value>>

/** Sends the rows by COPY, the fastest way into a table, inside the transaction of `sql`. @throws naming the table when a row is refused */
export async function copyInto(sql: Sql, table: string, rows: readonly CopyRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first)
  const columns = names.map((name) => `"${snake(name)}"`).join(', ')
  await copyIn(sql, `copy "${table}" (${columns}) from stdin`, lines(names, rows)).catch((cause) => {
    throw new Error(`rows of ${table} were refused`, { cause })
  })
}

function* lines(names: readonly string[], rows: readonly CopyRow[]): Generator<string> {
  for (let start = 0; start < rows.length; start += 500) {
    yield rows
      .slice(start, start + 500)
      .map((row) => `${names.map((name) => field(row[name])).join('\t')}\n`)
      .join('')
  }
}

/** COPY's text format: tab and line end separate, backslash escapes, \N is null. */
function field(value: Value): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  return escaped(typeof value === 'string' ? value : arrayLiteral(value))
}

const arrayLiteral = (list: readonly string[]) =>
  `{${list.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
