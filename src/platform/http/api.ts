import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '#platform/errors.ts'
import { type Cell, csvText } from '#platform/sheet/write.ts'

const statuses = { not_found: 404, not_allowed: 403, conflict: 409, rule_broken: 422, too_often: 429 } as const

/**
 * `{ "data": [...], "total": n, "next": url | null }`; `next` holds the cursor of the following page. `total` is null where
 * the words searched for fit more rows than are counted. `more`: members of this list's own.
 */
export function apiList(
  request: Request,
  data: unknown[],
  total: number | null,
  cursor: string | null,
  more: object = {},
): Response {
  const next = new URL(request.url)
  if (cursor) next.searchParams.set('cursor', cursor)
  return json(request, { data, total, next: cursor ? next.pathname + next.search : null, ...more })
}

/** `{ "data": {...} }` */
export const apiOne = (request: Request, data: object): Response => json(request, { data })

/** A table to save: the first row is its head. */
export const csvFile = (name: string, rows: readonly (readonly Cell[])[]): Response =>
  new Response(csvText(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  })

/** RFC 9457. `problems` names each wrong parameter: what was given, what is allowed. `more`: members of this problem's own. */
export function problem(
  status: number,
  title: string,
  problems: { field: string; message: string }[] = [],
  more: object = {},
): Response {
  return new Response(
    JSON.stringify({ type: 'about:blank', status, title, ...(problems.length ? { problems } : {}), ...more }),
    {
      status,
      headers: { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' },
    },
  )
}

/** Runs an API route's work; zod's and the domain's refusals become problem+json, faults rise to the 500. */
export async function answerApi(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof z.ZodError) {
      return problem(
        400,
        'A parameter is not as documented',
        error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
      )
    }
    if (error instanceof DomainError) return problem(statuses[error.code], error.message, error.problems)
    throw error
  }
}

/** A document for programs, of whatever kind of JSON. */
export const jsonDocument = (request: Request, body: object, mediaType = 'application/json'): Response =>
  json(request, body, mediaType)

function json(request: Request, body: object, mediaType = 'application/json'): Response {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha1').update(text).digest('base64url')}"`
  const headers = {
    'content-type': mediaType,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag, retry-after',
    etag,
    'cache-control': 'public, max-age=0, must-revalidate',
  }
  return request.headers.get('if-none-match') === etag
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers })
}
