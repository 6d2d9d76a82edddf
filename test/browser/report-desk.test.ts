import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
let city: TestSession
let county: TestSession
let cashier: TestSession
beforeAll(async () => {
  city = await sessionOf('city-inspection')
  county = await sessionOf('county-taojiang')
  cashier = await sessionOf('city-finance')
})
afterAll(() => sql.end())

const idOf = async (where: string) =>
  Number((await sql.unsafe(`select id from reports where ${where} order by id limit 1`))[0]?.id)

describe('an officer with a report, without script', () => {
  it('accepts, inspects, is refused a text with a telephone and keeps what was typed, concludes; the public reads it', async () => {
    const id = await idOf("region_code = '430922' and state = 'received' and kind = 'waste_dumping'")
    const page = await browser.page({ javaScriptEnabled: false })
    await page.context().addCookies([county.cookie])
    await page.goto('/office/reports')
    await page.locator(`a[href="/office/reports/${id}"]`).click()
    expect(await page.locator('blockquote').textContent()).toContain('河滩上堆了几十个铁桶')
    await page.locator('#field-words').fill('已受理，三天内到现场。')
    await page.locator('#steps form button').click()
    await page.getByText('已办理。').waitFor()

    await page.getByRole('link', { name: '记录现场检查' }).click()
    await page.locator('#field-note').fill('铁桶 42 个，已全部封存取样。')
    await page.locator('#steps form button').click()
    await page.getByText('铁桶 42 个，已全部封存取样。').waitFor()

    await page.getByRole('link', { name: '办结', exact: true }).click()
    await page.locator('#field-outcome').selectOption('true')
    await page.locator('#field-publicOutcome').fill('清运铁桶 42 个，联系人 13900000001。')
    await page.locator('#steps form button').click()
    expect(await page.locator('#problems').textContent()).toContain('公开的内容不能有')
    expect(await page.locator('#field-publicOutcome').inputValue()).toContain('清运铁桶 42 个')
    await page.locator('#field-publicOutcome').fill('现场查实并清运铁桶 42 个，交有资质的单位处置，正在溯源。')
    await page.locator('#steps form button').click()
    await page.getByText('已办理。').waitFor()
    await page.getByRole('link', { name: /^结果 \d+$/ }).click()
    expect(await page.locator('main').textContent()).toContain('现场查实并清运铁桶 42 个')
    expect(await page.locator('main').textContent()).not.toContain('河滩上堆了')
  })
})

it('the pages of reports can be used by everybody', { timeout: 180_000 }, async () => {
  const accepted = await idOf("region_code = '430922' and state = 'accepted'")
  const objected = await idOf('recheck_due_on is not null')
  const concluded = await idOf(
    "state = 'concluded' and outcome = 'true' and not exists (select from rewards w where w.report_id = reports.id)",
  )
  const desk = [
    '/office/reports',
    `/office/reports/${accepted}?do=conclude`,
    `/office/reports/${accepted}?do=open`,
    `/office/reports/${objected}`,
    `/office/reports/${concluded}/reward`,
    '/office/rewards',
    '/office/rewards/1',
    '/office/media-leads',
    '/office/media-leads/new',
    '/office/media-leads/4',
  ]
  const open = ['/report/outcomes', '/report/outcomes/1', '/report/rewards', '/report/media']
  const faults: string[] = []
  for (const [session, paths] of [
    [city, desk],
    [cashier, ['/office/rewards/pay']],
    [undefined, open],
  ] as const) {
    const page = await browser.page()
    if (session) await page.context().addCookies([session.cookie])
    for (const path of paths) faults.push(...(await faultsInEveryLook(page, path)))
    await page.context().close()
  }
  expect(faults).toEqual([])
})
