import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships } from '#db/schema/account.ts'
import { outletVendors, vendors } from '#db/schema/sanction.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * The outlets whose devices a monitoring operator's organisation runs on a day: the vendor of the register that bears the name of
 * the account's organisation. None for every other account.
 */
export async function outletsOperatedBy(db: Db, viewer: Viewer, today: string): Promise<number[]> {
  if (viewer.role !== 'monitoring_operator') return []
  const rows = await db
    .selectDistinct({ outletId: outletVendors.outletId })
    .from(memberships)
    .innerJoin(vendors, eq(vendors.name, memberships.organisation))
    .innerJoin(outletVendors, and(eq(outletVendors.vendorId, vendors.id), eq(outletVendors.kind, 'operator')))
    .where(
      and(
        eq(memberships.userId, viewer.userId),
        lte(outletVendors.fromOn, today),
        or(isNull(outletVendors.toOn), gte(outletVendors.toOn, today)),
      ),
    )
  return rows.map(({ outletId }) => outletId)
}
