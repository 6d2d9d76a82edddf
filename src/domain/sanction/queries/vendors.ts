import { and, asc, desc, eq, gte, isNull, ne, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { vendorListings as listings, outletVendors, vendors } from '#db/schema/sanction.ts'

const inForce = sql`${listings.state} = 'in_force'`

const listingColumns = {
  id: listings.id,
  state: listings.state,
  fromOn: listings.fromOn,
  untilOn: listings.untilOn,
  legalBasis: listings.legalBasis,
  endedOn: listings.endedOn,
  endBasis: listings.endBasis,
  updatedAt: listings.updatedAt,
  /** What names the vendor leaves the database only while the entry is in force. */
  vendorId: sql<number | null>`case when ${inForce} then ${listings.vendorId} end`,
  name: sql<string | null>`case when ${inForce} then ${vendors.name} end`,
  creditCode: sql<string | null>`case when ${inForce} then ${vendors.creditCode} end`,
  kinds: vendors.kinds,
  facts: sql<string | null>`case when ${inForce} then ${listings.facts} end`,
  factsEn: sql<string | null>`case when ${inForce} then ${listings.factsEn} end`,
  product: sql<string | null>`case when ${inForce} then ${listings.product} end`,
  decisionNo: sql<string | null>`case when ${inForce} then ${listings.decisionNo} end`,
}

/** The blacklist in public: what is in force first, then the tombstones. */
export async function listVendorListings(db: Db) {
  const rows = await db
    .select(listingColumns)
    .from(listings)
    .innerJoin(vendors, eq(vendors.id, listings.vendorId))
    .where(ne(listings.state, 'proposed'))
    .orderBy(sql`not ${inForce}`, desc(listings.fromOn), desc(listings.id))
  const counts = new Map(
    (
      await db
        .select({
          vendorId: outletVendors.vendorId,
          outlets: sql<number>`count(distinct ${outletVendors.outletId})::int`,
        })
        .from(outletVendors)
        .groupBy(outletVendors.vendorId)
    ).map((each) => [each.vendorId, each.outlets]),
  )
  return rows.map((row) => ({ ...row, outlets: row.vendorId === null ? 0 : (counts.get(row.vendorId) ?? 0) }))
}
export type VendorListing = Awaited<ReturnType<typeof listVendorListings>>[number]

/** One entry with the outlets of its vendor; its bare tombstone once it ended; undefined while it waits. */
export async function getVendorListing(db: Db, id: number) {
  const [found] = await db
    .select(listingColumns)
    .from(listings)
    .innerJoin(vendors, eq(vendors.id, listings.vendorId))
    .where(and(eq(listings.id, id), ne(listings.state, 'proposed')))
  if (!found) return undefined
  return { ...found, outlets: found.vendorId === null ? [] : await outletsOfVendor(db, found.vendorId) }
}
export type WholeVendorListing = NonNullable<Awaited<ReturnType<typeof getVendorListing>>>

/** Where a vendor's devices stand or stood, the present ones first. */
export const outletsOfVendor = (db: Db, vendorId: number) =>
  db
    .select({
      id: outletVendors.id,
      kind: outletVendors.kind,
      device: outletVendors.device,
      fromOn: outletVendors.fromOn,
      toOn: outletVendors.toOn,
      outletCode: outlets.code,
      outletName: outlets.name,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      creditCode: enterprises.creditCode,
      regionCode: enterprises.regionCode,
    })
    .from(outletVendors)
    .innerJoin(outlets, eq(outlets.id, outletVendors.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(eq(outletVendors.vendorId, vendorId))
    .orderBy(
      sql`${outletVendors.toOn} is not null`,
      asc(enterprises.namePinyin),
      asc(outlets.code),
      asc(outletVendors.id),
    )

/** Who makes, sold and runs the devices of a firm's outlets on a day, with the entry of the blacklist that is in force. */
export const vendorsOfEnterprise = (db: Db, creditCode: string, today: string) =>
  db
    .select({
      outletCode: outlets.code,
      outletName: outlets.name,
      kind: outletVendors.kind,
      device: outletVendors.device,
      fromOn: outletVendors.fromOn,
      vendorName: vendors.name,
      listingId: listings.id,
      barredUntil: listings.untilOn,
    })
    .from(outletVendors)
    .innerJoin(outlets, eq(outlets.id, outletVendors.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .innerJoin(vendors, eq(vendors.id, outletVendors.vendorId))
    .leftJoin(listings, and(eq(listings.vendorId, vendors.id), eq(listings.state, 'in_force')))
    .where(and(eq(enterprises.creditCode, creditCode), or(isNull(outletVendors.toOn), gte(outletVendors.toOn, today))))
    .orderBy(asc(outlets.code), asc(outletVendors.kind), asc(outletVendors.id))
export type OutletVendor = Awaited<ReturnType<typeof vendorsOfEnterprise>>[number]
