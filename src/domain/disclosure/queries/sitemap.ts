import { and, asc, between, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { sitemapPart } from '#platform/sitemap-part.ts'

const part = sql<number>`${disclosures.id} / ${sql.raw(String(sitemapPart))}`
const inForce = eq(disclosures.state, 'published')

/** The parts of the site map in which versions in force stand, with the newest change in each. */
export const disclosureParts = (db: Db) =>
  db
    .select({ part, changedAt: sql<Date>`max(${disclosures.updatedAt})`.mapWith(disclosures.updatedAt) })
    .from(disclosures)
    .where(inForce)
    .groupBy(part)
    .orderBy(part)

/** The versions in force of one part. */
export const disclosurePart = (db: Db, number: number) =>
  db
    .select({ id: disclosures.id, changedAt: disclosures.updatedAt })
    .from(disclosures)
    .where(and(inForce, between(disclosures.id, number * sitemapPart, (number + 1) * sitemapPart - 1)))
    .orderBy(asc(disclosures.id))
