import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Where an account's work lies: the filing desk, the office, else the account itself. */
export function homeOf(viewer: Viewer): string {
  if (reachOf(viewer, 'desk.filing')) return '/filing'
  return reachOf(viewer, 'desk.office') ? '/office' : '/account'
}
