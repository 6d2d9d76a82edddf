import type { TagPattern } from '#platform/cache/tags.ts'

/** How often in a second a list's tag is dropped at once; after that it is dropped every so many milliseconds. */
export const calm = { atOnce: 5, everyMs: 5_000 } as const

/**
 * Hands tags on at once, but for the tags of lists (`disclosures`, `home`) in a rush: when hundreds publish in one hour, each
 * would make the front page anew for every reader. A list that is dropped more than five times in a second is dropped every
 * five seconds from then on, and once more after the last event, so it is never older than that. What belongs to one record
 * (`case:4`) and `*` never wait.
 */
export function calmed(drop: (tags: TagPattern[]) => void): (tags: readonly TagPattern[]) => void {
  const rushes = new Map<TagPattern, { since: number; count: number; isWaiting: boolean }>()
  const isDueNow = (tag: TagPattern): boolean => {
    if (tag.includes(':') || tag === '*') return true
    const now = Date.now()
    const rush = rushes.get(tag)
    if (rush?.isWaiting) return false
    if (!rush || now - rush.since >= 1_000) {
      rushes.set(tag, { since: now, count: 1, isWaiting: false })
      return true
    }
    if (++rush.count <= calm.atOnce) return true
    rush.isWaiting = true
    setTimeout(() => {
      // Still in the rush: the next event waits again, unless a second goes by without one.
      rushes.set(tag, { since: Date.now(), count: calm.atOnce, isWaiting: false })
      drop([tag])
    }, calm.everyMs).unref()
    return false
  }
  return (tags) => {
    const due = tags.filter(isDueNow)
    if (due.length > 0) drop(due)
  }
}
