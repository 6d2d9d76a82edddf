import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { box, rowsOf } from '#test/browser/whole-form.ts'
import { type FirmAccount, openFirm } from '#test/routes/firm-account.ts'
import { useBrowser } from '#test/support/browser.ts'
import { postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
let firm: FirmAccount
beforeAll(async () => {
  firm = await openFirm('autosave')
  await postForm('/filing?_action=disclosure.openDraft', { year: String(firm.year) }, await sessionOf(firm.username))
})

async function opened(part: string, of = browser.page()): Promise<Page> {
  const page = await of
  await page.context().addCookies([(await sessionOf(firm.username)).cookie])
  await page.goto(`/filing/${firm.year}/${part}`)
  return page
}
const isSaved = (page: Page) => page.locator('[data-saving=saved]').waitFor()
/** What the server has. */
async function saved(field: string): Promise<string> {
  const sql = siteDatabase()
  const [key = '', name = ''] = field.split('.')
  const [group = '', item = ''] = key.split('_')
  const [row] = await sql`
    select i.typed->>${name} as typed from disclosure_items i join disclosures d on d.id = i.disclosure_id
    where d.enterprise_id = ${firm.enterpriseId} and d.state = 'draft' and i.group_name = ${group} and i.item = ${Number(item)}`
  await sql.end()
  return row?.typed ?? ''
}

describe('the form saves by itself', () => {
  it('only what changed is sent, a moment after the last key, and the page says when it was saved', async () => {
    const page = await opened('discharge')
    const row = (await rowsOf(page))[0] as string
    const request = page.waitForRequest((sent) => sent.method() === 'PUT')
    await box(page, `${row}.mean`).fill('7.2')
    await box(page, `${row}.samples`).fill('12')
    const { fields } = (await request).postDataJSON()
    expect(Object.keys(fields).every((field) => field.startsWith(`${row}.`))).toBe(true)
    await isSaved(page)
    expect(await page.textContent('[data-saving]')).toMatch(/^已保存 \d\d:\d\d$/)
    await page.reload()
    expect([await box(page, `${row}.mean`).inputValue(), await box(page, `${row}.samples`).inputValue()]).toEqual([
      '7.2',
      '12',
    ])
  })

  it('without a network what is typed is kept in the browser and sent when it is back', async () => {
    const page = await opened('approvals')
    await page.context().setOffline(true)
    await box(page, 'standing_1.violationsLastYear').fill('一次，已整改')
    await page.locator('[data-saving=offline]').waitFor()
    expect(await page.textContent('[data-saving]')).toContain('离线，已存于本机')
    expect(await saved('standing_1.violationsLastYear')).toBe('')
    await page.context().setOffline(false)
    await isSaved(page)
    expect(await saved('standing_1.violationsLastYear')).toBe('一次，已整改')
  })

  it('turned away because too many save at once, what is typed is kept and sent again by itself', async () => {
    const page = await opened('approvals')
    let turnedAway = 0
    await page.route('**/autosave', (route) =>
      ++turnedAway > 1 ? route.continue() : route.fulfill({ status: 503, headers: { 'retry-after': '2' }, body: '' }),
    )
    await box(page, 'standing_1.violationsLastYear').fill('两次，已整改')
    await page.locator('[data-saving=busy]').waitFor()
    expect(await page.textContent('[data-saving]')).toContain('网站繁忙，已存于本机')
    expect(await saved('standing_1.violationsLastYear')).not.toBe('两次，已整改')
    await isSaved(page)
    expect(turnedAway).toBe(2)
    expect(await saved('standing_1.violationsLastYear')).toBe('两次，已整改')
  })

  it('the browser is closed in the middle, without a network: opened again, nothing is lost', async () => {
    const page = await opened('conclusion')
    await page.context().setOffline(true)
    await box(page, 'conclusion_1.words').fill('全部稳定达标')
    await page.locator('[data-saving=offline]').waitFor()
    const state = await page.context().storageState()
    await page.context().close()
    const again = await opened('emergency', browser.page({ storageState: state }))
    await isSaved(again)
    expect(await saved('conclusion_1.words')).toBe('全部稳定达标')
    expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filing/')))).toEqual([])
  })

  it('what another account kept in the same browser is neither shown nor sent', async () => {
    const page = await opened('conclusion')
    const draft = await page.getAttribute('filing-form', 'data-draft')
    await page.evaluate(
      (id) =>
        localStorage.setItem(
          `filing/someone-else/${id}`,
          JSON.stringify({ 'conclusion_1.words': { value: '别人的', revision: 0 } }),
        ),
      draft,
    )
    await page.reload()
    expect(await box(page, 'conclusion_1.words').inputValue()).toBe('全部稳定达标')
  })
})

describe('two people of one firm at once', () => {
  it('other fields come over by themselves; for the same field the page asks, and both answers can be given by keyboard', async () => {
    const [anna, bert] = [await opened('monitoring'), await opened('monitoring')]
    const [note, plan] = ['supervisoryMonitoring_1.note', 'selfMonitoringPlan_1.problems']
    await box(anna, note).fill('监测两次')
    await box(anna, 'selfMonitoringPlan_1.conforms').selectOption('no')
    await box(anna, plan).fill('点位不足')
    await isSaved(anna)

    await box(bert, note).fill('监测三次')
    const question = bert.locator('.merge-question')
    await question.waitFor()
    expect(await question.textContent()).toMatch(/填报员于 \d\d:\d\d 保存为“监测两次”，您填写的是“监测三次”/)
    expect(await bert.textContent('[data-saving]')).toContain('1 处与同事的填写不同')
    expect(await box(bert, plan).inputValue()).toBe('点位不足')
    expect(await saved(note)).toBe('监测两次')

    await question.locator('[data-decision=mine]').focus()
    await bert.keyboard.press('Enter')
    await isSaved(bert)
    expect(await question.count()).toBe(0)
    expect(await saved(note)).toBe('监测三次')

    await box(anna, note).fill('监测四次')
    await anna.locator('.merge-question [data-decision=theirs]').press('Enter')
    await isSaved(anna)
    expect(await box(anna, note).inputValue()).toBe('监测三次')
    expect(await saved(note)).toBe('监测三次')
  })
})

it('another item of a group comes at once, and what is not asked stays out of sight', async () => {
  const page = await opened('basic')
  await box(page, 'products_1.product').fill('文化纸')
  await page.click('[data-add=products]')
  const items = await page.$$eval('[data-group=products] [data-item]', (all) =>
    all.map((item) => item.getAttribute('data-item')),
  )
  expect(items).toHaveLength(2)
  await box(page, `${items[1]}.product`).fill('生活纸')
  await isSaved(page)
  expect(await saved(`${items[1]}.product`)).toBe('生活纸')

  await page.goto(`/filing/${firm.year}/emergency`)
  expect(await box(page, 'emergencyPlan_1.filingNo').isVisible()).toBe(false)
  await box(page, 'emergencyPlan_1.drawnUp').selectOption('yes')
  expect(await box(page, 'emergencyPlan_1.filingNo').isVisible()).toBe(true)
  expect(await box(page, 'emergencyPlan_1.notDrawnUpBecause').isVisible()).toBe(false)
})
