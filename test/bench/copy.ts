import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Sql } from '#db/client.ts'

/** Values in the order of `columns`; an array becomes a PostgreSQL array of text. */
export type CopyRow = readonly (string | number | boolean | null | readonly string[])[]

/** Streams rows into a table with COPY. */
export async function copyRows(sql: Sql, table: string, columns: string[], rows: Iterable<CopyRow>): Promise<void> {
  const into = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  await pipeline(Readable.from(lines(rows)), into)
  if (!into.closed) await once(into, 'close')
}

/** Some hundred rows in one piece: a write for each row would cost more than the row. */
function* lines(rows: Iterable<CopyRow>): Generator<string> {
  let text = ''
  for (const row of rows) {
    text += `${row.map(field).join('\t')}\n`
    if (text.length > 60_000) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

function field(value: CopyRow[number]): string {
  if (value === null) return '\\N'
  if (typeof value === 'object') {
    return escapeCopy(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  }
  return typeof value === 'string' ? escapeCopy(value) : String(value)
}

const escapeCopy = (text: string) =>
  text.replace(/[\\\t\n\r]/g, (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign] as string)
