import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { crossTheLimit, type SiteOrder } from '#test/support/orders.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
afterAll(() => sql.end())
let order: SiteOrder
let county: string
beforeAll(async () => {
  order = await crossTheLimit('paper', 'ORDER-JOURNEY')
  county = order.regionCode === '430923' ? 'county-anhua' : 'county-taojiang'
})

const answer = async (page: Page, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`#answer [name="${name}"]`)
    if (['cause', 'finding', 'result'].includes(name)) await field.selectOption(value)
    else await field.fill(value)
  }
  await page.locator('#answer form button').click()
}
const main = (page: Page) => page.locator('main').textContent()

it('a stack crosses its limit: an order opens, three parties answer at their desks on a phone without script, the public reads it with its times', {
  timeout: 120_000,
}, async () => {
  const firm = await signedIn(browser, 'paper', plainPhone)
  await firm.goto('/filing')
  await firm.locator(`a[href="/filing/orders/${order.id}"]`).click()
  expect(await main(firm)).toContain('▲ 超标 0.5 倍')
  await answer(firm, { words: '脱硝系统喷枪堵塞，当班人员已清理。' })
  expect(await firm.locator('#problems').textContent()).toContain('请从列表中选择一项')
  expect(await firm.locator('#answer [name="words"]').inputValue()).toContain('喷枪堵塞')
  await firm.locator('#field-files').setInputFiles({
    name: '检修记录.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
    ),
  })
  await answer(firm, { cause: 'treatment_fault', measures: '更换喷枪，加密巡检。' })
  await firm.getByText('已提交。').waitFor()
  expect(await firm.getByRole('link', { name: '检修记录.pdf' }).count()).toBe(1)
  expect(await isAsWideAsTheScreen(firm)).toBe(true)

  const operator = await signedIn(browser, 'operator', plainPhone)
  await operator.goto('/office/monitoring')
  await operator.locator(`a[href="/office/monitoring/orders/${order.id}"]`).click()
  await answer(operator, { finding: 'in_order', words: '标气核查合格，数据属实。' })
  await operator.getByText('已提交。').waitFor()
  expect(await operator.getByRole('link', { name: '检修记录.pdf' }).count()).toBe(0)

  const officer = await signedIn(browser, county, plainPhone)
  await officer.goto('/office/inbox')
  await officer.locator(`a[href="/office/orders/${order.id}"]`).click()
  expect(await officer.getByRole('link', { name: '检修记录.pdf' }).count()).toBe(1)
  await answer(officer, { result: 'violation', words: '现场核查属实，拟立案。' })
  await officer.getByText('已办理。').waitFor()
  await officer.locator('#case [name="title"]').fill('氮氧化物小时均值超标')
  await officer.locator('#case [name="facts"]').fill('两个小时均值超过许可排放浓度限值，企业、运维单位均确认数据属实。')
  await officer.locator('#case form button').first().click()
  await officer.getByRole('link', { name: /^案件草稿 \d+$/ }).click()
  expect(await main(officer)).toContain('氮氧化物小时均值超标')

  const city = await signedIn(browser, 'city-inspection', plainPhone)
  await city.goto(`/office/orders/${order.id}`)
  await city.locator('#city [name="words"]').fill('三方答复齐全，同意办结，案件另行办理。')
  await city.getByRole('button', { name: '办结' }).click()
  await city.getByText('已办理。').waitFor()

  const visitor = await browser.page(plainPhone)
  await visitor.goto('/monitoring/orders')
  await visitor.locator(`a[href="/monitoring/orders/${order.id}"]`).click()
  const read = (await main(visitor)) ?? ''
  for (const words of [
    '喷枪堵塞',
    '标气核查合格',
    '现场核查属实',
    '同意办结',
    '附件 1 个',
    '属环境违法',
    '已办结',
    '用时 ',
  ])
    expect(read).toContain(words)
  for (const hidden of ['检修记录.pdf', '案件草稿', '造纸厂环保专员']) expect(read).not.toContain(hidden)
  expect(await visitor.locator('main time').count()).toBeGreaterThan(7)
  await visitor.goto(`/enterprises/${order.creditCode}`)
  expect(await visitor.locator(`a[href="/monitoring/orders/${order.id}"]`).count()).toBe(1)
})

it('the pages of orders, and the desks of those whose devices they are of, can be used by everybody', {
  timeout: 180_000,
}, async () => {
  const other = await crossTheLimit('antimony', 'ORDER-PAGES')
  const looks: [string | undefined, string[]][] = [
    [undefined, ['/monitoring/orders', `/monitoring/orders/${order.id}`, '/monitoring']],
    ['antimony', [`/filing/orders/${other.id}`, '/filing/devices']],
    ['operator', ['/office/monitoring/orders', '/office/monitoring', '/office/monitoring/devices']],
    [county, [`/office/orders/${order.id}`]],
    ['city-inspection', ['/office/orders', `/office/orders/${other.id}`]],
  ]
  const faults: string[] = []
  for (const [who, paths] of looks) {
    const page = who ? await signedIn(browser, who) : await browser.page()
    for (const path of paths) faults.push(...(await faultsInEveryLook(page, path)))
    await page.context().close()
  }
  expect(faults).toEqual([])
})
