import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accountRoles, departments } from '#db/vocabulary.ts'
import { admit } from '#platform/permissions/admit.ts'
import { can, type Grants, matrix, notDelegable, type Permission, reachOf } from '#platform/permissions/matrix.ts'
import { publishedMatrix } from '#platform/permissions/publish.ts'
import { type Account, type Viewer, visitor } from '#platform/permissions/viewer.ts'

const permissions = Object.keys(matrix) as Permission[]
const own = { regionCode: '430922', enterpriseId: 1, userId: 'me' }
const foreign = { regionCode: '430923', enterpriseId: 2, userId: 'you' }

/** An account of every role, and of the officers' roles in every department. */
const accounts: Account[] = accountRoles.flatMap((role) => {
  const isOfficer = role === 'county_officer' || role === 'city_officer'
  return (isOfficer ? departments : [null]).map((department) => ({
    role,
    userId: own.userId,
    name: '',
    regionCode: role === 'county_officer' ? own.regionCode : null,
    department,
    enterpriseId: role === 'firm' ? own.enterpriseId : null,
    hasSecondFactor: true,
  }))
})
const describeViewer = (viewer: Viewer) =>
  viewer.role === 'visitor' ? 'visitor' : [viewer.role, viewer.department].filter(Boolean).join('/')

it('what is published is what is enforced: docs/permissions.md (`node src/cli/portal.ts permissions` writes it)', () => {
  expect(readFileSync(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')).toBe(publishedMatrix())
})

describe.each(permissions)('%s', (permission) => {
  const grants = matrix[permission] as Grants
  it.each([visitor, ...accounts].map((viewer) => [describeViewer(viewer), viewer] as const))('for %s', (_, viewer) => {
    const grant = grants[viewer.role]
    const limited = typeof grant === 'object' ? grant : undefined
    const isInDepartment =
      !limited || (viewer.role !== 'visitor' && limited.departments.includes(viewer.department as never))
    const reach = isInDepartment ? (limited?.reach ?? (grant as string | undefined)) : undefined
    expect(can(viewer, permission, own)).toBe(reach !== undefined)
    expect(can(viewer, permission, foreign)).toBe(reach === 'any')
    expect(reachOf(viewer, permission)).toBe(reach)
    // What belongs to nobody is within nobody's own reach.
    if (reach === 'own_region' || reach === 'own_enterprise')
      expect(can(viewer, permission, { regionCode: null, enterpriseId: null })).toBe(false)
  })
})

it('who stands in for a colleague on leave may do what the own account may, and not what was entrusted to one person by name', () => {
  for (const viewer of accounts) {
    const acting = { ...viewer, actsFor: { userId: 'away', name: '', delegationId: 1, toOn: '2026-12-31' } }
    for (const permission of permissions)
      expect([permission, reachOf(acting, permission)]).toEqual([
        permission,
        notDelegable.includes(permission) ? undefined : reachOf(viewer, permission),
      ])
  }
})

describe('the way in', () => {
  const officer = accounts.find(({ role, department }) => role === 'city_officer' && department === 'legal') as Account

  it('an officer without the second factor reaches the own account and nothing else', () => {
    const half = { ...officer, hasSecondFactor: false }
    expect(admit(half, ['desk.office'])).toBe('second_factor')
    expect(admit(half, ['account.manage_own'])).toBe('admitted')
    expect(admit(half, ['public.read', 'desk.office'])).toBe('second_factor')
    expect(admit(officer, ['desk.office'])).toBe('admitted')
  })

  it('a firm is not asked for a second factor', () => {
    const firm = { ...(accounts.find(({ role }) => role === 'firm') as Account), hasSecondFactor: false }
    expect(admit(firm, ['desk.filing'])).toBe('admitted')
  })

  it('a one-time passphrase opens nothing but the own account', () => {
    expect(admit(officer, ['desk.office'], true)).toBe('set_passphrase')
    expect(admit(officer, ['account.manage_own'], true)).toBe('admitted')
  })

  it('an address without a permission lets nobody in', () => {
    for (const viewer of [visitor, ...accounts]) expect(admit(viewer, [undefined])).not.toBe('admitted')
  })

  it('a page and the form on it must both be granted', () => {
    expect(admit(officer, ['desk.office', 'account.administer'])).toBe('refused')
    expect(admit(visitor, ['public.read', 'account.administer'])).toBe('sign_in')
  })
})
