import type { Announcement } from '#platform/events/listen.ts'

/** Ends with `:*`: every tag that begins so. `*` alone: everything. */
export type TagPattern = string

/** Events that change nothing a visitor can see. */
const invisible = new Set(['account', 'session', 'membership', 'export', 'draft'])

/**
 * The tags of the pages that an event makes old. An event of a kind that is not known here drops everything: a page too many
 * is rendered again, never one shown that should be gone.
 */
export function tagsOf({ kind, subject, creditCode }: Announcement): TagPattern[] {
  const area = kind.split('.', 1)[0] ?? ''
  const enterprise = creditCode ? `enterprise:${creditCode}` : 'enterprise:*'
  if (invisible.has(area)) return []
  switch (area) {
    case 'case':
      return ['board', subject, enterprise, 'enterprises', 'map', 'home']
    case 'disclosure':
      return ['disclosures', subject, enterprise, 'enterprises', 'map', 'home']
    case 'enterprise':
      // A name stands on disclosures and cases too.
      return ['enterprises', subject, enterprise, 'disclosures', 'disclosure:*', 'board', 'case:*', 'map', 'home']
    default:
      return ['*']
  }
}
