import type { Sql } from '#db/client.ts'

/** Rows of one table by column name (camelCase here, snake_case there). Every row has the columns of the first. */
export type Rows = readonly Record<string, unknown>[]

/** Inserts the rows, or brings the ones that are there up to date. `key` is the primary key or a unique index. */
export async function upsert(sql: Sql, table: string, key: readonly string[], rows: Rows): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const kept = columns.filter((column) => !key.includes(column))
  await sql`
    insert into ${sql(table)} (${sql(columns.map(snake))})
    select ${sql(columns.map(snake))} from jsonb_populate_recordset(null::${sql(table)}, ${JSON.stringify(rows.map(snaked))}::text::jsonb)
    on conflict (${sql(key.map(snake))}) do update
    set ${sql.unsafe(kept.map((column) => `"${snake(column)}" = excluded."${snake(column)}"`).join(', '))}`
}

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const snaked = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value ?? null]))
