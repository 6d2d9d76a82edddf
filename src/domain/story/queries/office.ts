import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { stories, storyFiles, storyVersions } from '#db/schema/publication.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const newest = and(eq(storyVersions.storyId, stories.id), eq(storyVersions.version, stories.version))
const columns = {
  id: stories.id,
  slug: stories.slug,
  kind: stories.kind,
  category: stories.category,
  state: stories.state,
  version: stories.version,
  publishedVersion: stories.publishedVersion,
  publishAt: stories.publishAt,
  publishedAt: stories.publishedAt,
  withdrawnOn: stories.withdrawnOn,
  withdrawalReason: stories.withdrawalReason,
  updatedAt: stories.updatedAt,
  title: storyVersions.title,
  savedBy: storyVersions.savedBy,
  savedByName: users.name,
}

/** All stories, the last touched first. */
export async function listOfficeStories(db: Db, viewer: Viewer) {
  demand(viewer, 'story.write')
  return db
    .select(columns)
    .from(stories)
    .innerJoin(storyVersions, newest)
    .leftJoin(users, eq(users.id, storyVersions.savedBy))
    .orderBy(desc(stories.updatedAt), desc(stories.id))
    .limit(500)
}

/** A story with its newest texts, its files and its versions; `version` gives the texts of an older one. */
export async function getOfficeStory(db: Db, viewer: Viewer, id: number, version?: number) {
  demand(viewer, 'story.write')
  const [found] = await db
    .select(columns)
    .from(stories)
    .innerJoin(storyVersions, newest)
    .leftJoin(users, eq(users.id, storyVersions.savedBy))
    .where(eq(stories.id, id))
  if (!found) return undefined
  const [versions, files] = await Promise.all([
    db
      .select({
        version: storyVersions.version,
        title: storyVersions.title,
        titleEn: storyVersions.titleEn,
        summary: storyVersions.summary,
        summaryEn: storyVersions.summaryEn,
        body: storyVersions.body,
        bodyEn: storyVersions.bodyEn,
        savedAt: storyVersions.savedAt,
        savedByName: users.name,
        savedBy: storyVersions.savedBy,
      })
      .from(storyVersions)
      .leftJoin(users, eq(users.id, storyVersions.savedBy))
      .where(eq(storyVersions.storyId, id))
      .orderBy(desc(storyVersions.version)),
    db
      .select({
        id: storyFiles.id,
        name: storyFiles.name,
        mediaType: storyFiles.mediaType,
        size: storyFiles.size,
        isPicture: storyFiles.isPicture,
        alt: storyFiles.alt,
        altEn: storyFiles.altEn,
        sinceVersion: storyFiles.sinceVersion,
      })
      .from(storyFiles)
      .where(and(eq(storyFiles.storyId, id), isNull(storyFiles.removedAt)))
      .orderBy(asc(storyFiles.addedAt)),
  ])
  const shown = versions.find((each) => each.version === (version ?? found.version)) ?? versions[0]
  return { ...found, texts: shown as (typeof versions)[number], versions, files }
}
export type OfficeStory = NonNullable<Awaited<ReturnType<typeof getOfficeStory>>>
