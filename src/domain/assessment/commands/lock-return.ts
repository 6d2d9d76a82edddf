import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturns } from '#db/schema/assessment.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { notFound } from '#platform/refuse.ts'

/** A return, held until the transaction ends. @throws DomainError not_allowed; not_found */
export async function lockReturn(tx: Db, id: number, viewer: Viewer, permission: Permission) {
  const [found] = await tx.select().from(countyReturns).where(eq(countyReturns.id, id)).for('update')
  const account = demandAccount(viewer, permission, { regionCode: found?.regionCode ?? null })
  if (!found) throw notFound('没有这份报送', 'There is no such return')
  return { found, account }
}
