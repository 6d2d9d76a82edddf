import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'

const replay = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['src/cli/portal.ts', 'replay-events', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: inject('postgresUrl').replace(/\/postgres$/, '/qy_site'),
      LOG_LEVEL: 'silent',
    },
  })

it('an effect is told to take its events again', { timeout: 60_000 }, async () => {
  expect((await replay('link-cases', '--from', '1')).stdout).toMatch(/^link-cases takes \d+ events again\.\n$/)
})

it.each([
  [[], /Name the effect; there are: .*link-cases/],
  [['nothing'], /nothing is no effect; there are: .*link-cases/],
  [['link-cases', '--from', 'x'], /--from was given as x; allowed: the number of an event/],
])('%j is explained and nothing is done', { timeout: 60_000 }, async (args, sentence) => {
  const refused = await replay(...args).catch((error) => error)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(sentence)
})
