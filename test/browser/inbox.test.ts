import { afterAll, expect, it } from 'vitest'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
afterAll(() => sql.end())

it('an officer on leave names a colleague, who works the inbox on a phone without script and by keyboard, and hands back', {
  timeout: 90_000,
}, async () => {
  const officer = await signedIn(browser, 'county-taojiang', plainPhone)
  await officer.goto('/office')
  expect(await officer.locator('h1').textContent()).toMatch(/有 \d+ 件事等着您/)
  await officer.getByRole('link', { name: '休假代办' }).first().click()
  await officer.locator('[name="delegate"]').selectOption({ label: '桃江分局监察副岗' })
  const today = await officer.locator('[name="fromOn"]').inputValue()
  await officer.locator('[name="toOn"]').fill(today)
  await officer.locator('[name="reason"]').fill('年休假')
  await officer.getByRole('button', { name: '设定代办' }).click()
  await officer.getByText('已设定代办。').waitFor()
  expect(await isAsWideAsTheScreen(officer)).toBe(true)

  const deputy = await signedIn(browser, 'county-taojiang2', plainPhone)
  await deputy.goto('/office/inbox')
  const takeUp = deputy.getByRole('button', { name: '以“代 桃江分局监察岗”办理' })
  await takeUp.focus()
  await deputy.keyboard.press('Enter')
  await deputy.getByText('正在代 桃江分局监察岗 办理').waitFor()
  await deputy.locator('main table a').first().click()
  await deputy.getByText('正在代 桃江分局监察岗 办理').waitFor()
  expect(await isAsWideAsTheScreen(deputy)).toBe(true)
  await deputy.getByRole('button', { name: '停止代办' }).click()
  await takeUp.waitFor()
  expect(
    await sql`select 1 from events where kind = 'delegation.taken_up' and for_id = 'demo-county-taojiang'`,
  ).toHaveLength(1)

  const desk = await signedIn(browser, 'county-taojiang2')
  for (const path of ['/office/inbox', '/office/delegations', '/account/digest'])
    expect(await faultsInEveryLook(desk, path)).toEqual([])
  await officer.goto('/office/delegations')
  await officer.getByText('提前结束').first().click()
  await officer.locator('details [name="reason"]').first().fill('提前回岗')
  await officer.locator('details button').first().click()
  await officer.getByText('已结束代办。').waitFor()
})

it('a browser shows in its own words that something waits, and says so where no push service can be reached', async () => {
  const page = await signedIn(browser, 'county-anhua', { permissions: ['notifications'] })
  await page.goto('/account/digest')
  await page.getByRole('button', { name: '在这台设备上弹出提醒' }).click()
  await page.getByText('这个浏览器或网络用不了推送服务').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  // Without a desktop the browser shows no notification: what it was asked to show is noted instead.
  const [worker] = page.context().serviceWorkers()
  await worker?.evaluate(() => {
    const self = globalThis as unknown as {
      registration: { showNotification(title: string): Promise<void> }
      shown: string[]
    }
    self.shown = []
    self.registration.showNotification = async (title) => void self.shown.push(title)
  })
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<string>((found) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/account/digest'))
      if (own) found(own.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  const { origin } = new URL(page.url())
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data: '' })
  await expect
    .poll(() => worker?.evaluate(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual(['清源：有事等着您'])
})
