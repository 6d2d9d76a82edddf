/** The floor of the enterprise list from the API: node:http and postgres.js with prepared statements, JSON.stringify. */
import { createServer } from 'node:http'
import postgres from 'postgres'

interface Given {
  list: { query: string; params: string[] }
  count: { query: string; params: string[] }
  columns: string[]
  /** Everything of the answer but `data` and `total`. */
  next: string
  headers: Record<string, string>
}

const given = JSON.parse(process.env.GIVEN ?? '') as Given
const sql = postgres(process.env.DATABASE_URL ?? '', {
  max: 10,
  connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai', work_mem: '16MB' },
})
const worst = ['year', 'outletCode', 'factorCode', 'max', 'unit', 'limitMin', 'limitMax']

createServer(async (_req, res) => {
  const [list, [count]] = await Promise.all([
    sql.unsafe(given.list.query, given.list.params, { prepare: true }).values(),
    sql.unsafe(given.count.query, given.count.params, { prepare: true }).values(),
  ])
  const data = list.map((values) => {
    const row = Object.fromEntries(given.columns.map((name, place) => [name, values[place]]))
    const { id: _id, namePinyin: _pinyin, dischargesWater, dischargesAir, filing, ...facts } = row
    const last = values.slice(given.columns.length)
    facts.worst = last[0] === null ? null : Object.fromEntries(worst.map((name, place) => [name, last[place]]))
    return {
      ...facts,
      filingState: filing,
      media: [...(dischargesWater ? ['water'] : []), ...(dischargesAir ? ['air'] : [])],
    }
  })
  const body = JSON.stringify({ data, total: count?.[0], next: given.next })
  res.writeHead(200, { ...given.headers, 'content-length': Buffer.byteLength(body) })
  res.end(body)
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
process.on('SIGTERM', () => process.exit(0))
