import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { vendorListings as listings, vendors } from '#db/schema/sanction.ts'
import { outletsOfVendor } from '#domain/sanction/queries/vendors.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** The register of vendors, by name, each with the state of its newest entry of the blacklist. */
export async function listVendors(db: Db, viewer: Viewer) {
  demand(viewer, 'vendor.read')
  return db
    .select({
      id: vendors.id,
      creditCode: vendors.creditCode,
      name: vendors.name,
      kinds: vendors.kinds,
      state: sql<'proposed' | 'in_force' | 'ended' | 'lifted' | null>`(select state from ${listings} l
        where l.vendor_id = "vendors"."id" order by l.state, l.id desc limit 1)`,
      outlets: sql<number>`(select count(distinct outlet_id)::int from outlet_vendors o where o.vendor_id = "vendors"."id")`,
    })
    .from(vendors)
    .orderBy(asc(vendors.name), asc(vendors.id))
}

/** A vendor with its outlets and all its entries, waiting ones included. */
export async function getVendor(db: Db, viewer: Viewer, id: number) {
  demand(viewer, 'vendor.read')
  const [vendor] = await db
    .select({ id: vendors.id, creditCode: vendors.creditCode, name: vendors.name, kinds: vendors.kinds })
    .from(vendors)
    .where(eq(vendors.id, id))
  if (!vendor) return undefined
  const [outlets, entries] = await Promise.all([
    outletsOfVendor(db, id),
    db
      .select({
        id: listings.id,
        state: listings.state,
        facts: listings.facts,
        product: listings.product,
        legalBasis: listings.legalBasis,
        decisionNo: listings.decisionNo,
        fromOn: listings.fromOn,
        untilOn: listings.untilOn,
        enteredBy: listings.enteredBy,
        enteredByName: users.name,
        enteredAt: listings.enteredAt,
        endedOn: listings.endedOn,
        endBasis: listings.endBasis,
      })
      .from(listings)
      .leftJoin(users, eq(users.id, listings.enteredBy))
      .where(eq(listings.vendorId, id))
      .orderBy(desc(listings.id)),
  ])
  return { ...vendor, outlets, entries }
}
