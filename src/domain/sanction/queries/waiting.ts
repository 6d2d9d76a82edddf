import { and, asc, eq, isNull, ne, or } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { vendorListings as listings, jointPunishments as punishments, vendors } from '#db/schema/sanction.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { mostOfOneKind, type Waiting, type WaitingSource } from '#platform/waiting.ts'

/** What somebody else entered and a second person has to confirm. */
export const waitingSanctions: WaitingSource = async (db, account) => {
  const lists = await Promise.all([punishmentsToConfirm(db, account), listingsToConfirm(db, account)])
  return lists.flat()
}

const byAnother = (column: AnyPgColumn, { userId }: Account) => or(isNull(column), ne(column, userId))

async function punishmentsToConfirm(db: Db, account: Account): Promise<Waiting[]> {
  if (!reachOf(account, 'sanction.confirm')) return []
  const rows = await db
    .select({ id: punishments.id, firm: enterprises.name, firmEn: enterprises.nameEn, at: punishments.enteredAt })
    .from(punishments)
    .innerJoin(enterprises, eq(enterprises.id, punishments.enterpriseId))
    .where(and(eq(punishments.state, 'proposed'), byAnother(punishments.enteredBy, account)))
    .orderBy(asc(punishments.enteredAt))
    .limit(mostOfOneKind)
  return rows.map(({ id, firm, firmEn, at }) => ({
    kind: 'sanction.confirm',
    subject: `joint_punishment:${id}`,
    title: { zh: firm, en: firmEn ?? firm },
    path: `/office/joint-punishment/${id}`,
    since: at,
  }))
}

async function listingsToConfirm(db: Db, account: Account): Promise<Waiting[]> {
  if (!reachOf(account, 'vendor.blacklist')) return []
  const rows = await db
    .select({ id: listings.id, vendorId: vendors.id, name: vendors.name, at: listings.enteredAt })
    .from(listings)
    .innerJoin(vendors, eq(vendors.id, listings.vendorId))
    .where(and(eq(listings.state, 'proposed'), byAnother(listings.enteredBy, account)))
    .orderBy(asc(listings.enteredAt))
    .limit(mostOfOneKind)
  return rows.map(({ id, vendorId, name, at }) => ({
    kind: 'vendor.confirm',
    subject: `vendor_listing:${id}`,
    title: { zh: name, en: name },
    path: `/office/vendors/${vendorId}`,
    since: at,
  }))
}
