import type { AstroGlobal } from 'astro'
import { evaluationAddress, evaluationVersion } from '#domain/plan/input/evaluation.ts'
import { getEvaluation } from '#domain/plan/queries/evaluations.ts'

/** The published report of an address, of the version that it names; undefined where there is none. */
export async function findEvaluation({ params, url, locals: { db } }: Pick<AstroGlobal, 'params' | 'url' | 'locals'>) {
  const address = evaluationAddress.safeParse(params).data
  const asked = url.searchParams.get('version')
  const version = asked === null ? undefined : evaluationVersion.safeParse(asked).data
  if (!address || (asked !== null && version === undefined)) return undefined
  return getEvaluation(db, address, version)
}
