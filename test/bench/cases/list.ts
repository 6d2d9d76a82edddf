import { enterpriseApiSearch, enterpriseSearch } from '#domain/enterprise/input.ts'
import { countRegister } from '#domain/enterprise/queries/facets.ts'
import { listEnterprises } from '#domain/enterprise/queries/list.ts'
import { listOpenEnterprises } from '#domain/enterprise/queries/open-data.ts'
import { knownCodes, registerReference } from '#domain/enterprise/queries/reference.ts'
import { cityDate } from '#platform/clock.ts'
import { explain, type SeenQuery, watchQueries } from '#test/bench/queries.ts'
import { compareRates } from '#test/bench/rate.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

const filters = { region: '430922', sector: 'paper' }
const address = new URLSearchParams(filters).toString()

export const bench: Bench = {
  title: 'Enterprise list: 50 of 100,000, two filters, not cached; page and API',
  run: async (site) => [await page(site), await api(site), ...(await searches(site))],
}

async function page(site: BenchSite): Promise<Figure> {
  const today = cityDate(new Date())
  const { queries, columns, reference } = await watchQueries(site.databaseUrl, async (db, seen) => {
    const reference = await registerReference(db)
    const values = enterpriseSearch.zh.parse(filters)
    const filter = knownCodes(values, reference)
    seen.length = 0
    await countRegister(db, filter, today)
    const rows = await listEnterprises(db, filter, { sort: values.sort, page: 1 }, today)
    return { queries: [...seen], columns: columnsOf(rows), reference }
  })
  await explain(site.databaseUrl, 'counts and rows of the list page', queries)
  const answer = await fetch(`${site.url}/enterprises?${address}`)
  const html = await answer.text()
  const floor = await site.startFloor('list.ts', {
    GIVEN: JSON.stringify(
      {
        queries,
        columns,
        before: html.slice(0, html.indexOf('>', html.indexOf('<tbody')) + 1),
        after: html.slice(html.indexOf('</tbody>')),
        reference,
        year: Number(today.slice(0, 4)),
        headers: headersOf(answer),
      },
      (_, part) => (part instanceof Map ? { entries: [...part] } : part),
    ),
  })
  const same = (await (await fetch(floor.url)).text()) === html
  // A parameter that nobody knows makes each address a new one: nothing comes out of the page cache.
  const { ours, floor: theirs, ratio } = await compareRates(site.url, floor.url, [`/enterprises?${address}&n=[<id>]`])
  await floor.stop()
  return {
    name: 'enterprise list page',
    beside: `node:http + postgres.js + template strings, ${same ? 'the same HTML' : 'OTHER HTML: mend the floor'}`,
    ours: perSecond(ours),
    floor: perSecond(theirs),
    ratio,
    goal: 0.4,
  }
}

async function api(site: BenchSite): Promise<Figure> {
  const today = cityDate(new Date())
  const { queries, columns } = await watchQueries(site.databaseUrl, async (db, seen) => {
    const search = enterpriseApiSearch.parse(filters)
    await listOpenEnterprises(db, search, undefined, today)
    const queries = [...seen]
    return { queries, columns: columnsOf(await listEnterprises(db, search, { sort: search.sort, limit: 50 }, today)) }
  })
  const [list, count] = queries as [SeenQuery, SeenQuery]
  await explain(site.databaseUrl, 'rows and total of the API', queries)
  const answer = await fetch(`${site.url}/api/v1/enterprises?${address}`)
  const text = await answer.text()
  const { next } = JSON.parse(text) as { next: string }
  const floor = await site.startFloor('api.ts', {
    GIVEN: JSON.stringify({ list, count, columns, next, headers: headersOf(answer) }),
  })
  const theirs = (await (await fetch(floor.url)).json()) as object
  const same = JSON.stringify(sorted(theirs)) === JSON.stringify(sorted(JSON.parse(text)))
  const measured = await compareRates(site.url, floor.url, [`/api/v1/enterprises?${address}`])
  await floor.stop()
  return {
    name: 'enterprise list from /api/v1',
    beside: `node:http + postgres.js, ${same ? 'the same JSON' : 'OTHER JSON: mend the floor'}`,
    ours: perSecond(measured.ours),
    floor: perSecond(measured.floor),
    ratio: measured.ratio,
    goal: 0.5,
  }
}

/** Only the plans: which index answers, and that no search reads the register from end to end. */
async function searches(site: BenchSite): Promise<Figure[]> {
  const today = cityDate(new Date())
  const figures: Figure[] = []
  for (const q of ['造纸', '桃江 纸业', 'yysz', '9143092', '化学需氧量']) {
    const queries = await watchQueries(site.databaseUrl, async (db, seen) => {
      const reference = await registerReference(db)
      const values = enterpriseSearch.zh.parse({ q })
      seen.length = 0
      await countRegister(db, knownCodes(values, reference), today)
      await listEnterprises(db, knownCodes(values, reference), { sort: values.sort, page: 1 }, today)
      return [...seen]
    })
    const scanned = await explain(site.databaseUrl, `search for ${q}`, queries)
    figures.push({
      name: `search for ${q}`,
      beside: 'tables read from end to end',
      ours: scanned.join(', ') || 'none',
      floor: 'none',
      ratio: null,
      goal: null,
    })
  }
  return figures
}

const columnsOf = ([first]: { worst: unknown }[]) => Object.keys(first ?? {}).filter((name) => name !== 'worst')
const perSecond = (rate: number) => `${rate.toFixed(0)}/s`
const headersOf = (answer: Response) =>
  Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !/^(content-length|content-encoding|date|connection|keep-alive|etag|transfer)/.test(name),
    ),
  )

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}
