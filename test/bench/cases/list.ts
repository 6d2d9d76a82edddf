import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from '#db/client.ts'
import * as schema from '#db/schema/index.ts'
import { enterpriseSearch } from '#domain/enterprise/input.ts'
import { countRegister } from '#domain/enterprise/queries/facets.ts'
import { listEnterprises } from '#domain/enterprise/queries/list.ts'
import { knownCodes, registerReference } from '#domain/enterprise/queries/reference.ts'
import { cityDate } from '#platform/clock.ts'
import { compareRates } from '#test/bench/rate.ts'
import type { Bench } from '#test/bench/run.ts'

const address = 'region=430922&sector=paper'

export const bench: Bench = {
  title: 'Enterprise list: 50 of 100,000, two filters, not cached',
  async run(site) {
    const today = cityDate(new Date())
    const seen: { query: string; params: unknown[] }[] = []
    const sql = postgres(site.databaseUrl, { max: 1, connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai' } })
    const logger = { logQuery: (query: string, params: unknown[]) => seen.push({ query, params }) }
    const db = drizzle(sql, { schema, casing: 'snake_case', logger }) as Db
    const reference = await registerReference(db)
    const values = enterpriseSearch.zh.parse(Object.fromEntries(new URLSearchParams(address)))
    const filter = knownCodes(values, reference)
    seen.length = 0
    await countRegister(db, filter, today)
    const rows = await listEnterprises(db, filter, { sort: values.sort, page: 1 }, today)
    const [first] = rows
    if (!first || rows.length < 50) throw new Error(`The two filters leave ${rows.length} enterprises; 50 are needed`)
    await explain(sql, seen)
    await sql.end()

    const answer = await fetch(`${site.url}/enterprises?${address}`)
    const page = await answer.text()
    const start = page.indexOf('>', page.indexOf('<tbody')) + 1
    const end = page.indexOf('</tbody>')
    const { worst: _, ...columns } = first
    const floor = await site.startFloor('list.ts', {
      GIVEN: toJson({
        queries: seen,
        columns: Object.keys(columns),
        before: page.slice(0, start),
        after: page.slice(end),
        reference,
        year: Number(today.slice(0, 4)),
        headers: Object.fromEntries(
          [...answer.headers].filter(([name]) =>
            /^(content-type|content-security|x-|referrer|cross|permissions)/.test(name),
          ),
        ),
      }),
    })
    const same = (await (await fetch(floor.url)).text()) === page
    // A parameter that nobody knows makes each address a new one: nothing comes out of the page cache.
    const measured = await compareRates(site.url, floor.url, [`/enterprises?${address}&n=[<id>]`])
    await floor.stop()
    return [
      {
        name: `enterprise list page${same ? '' : ' (the floor wrote another page!)'}`,
        beside: 'node:http + postgres.js + template strings, same HTML',
        ours: `${measured.ours.toFixed(0)}/s`,
        floor: `${measured.floor.toFixed(0)}/s`,
        ratio: measured.ratio,
        goal: 0.4,
      },
    ]
  },
}

const toJson = (value: object) =>
  JSON.stringify(value, (_, part) => (part instanceof Map ? { entries: [...part] } : part))

async function explain(sql: postgres.Sql, queries: { query: string; params: unknown[] }[]) {
  for (const { query, params } of queries) {
    const plan = await sql.unsafe(`explain (analyze, buffers, costs off) ${query}`, params as string[])
    console.log(`\n${plan.map((row) => row['QUERY PLAN']).join('\n')}`)
  }
}
