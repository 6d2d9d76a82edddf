import { afterAll, beforeAll, expect, it } from 'vitest'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
afterAll(() => sql.end())
let firm: { creditCode: string; outlet: string }
beforeAll(async () => {
  const [row] = await sql`select e.credit_code, o.code from enterprises e join outlets o on o.enterprise_id = e.id
    where e.region_code = '430922' and o.kind = 'water_outlet' order by e.id, o.id limit 1`
  firm = { creditCode: row?.credit_code, outlet: row?.code }
})

it('an inspector asks the station for a sample on a phone without script; the station takes it on and answers; the inspector closes it', {
  timeout: 90_000,
}, async () => {
  const county = await signedIn(browser, 'county-taojiang', plainPhone)
  await county.goto(`/office/contact-sheets/new?creditCode=${firm.creditCode}`)
  await county.locator('[name="outletCode"]').fill(firm.outlet)
  await county.locator('[name="request"]').fill('请夜间采样，测总锑。')
  await county.getByRole('button', { name: '发出联系单' }).click()
  await county.getByText('已办理。').waitFor()
  const path = new URL(county.url()).pathname
  expect(await isAsWideAsTheScreen(county)).toBe(true)

  const station = await signedIn(browser, 'city-monitoring', plainPhone)
  await station.goto('/office/inbox')
  await station.locator(`a[href="${path}"]`).first().click()
  await station.getByRole('button', { name: '接办', exact: true }).click()
  await station.locator('[name="reportNos"]').fill('示监字〔2026〕1 号')
  await station.getByRole('button', { name: '提交回复' }).click()
  expect(await station.locator('#problems').textContent()).toContain('结果')
  expect(await station.locator('[name="reportNos"]').inputValue()).toBe('示监字〔2026〕1 号')
  await station.locator('[name="results"]').fill('总锑 0.21 mg/L，未超过限值。')
  await station.getByRole('button', { name: '提交回复' }).click()
  await station.getByText('监测数据台账里还没有这些编号的报告。').waitFor()

  await county.goto(path)
  await county.getByRole('button', { name: '确认办结' }).click()
  await county.getByText('已办结').first().waitFor()
  expect(await county.getByRole('heading', { name: /回复联/ }).count()).toBe(1)
})

it('a click on an empty spot of the map says who is responsible there, and where that can be read in full', async () => {
  const page = await browser.page({ viewport: { width: 1000, height: 800 } })
  await page.goto('/map?bbox=111.9,28.35,112,28.45')
  await page.locator('.map-canvas .leaflet-pane').first().waitFor({ state: 'attached' })
  await page.locator('.map-canvas').click({ position: { x: 250, y: 250 } })
  const card = page.locator('.leaflet-popup')
  await card.getByText('网格长').first().waitFor()
  expect(await card.locator('a[href*="/progress/responsible?at="]').count()).toBe(1)
})

it('the pages are readable for everybody', { timeout: 90_000 }, async () => {
  const page = await browser.page()
  for (const path of ['/progress/responsible?region=430922&at=112.135,28.521', '/progress/unprosecuted'])
    expect(await faultsInEveryLook(page, path)).toEqual([])
  const office = await signedIn(browser, 'city-legal')
  for (const path of ['/office/liaison?region=430922', '/office/referrals', '/office/unprosecuted'])
    expect(await faultsInEveryLook(office, path)).toEqual([])
})
