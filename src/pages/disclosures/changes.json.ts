import type { APIRoute } from 'astro'
import { changeSearch } from '#domain/change/input.ts'
import { listChanges } from '#domain/change/queries/reports.ts'
import { changeStanding } from '#domain/change/rules.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'

/** The list of reports as data, page by page, under the same filters as the page. */
export const GET: APIRoute = async ({ locals: { db, now }, url, cache }) => {
  const { values, problems } = parseSearch(changeSearch.en, url.searchParams)
  if (problems.length > 0) return problem(400, 'A parameter is not as documented', problems)
  const { rows, total } = await listChanges(db, values, now)
  const data = rows.map(({ firstPublishedAt, ...row }) => ({
    ...row,
    standing: changeStanding({ dueOn: row.dueOn, publishedAt: firstPublishedAt ?? row.publishedAt }, now),
  }))
  cache.set({ maxAge: 60, tags: ['disclosures'] })
  return new Response(JSON.stringify({ data, total, page: values.page }), {
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
  })
}
