import type { storyStates } from '#db/vocabulary.ts'
import { DomainError } from '#platform/errors.ts'

export type StoryState = (typeof storyStates)[number]

export interface StoryStanding {
  state: StoryState
  version: number
  publishedVersion: number | null
}

/** Is there something that nobody has let appear yet? */
export const hasUnpublished = ({ state, version, publishedVersion }: StoryStanding): boolean =>
  state !== 'withdrawn' && version !== publishedVersion

/**
 * May this person publish the newest version? Whoever wrote any version since the last publication may not.
 * @param writers who saved the versions that are not public yet
 * @throws DomainError conflict; not_allowed
 */
export function checkPublishing(
  story: StoryStanding,
  seen: number,
  writers: readonly (string | null)[],
  userId: string,
) {
  if (story.state === 'withdrawn') throw new DomainError('conflict', '已撤回，不能再发布 / It was withdrawn')
  if (story.state === 'scheduled') throw new DomainError('conflict', '已经排定发布时间 / It is scheduled already')
  if (!hasUnpublished(story)) throw new DomainError('conflict', '没有新的内容要发布 / There is nothing new to publish')
  if (story.version !== seen) {
    throw new DomainError(
      'conflict',
      '您看的不是最新一稿，请重新查看后再发布 / There is a newer version than the one you saw: look again',
    )
  }
  if (writers.includes(userId)) {
    throw new DomainError(
      'not_allowed',
      '写稿人不能自己发布，请由另一人发布 / Whoever wrote it cannot publish it: a second person must',
    )
  }
}

/** The longest time that a publication can be set ahead. */
const furthestDays = 366

/**
 * When a story is to appear. `text` as a datetime field gives it, on the city's clock; empty is at once.
 * @returns undefined for at once; 'wrong' when it is no time, past, or more than a year ahead
 */
export function readPublishAt(text: string, now: Date): Date | undefined | 'wrong' {
  if (text === '') return undefined
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return 'wrong'
  const at = new Date(`${text}:00+08:00`)
  if (Number.isNaN(at.getTime()) || at <= now) return 'wrong'
  return at.getTime() - now.getTime() > furthestDays * 86_400_000 ? 'wrong' : at
}
