import { and, asc, between, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { sitemapPart } from '#platform/sitemap-part.ts'

const part = sql<number>`${cases.id} / ${sql.raw(String(sitemapPart))}`

/** The parts of the site map in which published cases stand, with the newest change in each. */
export const caseParts = (db: Db) =>
  db
    .select({ part, changedAt: sql<Date>`max(${cases.updatedAt})`.mapWith(cases.updatedAt) })
    .from(cases)
    .where(eq(cases.state, 'published'))
    .groupBy(part)
    .orderBy(part)

/** The published cases of one part: numbers and times only. */
export const casePart = (db: Db, number: number) =>
  db
    .select({ id: cases.id, changedAt: cases.updatedAt })
    .from(cases)
    .where(and(eq(cases.state, 'published'), between(cases.id, number * sitemapPart, (number + 1) * sitemapPart - 1)))
    .orderBy(asc(cases.id))
