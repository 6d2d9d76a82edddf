import type { APIRoute } from 'astro'
import { drawNumber } from '#domain/inspection/input.ts'
import { getDraw } from '#domain/inspection/queries/draws.ts'
import { problem } from '#platform/http/api.ts'
import { numberOf } from '#src/components/inspection/words.ts'

/** The pools of a draw, byte by byte as their hash was published: `sha256sum` of it is the number on the page. */
export const GET: APIRoute = async ({ params, locals: { db } }) => {
  const no = drawNumber.safeParse(numberOf(params.no)).data
  const draw = no === undefined ? undefined : await getDraw(db, no)
  if (!draw) return problem(404, 'There is no such draw')
  return new Response(draw.poolsText, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=86400, immutable',
      'access-control-allow-origin': '*',
    },
  })
}
