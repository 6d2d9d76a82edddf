import type { Sql } from '#db/client.ts'

/**
 * Copies rows of a table as often as `from` has rows: each copy with other values in the columns of `over`. Generated columns
 * are left to the database.
 * @param over column -> SQL in which `o` is the old row and the columns of `from` can be named
 * @param from what is joined to the old row `o`, with its condition: `generate_series(1, 9) i where o.id = 7`
 */
export async function clone(sql: Sql, table: string, over: Record<string, string>, from: string): Promise<void> {
  const columns = await sql<{ name: string; isGenerated: boolean; isIdentity: boolean }[]>`
    select column_name as name, is_generated = 'ALWAYS' as "isGenerated", is_identity = 'YES' as "isIdentity"
    from information_schema.columns where table_schema = 'public' and table_name = ${table} order by ordinal_position`
  const wanted = columns.filter(
    ({ name, isGenerated, isIdentity }) => !isGenerated && (!isIdentity || over[name] !== undefined),
  )
  if (wanted.length === 0) throw new Error(`No table ${table}`)
  const names = wanted.map(({ name }) => `"${name}"`).join(', ')
  const values = wanted.map(({ name }) => over[name] ?? `o."${name}"`).join(', ')
  await sql.unsafe(
    `insert into "${table}" (${names}) overriding system value select ${values} from "${table}" o, ${from}`,
  )
}
