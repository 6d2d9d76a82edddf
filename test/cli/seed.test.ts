import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')

const portal = (...args: string[]) =>
  spawnSync(process.execPath, ['src/cli/portal.ts', ...args], {
    env: { ...process.env, DATABASE_URL: database.url },
    encoding: 'utf8',
  })

it('portal migrate says that the schema is the newest', () => {
  const done = portal('migrate')
  expect(done.stdout).toContain('newest schema')
  expect(done.status).toBe(0)
})

it('portal seed loads the demo city of a day once', async () => {
  expect(portal('seed', '--today', '2026-11-24').status).toBe(0)
  const count = async () => (await database.sql`select count(*)::int as n from enterprises`)[0]?.n
  expect(await count()).toBe(400)
  expect(portal('seed').stdout).toContain('demo city')
  expect(await count()).toBe(400)
})

it.each([
  ['seed', '--today', '24.11.2026'],
  ['seed', '--today', '2026-02-31'],
])('portal %s %s %s is refused with what is allowed, and changes nothing', (...args) => {
  const refused = portal(...args)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('YYYY-MM-DD')
})
