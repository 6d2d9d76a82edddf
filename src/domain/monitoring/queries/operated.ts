import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships } from '#db/schema/account.ts'
import { outletVendors, vendors } from '#db/schema/sanction.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** An operator's account acts for the vendor of the register that bears the name of its organisation. */
export const actsForVendor = and(
  eq(memberships.role, 'monitoring_operator'),
  eq(vendors.name, memberships.organisation),
)

/** The vendor that an account acts for: none for all but operators. */
export const vendorOf = (db: Db, viewer: Viewer) =>
  db
    .select({ id: vendors.id })
    .from(memberships)
    .innerJoin(vendors, actsForVendor)
    .where(eq(memberships.userId, viewer.role === 'visitor' ? '' : viewer.userId))

/** The outlets whose devices an account's vendor runs on a day. */
export async function outletsOperatedBy(db: Db, viewer: Viewer, today: string): Promise<number[]> {
  if (viewer.role !== 'monitoring_operator') return []
  const rows = await db
    .selectDistinct({ outletId: outletVendors.outletId })
    .from(outletVendors)
    .where(
      and(
        inArray(outletVendors.vendorId, vendorOf(db, viewer)),
        eq(outletVendors.kind, 'operator'),
        lte(outletVendors.fromOn, today),
        or(isNull(outletVendors.toOn), gte(outletVendors.toOn, today)),
      ),
    )
  return rows.map(({ outletId }) => outletId)
}
