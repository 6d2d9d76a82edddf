import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { routes } from '#platform/permissions/routes.ts'

interface Site {
  url: string
  database: string
  sql: postgres.Sql
}

/** Every address that anybody may read and that needs no value, and those of reports with one, in both languages. */
export async function publicPaths({ url, sql }: Site): Promise<string[]> {
  const open = Object.entries(routes)
    .filter(([path, entry]) => (typeof entry === 'string' ? entry : entry.GET) === 'public.read' && !path.includes('['))
    .map(([path]) => path)
  const outcomes = await sql<{ no: number }[]>`select outcome_no as no from reports where outcome_no is not null`
  const step = Math.ceil(outcomes.length / 60)
  const some = outcomes
    .filter((_, i) => i % step === 0 || i === outcomes.length - 1)
    .flatMap(({ no }) => [`/report/outcomes/${no}`, `/api/v1/report-outcomes/${no}`])
  const map = await (await fetch(`${url}/sitemap.xml`)).text()
  const parts = [...map.matchAll(/<loc>https?:\/\/[^/]+([^<]+)/g)].map((match) => match[1] as string)
  const lists = [
    '/api/v1/report-outcomes?limit=200',
    '/report/outcomes?page=2',
    '/open311/v2/requests.json',
    '/open311/v2/services.json',
  ]
  return [...new Set([...open, ...some, ...parts, ...lists, ...open.map((path) => `/en${path}`.replace(/\/$/, ''))])]
}

/** All rows of all tables, in every schema, as text: bytes in hexadecimal, as a copy of the database has them. */
export async function dump({ database }: Site): Promise<string> {
  const sql = postgres(database, { max: 1, onnotice: () => {} })
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`
  let text = ''
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ line: string }[]>(`select row::text as line from ${name} as row`)
    text += `${name}\n${rows.map(({ line }) => line).join('\n')}\n`
  }
  await sql.end({ timeout: 1 })
  return text
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}
