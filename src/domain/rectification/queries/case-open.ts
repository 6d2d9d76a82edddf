import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases, violationSteps } from '#db/schema/violation.ts'

/**
 * Whether a problem's case is still to be finished: not decided yet, or on the board without its rectification or closure recorded.
 * One that left the board is over.
 */
export async function isCaseOpen(db: Db, caseId: number | null): Promise<boolean> {
  if (caseId === null) return false
  const [found] = await db
    .select({ state: violationCases.state })
    .from(violationCases)
    .where(eq(violationCases.id, caseId))
  if (!found || !['draft', 'legal_review', 'published'].includes(found.state)) return false
  if (found.state !== 'published') return true
  const done = await db.$count(
    violationSteps,
    and(eq(violationSteps.caseId, caseId), inArray(violationSteps.kind, ['rectified', 'closed'])),
  )
  return done === 0
}
