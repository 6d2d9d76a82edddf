import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
afterAll(() => sql.end())
let no: string
beforeAll(async () => {
  // Of its own, so that no other test's steps are on it; of a kind that needs no monitoring report.
  const [row] = await sql<{ no: string }[]>`
    insert into problems (no, enterprise_id, region_code, sector_code, batch, kind, source, found_on, words, plan_state, plan, state, entered_at, changed_at)
    select '430922-2026-9001', e.id, e.region_code, e.sector_code, s.batch, 'records', 'inspection', '2026-01-12', '加药记录缺失。', 'drafted', '补齐记录。',
      'rectifying', now(), now() from enterprises e join sectors s on s.code = e.sector_code join memberships m on m.enterprise_id = e.id where m.user_id = 'demo-paper'
    returning no`
  no = row?.no ?? ''
})
const photo = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
})
const main = (page: Page) => page.locator('main').textContent()

it('a problem is rectified: the firm fills and reviews, county and city check with different people, on phones without script, and the public may object', {
  timeout: 120_000,
}, async () => {
  const firm = await signedIn(browser, 'paper', plainPhone)
  await firm.goto(`/filing/problems/${no}`)
  const request = firm.locator('#request')
  await request.locator('[name="measures"]').fill('加药记录由专人每日填写，两人核对。')
  await request.locator('[name="completion"]').fill('已连续三十日无缺漏。')
  await request.locator('[name="completedOn"]').fill('2026-02-20')
  await request.locator('[name="before"]').setInputFiles(photo('前.png'))
  await request.locator('button').click()
  expect(await firm.locator('#problems').textContent()).toContain('请附整改后的照片')
  expect(await request.locator('[name="completion"]').inputValue()).toBe('已连续三十日无缺漏。')
  await request.locator('[name="before"]').setInputFiles(photo('前.png'))
  await request.locator('[name="after"]').setInputFiles(photo('后.png'))
  await request.locator('button').click()
  await firm.getByText('等待本单位另一人审核').waitFor()
  expect(await isAsWideAsTheScreen(firm)).toBe(true)
  await firm.getByRole('button', { name: '同意，送县区核查' }).click()
  expect(await main(firm)).toContain('同一人不能在一份销号表上签两次字')

  const reviewer = await signedIn(browser, 'paper2', plainPhone)
  await reviewer.goto(`/filing/problems/${no}`)
  await reviewer.getByRole('button', { name: '同意，送县区核查' }).click()
  await reviewer.getByText('已办理。').waitFor()

  const check = async (user: string, names: string) => {
    const page = await signedIn(browser, user, plainPhone)
    await page.goto(`/office/problems/${no}`)
    const form = page.locator('#opinion')
    await form.locator('[name="names"]').fill(names)
    await form.locator('[name="words"]').fill('现场核查，记录齐全，同意。')
    await form.locator('[name="photos"]').setInputFiles(photo('现场.png'))
    await form.getByRole('button', { name: '同意', exact: true }).click()
    return page
  }
  await (await check('county-taojiang', '甲一、甲二')).getByText('已办理。').waitFor()
  const city = await check('city-inspection', '甲一、乙二')
  expect(await city.locator('#problems').textContent()).toContain('不同的人')
  expect(await isAsWideAsTheScreen(city)).toBe(true)
  await (await check('city-inspection', '乙一、乙二')).getByText('已办理。').waitFor()

  const visitor = await browser.page()
  await visitor.goto(`/progress/problems/${no}`)
  const read = (await main(visitor)) ?? ''
  for (const words of ['公示中', '加药记录由专人每日填写', '公众：公示期内可提异议']) expect(read).toContain(words)
  expect(read).not.toContain('甲一')
  expect(await visitor.locator('.photo-row img').count()).toBe(4)
  await visitor.getByRole('link', { name: '提出异议' }).click()
  await visitor.locator('[name="words"]').fill('二月下旬仍看到现场没有加药记录本。')
  await visitor.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=solution]')?.value !== '')
  await visitor.getByRole('button', { name: '提交异议' }).click()
  await visitor.getByText(`编号 ${no} 异议 1`).waitFor()
})

it('the pages of the ledger can be used by everybody', { timeout: 120_000 }, async () => {
  const looks: [string | undefined, string[]][] = [
    [undefined, ['/progress/problems', `/progress/problems/${no}`, `/progress/problems/${no}/object`]],
    ['paper', ['/filing/problems', `/filing/problems/${no}`]],
    ['county-taojiang', ['/office/problems', `/office/problems/${no}`]],
  ]
  const faults: string[] = []
  for (const [who, paths] of looks) {
    const page = who ? await signedIn(browser, who) : await browser.page()
    for (const path of paths) faults.push(...(await faultsInEveryLook(page, path)))
    await page.context().close()
  }
  expect(faults).toEqual([])
})
