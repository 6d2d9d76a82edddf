import { and, asc, count, desc, eq, gte, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stories, storyFiles, storyVersions } from '#db/schema/publication.ts'
import { type StorySearch, storyLimits } from '#domain/story/input.ts'

const shownVersion = and(eq(storyVersions.storyId, stories.id), eq(storyVersions.version, stories.publishedVersion))
const headColumns = {
  id: stories.id,
  slug: stories.slug,
  kind: stories.kind,
  category: stories.category,
  publishedAt: sql<Date>`${stories.publishedAt}`.mapWith(stories.publishedAt),
  updatedAt: stories.updatedAt,
  title: storyVersions.title,
  titleEn: storyVersions.titleEn,
  summary: storyVersions.summary,
  summaryEn: storyVersions.summaryEn,
}

/** Public stories, the newest first, with how many there are of each kind. */
export async function listStories(db: Db, { kind, page }: StorySearch) {
  const where = and(eq(stories.state, 'published'), kind ? eq(stories.kind, kind) : undefined)
  const [rows, total, kinds] = await Promise.all([
    db
      .select(headColumns)
      .from(stories)
      .innerJoin(storyVersions, shownVersion)
      .where(where)
      .orderBy(desc(stories.publishedAt), desc(stories.id))
      .limit(storyLimits.pageSize)
      .offset((page - 1) * storyLimits.pageSize),
    db.$count(stories, where),
    db
      .select({ kind: stories.kind, count: count() })
      .from(stories)
      .where(eq(stories.state, 'published'))
      .groupBy(stories.kind),
  ])
  return { rows, total, kinds }
}
/** All public stories of a kind, the newest first, for programs. */
export const listEveryStory = (db: Db, kind?: StorySearch['kind']) =>
  db
    .select(headColumns)
    .from(stories)
    .innerJoin(storyVersions, shownVersion)
    .where(and(eq(stories.state, 'published'), kind ? eq(stories.kind, kind) : undefined))
    .orderBy(desc(stories.publishedAt), desc(stories.id))
export type StoryHead = Awaited<ReturnType<typeof listStories>>['rows'][number]

/** A public story; once withdrawn, the bare fact with its days and reason; undefined for a draft. */
export async function getStory(db: Db, slug: string) {
  const [found] = await db
    .select({
      id: stories.id,
      state: stories.state,
      publishedAt: stories.publishedAt,
      withdrawnOn: stories.withdrawnOn,
      withdrawalReason: stories.withdrawalReason,
    })
    .from(stories)
    .where(and(eq(stories.slug, slug), isNotNull(stories.publishedAt)))
  if (found?.state === 'withdrawn') {
    return {
      state: 'withdrawn' as const,
      id: found.id,
      publishedAt: found.publishedAt as Date,
      withdrawnOn: found.withdrawnOn as string,
      reason: found.withdrawalReason as string,
    }
  }
  if (found?.state !== 'published') return undefined
  const [[texts], files] = await Promise.all([
    db
      .select({
        ...headColumns,
        body: storyVersions.body,
        bodyEn: storyVersions.bodyEn,
        version: storyVersions.version,
      })
      .from(stories)
      .innerJoin(storyVersions, shownVersion)
      .where(eq(stories.id, found.id)),
    publicFiles(db, found.id),
  ])
  return texts && { state: 'published' as const, ...texts, files }
}
export type PublicStory = Extract<Awaited<ReturnType<typeof getStory>>, { state: 'published' }>

const fileColumns = {
  id: storyFiles.id,
  name: storyFiles.name,
  mediaType: storyFiles.mediaType,
  size: storyFiles.size,
  isPicture: storyFiles.isPicture,
  alt: storyFiles.alt,
  altEn: storyFiles.altEn,
}
const isShown = and(
  eq(stories.state, 'published'),
  isNull(storyFiles.removedAt),
  lte(storyFiles.sinceVersion, stories.publishedVersion),
)

const publicFiles = (db: Db, id: number) =>
  db
    .select(fileColumns)
    .from(storyFiles)
    .innerJoin(stories, eq(stories.id, storyFiles.storyId))
    .where(and(eq(storyFiles.storyId, id), isShown))
    .orderBy(asc(storyFiles.addedAt), asc(storyFiles.id))

/** One file of a public story. */
export async function getStoryFile(db: Db, slug: string, fileId: string) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId)) return undefined
  const [found] = await db
    .select({ name: storyFiles.name, mediaType: storyFiles.mediaType, sha256: storyFiles.sha256 })
    .from(storyFiles)
    .innerJoin(stories, eq(stories.id, storyFiles.storyId))
    .where(and(eq(storyFiles.id, fileId), eq(stories.slug, slug), isShown))
  return found
}

/** Public stories that were withdrawn since a day: feeds tell of them. */
export const listWithdrawnStories = (db: Db, since: string) =>
  db
    .select({ slug: stories.slug, withdrawnOn: sql<string>`${stories.withdrawnOn}::text` })
    .from(stories)
    .where(and(eq(stories.state, 'withdrawn'), isNotNull(stories.publishedAt), gte(stories.withdrawnOn, since)))
