import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'
import { postForm } from '#test/support/session.ts'

const portal = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['src/cli/portal.ts', 'user', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: inject('postgresUrl').replace(/\/postgres$/, '/qy_site'),
      LOG_LEVEL: 'silent',
    },
  })

it('an account made on the command line signs in on the site, until it is disabled there', {
  timeout: 60_000,
}, async () => {
  const { stdout } = await portal(
    'create',
    'from-cli',
    '--name',
    '命令行',
    '--role',
    'ngo',
    '--organisation',
    '协会',
    '--reason',
    '试',
  )
  const passphrase = /: ((?:[a-z]+-){5}[a-z]+)\s*$/.exec(stdout)?.[1] ?? ''
  const signIn = () => postForm('/sign-in?_action=account.signIn', { username: 'from-cli', passphrase })
  expect((await signIn()).status).toBe(303)
  expect((await portal('disable', 'from-cli', '--reason', '试')).stdout).toContain('from-cli is disabled')
  expect((await signIn()).status).toBe(403)
})

it('a wrong use is explained, line by line, and nothing is done', { timeout: 60_000 }, async () => {
  const refused = await portal('create', 'x', '--role', 'emperor').catch((error) => error)
  expect(refused.code).toBe(1)
  for (const field of ['username', 'name', 'role', 'reason']) expect(refused.stderr).toContain(`${field}: `)
  expect(refused.stderr).toContain('portal user create USERNAME')
  expect((await portal('disable', 'nobody-here', '--reason', 'x').catch((error) => error)).stderr).toContain(
    'There is no account nobody-here',
  )
  expect((await portal('--colour', 'red').catch((error) => error)).stderr).toContain('--colour')
})
