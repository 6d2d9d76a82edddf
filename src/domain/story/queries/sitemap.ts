import { and, asc, between, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stories } from '#db/schema/publication.ts'
import { sitemapPart } from '#platform/sitemap-part.ts'

const part = sql<number>`${stories.id} / ${sql.raw(String(sitemapPart))}`

/** The parts of the site map in which published stories stand, with the newest change in each. */
export const storyParts = (db: Db) =>
  db
    .select({ part, changedAt: sql<Date>`max(${stories.updatedAt})`.mapWith(stories.updatedAt) })
    .from(stories)
    .where(eq(stories.state, 'published'))
    .groupBy(part)
    .orderBy(part)

/** The published stories of one part; what was withdrawn is in none. */
export const storyPart = (db: Db, number: number) =>
  db
    .select({ slug: stories.slug, changedAt: stories.updatedAt })
    .from(stories)
    .where(
      and(eq(stories.state, 'published'), between(stories.id, number * sitemapPart, (number + 1) * sitemapPart - 1)),
    )
    .orderBy(asc(stories.id))
