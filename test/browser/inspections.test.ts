import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sendThoseWithAccounts } from '#test/support/inspectors.ts'
import { siteDatabase } from '#test/support/session.ts'
import { photograph } from '#test/support/upload-files.ts'

const browser = useBrowser()
const sql = siteDatabase()
afterAll(() => sql.end())
const minute = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * 60_000).toISOString().slice(0, 16)
const box = (page: Page, name: string) => page.locator(`[name="${name}"]`).first()

it('two people draw with a witness, an inspector writes on the site without a network, it is sent when there is one, two sign, the public reads the finding', {
  timeout: 120_000,
}, async () => {
  const first = await signedIn(browser, 'county-taojiang', plainPhone)
  await first.goto('/office/draws#new')
  await box(first, 'purpose').fill('现场检查演练抽查')
  await box(first, 'regionCode').selectOption('430922')
  await box(first, 'firmCount').fill('1')
  await box(first, 'fromOn').fill(minute(0).slice(0, 10))
  await first.getByRole('button', { name: '公布' }).click()
  await first.getByText('名录是您公布的').waitFor()
  const address = first.url()
  const no = decodeURIComponent(address.split('/').at(-1) ?? '')

  const second = await signedIn(browser, 'county-taojiang2', plainPhone)
  await second.goto(address)
  await box(second, 'witness').fill('县人大代表')
  await box(second, 'witnessNumber').fill('20261126')
  await second.getByRole('button', { name: '抽取' }).click()
  await second.getByText('已办理。').waitFor()
  expect(await isAsWideAsTheScreen(second)).toBe(true)
  await sendThoseWithAccounts(sql, no)
  const [visit] = await sql`select i.no from inspections i join draws d on d.id = i.draw_id where d.no = ${no}`

  const phone = await signedIn(browser, 'county-taojiang', { viewport: { width: 360, height: 780 } })
  await phone.goto(`/office/inspections/${encodeURIComponent(visit?.no)}`)
  await phone.waitForFunction(async () => (await caches.match(location.pathname)) !== undefined)
  await phone.context().setOffline(true)
  await box(phone, 'startedAt').fill(minute(90))
  await box(phone, 'endedAt').fill(minute(5))
  await box(phone, 'words').fill('正在生产，污水站两台风机一台停用。')
  await box(phone, 'result').selectOption('problems')
  await box(phone, 'f1.kind').selectOption('facility_inadequate')
  await box(phone, 'f1.words').fill('曝气风机停用，溶解氧低于设计值。')
  await phone.locator('[data-saving=offline]').waitFor()
  await phone.reload() // the browser was closed on the way: page and words are still there
  expect(await box(phone, 'f1.words').inputValue()).toContain('曝气风机停用')
  await phone
    .locator('input[type=file]')
    .setInputFiles({ name: '风机.jpg', mimeType: 'image/jpeg', buffer: await photograph() })
  await phone.getByText('风机.jpg：存在本机').waitFor()
  await phone.context().setOffline(false)
  await phone.locator('[data-saving=saved]').waitFor()
  await phone.getByText('风机.jpg：已上传').waitFor()
  await phone.getByRole('button', { name: '签字', exact: true }).click()
  await phone.getByText('已办理。').waitFor()
  expect(await box(phone, 'f1.words').inputValue()).toContain('曝气风机停用')
  expect(await phone.locator('.visit-photos img').count()).toBe(1)

  await second.goto(phone.url())
  await second.getByRole('button', { name: '签字', exact: true }).click()
  await second.getByText('已办理。').waitFor()
  await second.getByRole('button', { name: '办结并公开' }).click()
  await second.getByText('已办理。').waitFor()

  const visitor = await browser.page({ viewport: { width: 360, height: 780 } })
  await visitor.goto(`/progress/inspections/${encodeURIComponent(visit?.no)}`)
  expect(await visitor.locator('main').textContent()).toContain('曝气风机停用')
  // Its only inspection is over: the seed is out, and the browser itself comes to the same result.
  await visitor.goto(`/progress/draws/${encodeURIComponent(no)}`)
  await visitor.getByRole('button', { name: '在这台设备上重算' }).click()
  await visitor.locator('[data-answer].river').waitFor()
  expect(await isAsWideAsTheScreen(visitor)).toBe(true)
})

it('the pages of draws and inspections can be used by everybody', { timeout: 180_000 }, async () => {
  const [[draw], [open], [done]] = await Promise.all([
    sql`select no from draws where state = 'revealed' order by id limit 1`,
    sql`select no from inspections where state = 'planned' order by id limit 1`,
    sql`select no from inspections where state = 'finished' and result = 'problems' order by id limit 1`,
  ])
  const at = (base: string, row: { no?: string } | undefined) => `${base}/${encodeURIComponent(row?.no ?? '')}`
  const faults: string[] = []
  const visitor = await browser.page()
  for (const path of [
    '/progress/inspections',
    at('/progress/inspections', done),
    '/progress/draws',
    at('/progress/draws', draw),
  ])
    faults.push(...(await faultsInEveryLook(visitor, path)))
  const officer = await signedIn(browser, 'city-inspection')
  for (const path of [
    '/office/inspections',
    '/office/inspections/new',
    at('/office/inspections', open),
    '/office/draws',
  ])
    faults.push(...(await faultsInEveryLook(officer, path)))
  expect(faults).toEqual([])
})
