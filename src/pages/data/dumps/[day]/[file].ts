import type { APIRoute } from 'astro'
import { listDumps } from '#domain/open-data/queries/dumps.ts'
import { problem } from '#platform/http/api.ts'
import { streamOf } from '#platform/http/stream.ts'
import { readStream } from '#platform/storage/files.ts'

const mediaTypes: Record<string, string> = { 'csv.gz': 'application/gzip', parquet: 'application/vnd.apache.parquet' }

/** One whole table of a day, or SHA256SUMS for all of them. A table from which something was taken since is gone. */
export const GET: APIRoute = async ({ params, request, locals }) => {
  const kept = (await listDumps(locals.db)).filter(({ day }) => day === params.day)
  if (params.file === 'SHA256SUMS' && kept.length > 0) {
    const lines = kept.map(({ sha256, list, format }) => `${sha256}  ${list}.${format}\n`)
    return new Response(lines.join(''), { headers: { 'content-type': 'text/plain; charset=utf-8', ...open } })
  }
  const file = kept.find(({ list, format }) => `${list}.${format}` === params.file)
  if (!file) return problem(404, 'There is no such table of that day; /data tells which are kept')
  const etag = `"${file.sha256}"`
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { etag, ...open } })
  const bytes = await readStream(file.sha256)
  if (!bytes) return problem(404, 'This table is being removed')
  return new Response(streamOf(bytes), {
    headers: {
      'content-type': mediaTypes[file.format] ?? 'application/octet-stream',
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename="${file.list}-${file.day}.${file.format}"`,
      etag,
      ...open,
    },
  })
}

const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }
