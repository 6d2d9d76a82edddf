import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { AftercareRefusal } from '#domain/violation/aftercare-refusal.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * The published case for whoever may do `permission` with it; nobody else writes to it until the transaction ends.
 * @throws DomainError not_allowed; AftercareRefusal no_such_case, not_on_board
 */
export async function lockPublished(tx: Db, viewer: Viewer, permission: Permission, id: number) {
  const [found] = await tx
    .select({
      id: cases.id,
      state: cases.state,
      regionCode: cases.regionCode,
      enterpriseId: cases.enterpriseId,
      creditCode: enterprises.creditCode,
      decidedOn: cases.decidedOn,
      executionState: cases.executionState,
      fineFen: cases.fineFen,
    })
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(eq(cases.id, id))
    .for('update', { of: cases })
  const account = demandAccount(viewer, permission, {
    enterpriseId: found?.enterpriseId ?? null,
    regionCode: found?.regionCode ?? null,
  })
  if (!found) throw new AftercareRefusal('not_found', 'no_such_case')
  if (found.state !== 'published' || found.decidedOn === null) throw new AftercareRefusal('conflict', 'not_on_board')
  return { found: { ...found, decidedOn: found.decidedOn }, account }
}
