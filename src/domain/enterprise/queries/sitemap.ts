import { asc, between, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { sitemapPart } from '#platform/sitemap-part.ts'

const part = sql<number>`${enterprises.id} / ${sql.raw(String(sitemapPart))}`

/** The parts of the site map in which enterprises stand, with the newest change in each. */
export const enterpriseParts = (db: Db) =>
  db
    .select({ part, changedAt: sql<Date>`max(${enterprises.updatedAt})`.mapWith(enterprises.updatedAt) })
    .from(enterprises)
    .groupBy(part)
    .orderBy(part)

/** The enterprises of one part. */
export const enterprisePart = (db: Db, number: number) =>
  db
    .select({ creditCode: enterprises.creditCode, changedAt: enterprises.updatedAt })
    .from(enterprises)
    .where(between(enterprises.id, number * sitemapPart, (number + 1) * sitemapPart - 1))
    .orderBy(asc(enterprises.id))
