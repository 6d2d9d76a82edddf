import { needsSecondFactor } from '#platform/auth/rules/session.ts'
import { type Permission, reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** What stands between a viewer and a route. */
export type Admission = 'admitted' | 'sign_in' | 'set_passphrase' | 'second_factor' | 'refused'

/** One's own account stays reachable: that is where the passphrase is set and the second factor enrolled. */
const always: readonly Permission[] = ['public.read', 'account.sign_in', 'account.manage_own']

/** May this viewer ask for what these permissions open? All of them must be granted; how far each reaches is the command's. */
export function admit(
  viewer: Viewer,
  permissions: readonly (Permission | undefined)[],
  mustSetPassphrase = false,
): Admission {
  const granted = permissions.every(
    (permission) => permission !== undefined && reachOf(viewer, permission) !== undefined,
  )
  if (viewer.role === 'visitor') return granted ? 'admitted' : 'sign_in'
  if (!granted) return 'refused'
  if (permissions.every((permission) => permission !== undefined && always.includes(permission))) return 'admitted'
  if (mustSetPassphrase) return 'set_passphrase'
  if (needsSecondFactor(viewer.role) && !viewer.hasSecondFactor) return 'second_factor'
  return 'admitted'
}
