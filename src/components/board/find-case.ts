import type { APIContext } from 'astro'
import { caseId } from '#domain/violation/input/board.ts'
import { removalOf } from '#domain/violation/open-data.ts'
import { getCase, type PublishedCase } from '#domain/violation/queries/get.ts'
import { problem } from '#platform/http/api.ts'

/**
 * The published case of an address for programs, which is then kept until the case changes; or the refusal: 404, or 410 with the
 * day for one that was taken off the board, and nothing of its content.
 */
export async function findCase({ params, locals, cache }: APIContext): Promise<PublishedCase | Response> {
  const id = caseId.safeParse(params.id).data
  const found = id === undefined ? undefined : await getCase(locals.db, id)
  if (!found) return problem(404, 'There is no such published case')
  cache.set({ maxAge: 300, swr: found.state === 'published' ? 3600 : 0, tags: ['board', `case:${found.id}`] })
  if (found.state !== 'published')
    return problem(410, `This record was taken off the board on ${found.removedOn} (${found.state})`, [], {
      removal: removalOf(found),
    })
  return found
}
