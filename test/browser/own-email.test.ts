import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { sessionOf, sessionOn } from '#test/support/session.ts'
import { startSmtp } from '#test/support/smtp.ts'

const browser = useBrowser()
let smtp: Awaited<ReturnType<typeof startSmtp>>
let site: Awaited<ReturnType<typeof startMovedSite>>
beforeAll(async () => {
  smtp = await startSmtp()
  site = await startMovedSite('+0s', { env: { SMTP_URL: smtp.url, MAIL_FROM: 'portal@example.org' } })
})
afterAll(async () => {
  await site?.stop()
  await smtp?.stop()
})

it('an officer gives an address on a phone without JavaScript, says yes in its letter, changes it, and the old one is told', async () => {
  const page = await browser.page({
    ...{ baseURL: site.url, javaScriptEnabled: false, viewport: { width: 360, height: 800 } },
  })
  await page.context().addCookies([(await sessionOn(site, 'county-anhua')).cookie])
  const give = async (address: string, letters: number) => {
    await page.goto('/account')
    await page.locator('a[href="/account/email"]').click()
    await page.getByLabel('新的邮箱').fill(address)
    await page.getByRole('button', { name: '寄出确认信' }).click()
    await page.getByText('确认信已寄出').waitFor()
    const letter = (await smtp.received(letters)).at(-1)
    expect(letter?.recipients).toEqual([address])
    await page.goto(/http\S+token=[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '')
    await page.getByText(`请确认：${address} 是您的邮箱`).waitFor()
    await page.getByRole('button', { name: '确认更改' }).click()
    await page.getByText(`现在的邮箱是 ${address}。`).waitFor()
  }
  await give('one@example.org', 1)
  await give('two@example.org', 2)
  const [told] = (await smtp.received(3)).slice(2)
  expect([told?.recipients, told?.subject]).toEqual([['one@example.org'], '您在清源平台的邮箱已更改'])
  await page.getByRole('button', { name: '不再登记邮箱' }).click()
  await page.getByText('还没有登记邮箱').waitFor()
  expect((await smtp.received(4)).at(-1)?.recipients).toEqual(['two@example.org'])
})

it('its page can be used by everybody', async () => {
  const page = await browser.page()
  await page.context().addCookies([(await sessionOf('county-anhua')).cookie])
  expect(await faultsInEveryLook(page, '/account/email')).toEqual([])
})
