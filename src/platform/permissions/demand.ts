import { DomainError } from '#platform/errors.ts'
import { can, type Permission, type Scope } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

/**
 * The first line of every command. @throws DomainError not_allowed, in the reader's words, without saying what is there.
 */
export function demand(viewer: Viewer, permission: Permission, scope: Scope = {}): void {
  if (!can(viewer, permission, scope)) {
    const who =
      viewer.role === 'visitor'
        ? 'Please sign in first / 请先登录'
        : 'Your account may not do this / 您的账号无权进行此操作'
    throw new DomainError('not_allowed', who)
  }
}

/** The same where the work needs a signed-in account. */
export function demandAccount(viewer: Viewer, permission: Permission, scope: Scope = {}): Account {
  demand(viewer, permission, scope)
  if (viewer.role === 'visitor') throw new DomainError('not_allowed', 'Please sign in first / 请先登录')
  return viewer
}
