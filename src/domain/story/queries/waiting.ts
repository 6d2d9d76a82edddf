import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { stories, storyVersions } from '#db/schema/publication.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import { mostOfOneKind, type WaitingSource } from '#platform/waiting.ts'

/** Stories with a version that is not public, none of which this account wrote: a second person publishes. */
export const waitingStories: WaitingSource = async (db, account) => {
  if (!reachOf(account, 'story.publish')) return []
  const rows = await db
    .select({ id: stories.id, title: storyVersions.title, titleEn: storyVersions.titleEn, at: stories.updatedAt })
    .from(stories)
    .innerJoin(storyVersions, and(eq(storyVersions.storyId, stories.id), eq(storyVersions.version, stories.version)))
    .where(
      and(
        inArray(stories.state, ['draft', 'published']),
        or(isNull(stories.publishedVersion), ne(stories.version, stories.publishedVersion)),
        sql`not exists (select from ${storyVersions} v where v.story_id = ${stories.id}
          and v.version > coalesce(${stories.publishedVersion}, 0) and v.saved_by = ${account.userId})`,
      ),
    )
    .orderBy(asc(stories.updatedAt))
    .limit(mostOfOneKind)
  return rows.map(({ id, title, titleEn, at }) => ({
    kind: 'story.publish',
    subject: `story:${id}`,
    title: { zh: title, en: titleEn ?? title },
    path: `/office/stories/${id}`,
    since: at,
  }))
}
