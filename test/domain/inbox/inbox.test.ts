import { beforeAll, expect, it } from 'vitest'
import { demoAccounts, loadDemoAccounts } from '#db/seed/accounts.ts'
import { listWaiting } from '#domain/inbox/queries/inbox.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T09:00:00+08:00')
const account = (username: string): Account => {
  const found = demoAccounts.find((each) => each.username === username)
  if (!found) throw new Error(username)
  const { name, role, regionCode = null, department = null } = found
  return { role, userId: `demo-${username}`, name, regionCode, department, enterpriseId: null, hasSecondFactor: true }
}
beforeAll(() => loadDemoAccounts(database.url, 'x'.repeat(32)))

it('what waits for a county officer is the county’s, what ends first stands first', async () => {
  const lines = await listWaiting(database.db, account('county-taojiang'), now)
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.map(({ title }) => title.zh).join()).not.toContain('安化县')
  const terms = lines.map(({ dueAt }) => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER)
  expect(terms).toEqual([...terms].sort((a, b) => a - b))
})
