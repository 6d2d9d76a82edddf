import { readFileSync } from 'node:fs'
import type { APIRoute } from 'astro'
import { database } from '#platform/database.ts'

/** The database answers and has the newest migration. */
export const GET: APIRoute = async () => {
  const plain = (status: number, text: string) =>
    new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
  try {
    const [row] = await database().sql`select count(*)::int as applied from drizzle.__drizzle_migrations`
    const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as { entries: unknown[] }
    return row?.applied >= journal.entries.length ? plain(200, 'ready') : plain(503, 'migrations are missing')
  } catch {
    return plain(503, 'the database does not answer')
  }
}
