/**
 * The floor of the enterprise list: node:http and postgres.js with prepared statements, and template strings. It runs the
 * page's own queries (handed in with their parameters) and writes the same rows into the page's own shell.
 */
import { createServer } from 'node:http'
import postgres from 'postgres'
import { enterpriseRows } from '#src/components/enterprise/list-rows.ts'

interface Given {
  queries: { query: string; params: string[] }[]
  columns: string[]
  before: string
  after: string
  reference: Parameters<typeof enterpriseRows>[1]
  year: number
  headers: Record<string, string>
}

// Maps travel as their entries.
const given = JSON.parse(process.env.GIVEN ?? '', (_, value) =>
  !Array.isArray(value) && Array.isArray(value?.entries) ? new Map(value.entries) : value,
) as Given
const [countQuery, listQuery] = given.queries as [Given['queries'][0], Given['queries'][0]]
const sql = postgres(process.env.DATABASE_URL ?? '', {
  max: 10,
  connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai' },
})
const worst = ['year', 'outletCode', 'factorCode', 'max', 'unit', 'limitMin', 'limitMax']

createServer(async (_req, res) => {
  const [, list] = await Promise.all([
    sql.unsafe(countQuery.query, countQuery.params, { prepare: true }).values(),
    sql.unsafe(listQuery.query, listQuery.params, { prepare: true }).values(),
  ])
  const rows = list.map((values) => {
    const row = Object.fromEntries(given.columns.map((name, place) => [name, values[place]]))
    const last = values.slice(given.columns.length)
    row.worst = last[0] === null ? null : Object.fromEntries(worst.map((name, place) => [name, last[place]]))
    return row
  }) as unknown as Parameters<typeof enterpriseRows>[0]
  const body = `${given.before}${enterpriseRows(rows, given.reference, 'zh', given.year)}${given.after}`
  res.writeHead(200, { ...given.headers, 'content-length': Buffer.byteLength(body) })
  res.end(body)
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
process.on('SIGTERM', () => process.exit(0))
