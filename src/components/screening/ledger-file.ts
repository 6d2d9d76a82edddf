import type { APIContext } from 'astro'
import { listRegions } from '#domain/region/queries.ts'
import { rowId, screeningSearch } from '#domain/screening/input.ts'
import { annexSheet, annexSheets, annexTable } from '#domain/screening/queries/annex-sheets.ts'
import { whereOf } from '#domain/screening/queries/list.ts'
import { getSnapshot } from '#domain/screening/queries/snapshots.ts'
import type { LedgerKind } from '#domain/screening/rules/annex.ts'
import { cityDate } from '#platform/clock.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { streamOf } from '#platform/http/stream.ts'
import { longFiles, retryAfterS } from '#platform/http/turns.ts'
import { type AnnexSheet, annexStream } from '#platform/sheet/annex-stream.ts'
import { csvStream } from '#platform/sheet/stream.ts'
import { formatDate } from '#src/i18n/format.ts'
import { boardFileMessages } from '#src/i18n/messages/board-file.ts'

type FileKind = 'csv' | 'xlsx'
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The ledgers as they stand, for the office: `?ledger=rectification` for annex 3; the filters of the desk narrow annex 1. */
export async function answerLedger({ locals, url }: APIContext, kind: FileKind): Promise<Response> {
  const { db, viewer, now } = locals
  const params = new URLSearchParams(url.searchParams)
  const ledger: LedgerKind = params.get('ledger') === 'rectification' ? 'rectification' : 'screening'
  params.delete('ledger')
  const { values, problems } = parseSearch(screeningSearch.en, params)
  if (problems.length > 0)
    return problem(
      400,
      'A parameter is not as documented',
      problems.map(({ field, message }) => ({ field, message })),
    )
  const own = viewer.role === 'county_officer' ? (viewer.regionCode ?? '') : values.region
  const regions = await listRegions(db)
  const counties = own === undefined ? regions : regions.filter(({ code }) => code === own)
  if (counties.length === 0) return problem(404, 'There is no such county')
  const today = cityDate(now)
  return send(annexSheets(db, ledger, counties, today, whereOf(values)), ledger, kind, `${ledger}-${today}.${kind}`)
}

/** A ledger of a month as it was reported, made of the very lines that were kept. */
export async function answerSnapshot({ locals, params }: APIContext, kind: FileKind | 'json'): Promise<Response> {
  const id = rowId.safeParse(params.id).data
  const snapshot = id === undefined ? undefined : await getSnapshot(locals.db, id)
  if (!snapshot) return problem(404, 'There is no such ledger')
  const { ledger, regionCode, month, takenAt, rows, bytes } = snapshot
  const name = `${ledger}-${regionCode}-${month}`
  if (kind === 'json')
    return new Response(new Uint8Array(bytes), { headers: headers('application/json', `${name}.json`) })
  const county = (await listRegions(locals.db)).find(({ code }) => code === regionCode)
  const lines = (async function* () {
    yield rows.map(({ cells }) => cells)
  })()
  return send(
    [annexSheet(ledger, { nameZh: county?.nameZh ?? regionCode }, formatDate('zh', takenAt), lines)],
    ledger,
    kind,
    `${name}.${kind}`,
  )
}

function send(sheets: AnnexSheet[], ledger: LedgerKind, kind: FileKind, name: string): Response {
  const give = longFiles().take()
  if (!give) {
    const response = problem(
      503,
      `${boardFileMessages.en.busy(retryAfterS)} / ${boardFileMessages.zh.busy(retryAfterS)}`,
    )
    response.headers.set('retry-after', String(retryAfterS))
    return response
  }
  const parts = kind === 'csv' ? csvStream(annexTable(sheets, ledger)) : annexStream(sheets)
  return new Response(streamOf(give<string | Uint8Array>(parts)), { headers: headers(mediaTypes[kind], name) })
}

const headers = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-cache',
})
