import { and, eq, gt, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stories, storyVersions } from '#db/schema/publication.ts'
import { lockedStory } from '#domain/story/commands/write.ts'
import { checkPublishing, readPublishAt } from '#domain/story/rules/course.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const wrongTime =
  '发布时间要晚于现在、在一年之内，写成 2026-12-01T09:00 这样；立即发布请留空 / Give a time after now and within a year, like 2026-12-01T09:00, or leave it empty to publish at once'

/**
 * A second person lets the newest version appear, at once or at a time. What is public already is replaced at once.
 * @throws DomainError not_found, conflict, not_allowed (a writer), rule_broken at publishAt
 */
export async function publishStory(
  db: Db,
  viewer: Viewer,
  { id, version, publishAt }: { id: number; version: number; publishAt: string },
  now: Date,
): Promise<'published' | 'scheduled'> {
  const account = demandAccount(viewer, 'story.publish')
  const at = readPublishAt(publishAt, now)
  if (at === 'wrong') throw new DomainError('rule_broken', wrongTime, [{ field: 'publishAt', message: wrongTime }])
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const story = await lockedStory(tx, id)
    const writers = await tx
      .select({ savedBy: storyVersions.savedBy })
      .from(storyVersions)
      .where(and(eq(storyVersions.storyId, id), gt(storyVersions.version, story.publishedVersion ?? 0)))
    checkPublishing(
      story,
      version,
      writers.map(({ savedBy }) => handOf(account, savedBy)),
      account.userId,
    )
    if (at && story.state === 'published') {
      const message = '已发布文章的修改只能立即发布 / Changes to a public story are published at once'
      throw new DomainError('rule_broken', message, [{ field: 'publishAt', message }])
    }
    const state = at ? 'scheduled' : 'published'
    await tx
      .update(stories)
      .set(
        at
          ? { state, publishAt: at, approvedBy: account.userId, updatedAt: now }
          : {
              state,
              publishedVersion: version,
              approvedBy: account.userId,
              publishedAt: story.publishedAt ?? now,
              updatedAt: now,
            },
      )
      .where(eq(stories.id, id))
    await recordEvent(tx, {
      kind: at ? 'story_draft.scheduled' : 'story.published',
      subject: `story:${id}`,
      by: viewer,
      at: now,
      after: { version, ...(at ? { publishAt: at.toISOString() } : {}) },
    })
    return state
  })
}

/** Takes back the time that was set. */
export async function unscheduleStory(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  demand(viewer, 'story.publish')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    if ((await lockedStory(tx, id)).state !== 'scheduled') {
      throw new DomainError('conflict', '没有排定发布时间 / It is not scheduled')
    }
    await tx
      .update(stories)
      .set({ state: 'draft', publishAt: null, approvedBy: null, updatedAt: now })
      .where(eq(stories.id, id))
    await recordEvent(tx, { kind: 'story_draft.unscheduled', subject: `story:${id}`, by: viewer, at: now })
  })
}

/** Publishes what has come due. Run each minute; a second run finds nothing. @returns how many */
export async function publishDueStories(db: Db, now: Date): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const due = await tx
      .select({ id: stories.id, version: stories.version, publishAt: stories.publishAt })
      .from(stories)
      .where(and(eq(stories.state, 'scheduled'), lte(stories.publishAt, now)))
      .for('update', { skipLocked: true })
    for (const { id, version, publishAt } of due) {
      await tx
        .update(stories)
        .set({ state: 'published', publishedVersion: version, publishedAt: publishAt, updatedAt: now })
        .where(eq(stories.id, id))
      await recordEvent(tx, {
        kind: 'story.published',
        subject: `story:${id}`,
        by: 'system',
        at: now,
        after: { version },
      })
    }
    return due.length
  })
}

/** Takes a story back, with the reason; of a public one the tombstone stays at its address. */
export async function withdrawStory(
  db: Db,
  viewer: Viewer,
  { id, reason }: { id: number; reason: string },
  now: Date,
): Promise<void> {
  demand(viewer, 'story.publish')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await lockedStory(tx, id)
    await tx
      .update(stories)
      .set({ state: 'withdrawn', withdrawnOn: cityDate(now), withdrawalReason: reason, updatedAt: now })
      .where(eq(stories.id, id))
    await recordEvent(tx, { kind: 'story.withdrawn', subject: `story:${id}`, by: viewer, at: now, reason })
  })
}
