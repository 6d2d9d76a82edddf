import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from '#db/client.ts'
import * as schema from '#db/schema/index.ts'

export interface SeenQuery {
  query: string
  params: unknown[]
}

/** Runs domain queries and keeps the SQL that they send, for a floor to send the same and for the plans. */
export async function watchQueries<T>(
  databaseUrl: string,
  work: (db: Db, seen: SeenQuery[]) => Promise<T>,
): Promise<T> {
  const seen: SeenQuery[] = []
  const sql = postgres(databaseUrl, {
    max: 1,
    connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai', work_mem: '16MB' },
  })
  const logger = { logQuery: (query: string, params: unknown[]) => void seen.push({ query, params }) }
  try {
    return await work(drizzle(sql, { schema, casing: 'snake_case', logger }) as Db, seen)
  } finally {
    await sql.end()
  }
}

/** Prints the plans of queries, with what they took, and says which tables were read row by row from end to end. */
export async function explain(databaseUrl: string, title: string, queries: SeenQuery[]): Promise<string[]> {
  const sql = postgres(databaseUrl, {
    max: 1,
    connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai', work_mem: '16MB' },
  })
  const scanned = new Set<string>()
  try {
    for (const { query, params } of queries) {
      const plan = await sql.unsafe(`explain (analyze, buffers, costs off) ${query}`, params as string[])
      const text = plan.map((row) => row['QUERY PLAN']).join('\n')
      console.log(`\n## ${title}\n${text}`)
      for (const [, table] of text.matchAll(/Seq Scan on (\w+)/g)) scanned.add(table as string)
    }
  } finally {
    await sql.end()
  }
  return [...scanned]
}
