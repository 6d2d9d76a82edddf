import { streamOf } from '#platform/http/stream.ts'
import { atomParts } from '#src/components/feed/atom.ts'
import type { Feed } from '#src/components/feed/feed.ts'
import { jsonParts } from '#src/components/feed/json.ts'

const formats = {
  atom: { type: 'application/atom+xml; charset=utf-8', parts: atomParts },
  json: { type: 'application/feed+json', parts: jsonParts },
}

/** The answer that carries a feed, sent as it is written; programs of other sites may read it. */
export function feedResponse(kind: keyof typeof formats, feed: Feed): Response {
  const { type, parts } = formats[kind]
  return new Response(streamOf(parts(feed)), { headers: { 'content-type': type, 'access-control-allow-origin': '*' } })
}
