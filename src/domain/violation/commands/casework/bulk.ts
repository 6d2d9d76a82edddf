import type { Db } from '#db/client.ts'
import { publishCase } from '#domain/violation/commands/casework/steps.ts'
import { CaseRefusal, type CaseRefusalCode } from '#domain/violation/refusal.ts'
import { DomainError } from '#platform/errors.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface BulkOutcome {
  published: number[]
  failed: { id: number; refusal: CaseRefusalCode | 'not_allowed'; problems: CaseRefusal['problems'] }[]
}

/** Publishes several cases, each in its own transaction: one that is refused does not keep the others back. */
export async function publishSeveral(
  db: Db,
  viewer: Viewer,
  chosen: readonly { id: number; revision: number }[],
  now: Date,
): Promise<BulkOutcome> {
  demand(viewer, 'case.publish')
  const outcome: BulkOutcome = { published: [], failed: [] }
  for (const { id, revision } of chosen) {
    try {
      await publishCase(db, viewer, { id, revision, words: '' }, now)
      outcome.published.push(id)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const isCase = error instanceof CaseRefusal
      outcome.failed.push({
        id,
        refusal: isCase ? error.refusal : 'not_allowed',
        problems: isCase ? error.problems : [],
      })
    }
  }
  return outcome
}
