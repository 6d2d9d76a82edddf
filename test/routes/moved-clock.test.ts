import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { demoPassphrase } from '#db/seed/accounts.ts'
import { sessionCookie } from '#platform/auth/viewer.ts'
import { startMovedSite } from '#test/support/moved-site.ts'

/** Two years on, a few seconds before the register is counted again at 04:10; with little fair use. */
const year = new Date().getFullYear() + 2
const wrongCount = 4711
let site: Awaited<ReturnType<typeof startMovedSite>>
beforeAll(async () => {
  site = await startMovedSite(`${year}-06-30T04:09:45+08:00`, { env: { API_PER_MINUTE: '20' } })
})
afterAll(() => site?.stop())

const signIn = async () => {
  const response = await fetch(`${site.url}/sign-in?_action=account.signIn`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.url },
    body: new URLSearchParams({ username: 'paper', passphrase: demoPassphrase }),
  })
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookie}=`))
  return { status: response.status, headers: { cookie: cookie?.split(';')[0] ?? '' } }
}

it('where the clock is moved the daily work is done at the moved time, by itself', async () => {
  await site.sql`update enterprises set violation_count = ${wrongCount} where id = (select id from enterprises limit 1)`
  const found = await vi.waitFor(
    async () => {
      const [event] = await site.sql<{ at: Date }[]>`
        select at from events where kind = 'enterprise.recounted' order by id desc limit 1`
      if (!event) throw new Error('not yet')
      return event
    },
    { timeout: 45_000, interval: 250 },
  )
  expect(found.at.getFullYear()).toBe(year)
  expect(await site.sql`select 1 from enterprises where violation_count = ${wrongCount}`).toHaveLength(0)
})

it('where the clock is moved people sign in and stay signed in, and their desk is of the moved year', async () => {
  const { status, headers } = await signIn()
  expect(status).toBe(303)
  const desk = await fetch(`${site.url}/filing`, { headers, redirect: 'manual' })
  expect(desk.status).toBe(200)
  expect(await desk.text()).toContain(`name="year" value="${year}"`)
  expect((await fetch(`${site.url}/account`, { headers, redirect: 'manual' })).status).toBe(200)
})

it('who reads the API more often than fair use allows is told when to come again, and is let in then; pages stay open', async () => {
  const answers: Response[] = []
  while (answers.length < 60 && answers.at(-1)?.status !== 429)
    answers.push(await fetch(`${site.url}/api/v1/regions?limit=${answers.length + 1}`))
  const refused = answers.pop() as Response
  expect(answers.length).toBeGreaterThanOrEqual(20)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(refused.status).toBe(429)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.text()).toContain('fair use')
  const waitS = Number(refused.headers.get('retry-after'))
  expect(waitS).toBeGreaterThanOrEqual(1)
  expect(waitS).toBeLessThanOrEqual(3)
  expect((await fetch(`${site.url}/enterprises?page=2`)).status).not.toBe(429)
  await new Promise((resolve) => setTimeout(resolve, waitS * 1000))
  expect((await fetch(`${site.url}/api/v1/regions?limit=150`)).status).toBe(200)
})
