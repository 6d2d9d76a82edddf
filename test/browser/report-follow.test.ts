import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { concludeReport, reopenReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport } from '#domain/report/commands/handle/triage.ts'
import { sendFromOffice } from '#domain/report/commands/messages.ts'
import { listMessagesForOffice } from '#domain/report/queries/messages.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { readPaperCode } from '#platform/seal/code.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { conclusion } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { faultsOf } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { noisyPhoto } from '#test/support/report-form.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()
let site: Connection
let one: Account
let two: Account
beforeAll(async () => {
  site = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 2 })
  one = await anOfficer(site.db, 'journey-one', '430922')
  two = await anOfficer(site.db, 'journey-two', '430922')
})
afterAll(() => site?.close())
const phone = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }
const none = { words: '', note: '' }

async function enter(page: Page, receipt: string, path = '/report/follow') {
  await page.goto(path)
  await page.locator('#field-receipt').fill(receipt)
  await page.locator('main form button').first().click()
  await page.locator('form.leave').waitFor()
}
/** One that is taken and one that is refused, beside each other. */
async function addFiles(page: Page) {
  await page.waitForLoadState()
  const buffer = Buffer.from(await noisyPhoto(80, 60))
  const files = page.locator('input[type=file]')
  await files.setInputFiles({ name: 'one.jpg', mimeType: 'image/jpeg', buffer })
  await files.setInputFiles({ name: 'broken.jpg', mimeType: 'image/jpeg', buffer: buffer.subarray(40) })
  await page.locator('[data-uploads] button').waitFor({ timeout: 40_000 })
  await page.locator('[data-uploads] .field-problem').waitFor({ timeout: 40_000 })
}
const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

describe('a reporter with a receipt, at 360 px, without script', () => {
  it('is asked, answers, objects, is looked at again, draws the voucher once, and leaves no trace', async () => {
    const now = new Date()
    const { id, receipt } = await followed(site.db, now)
    await acceptReport(site.db, one, { id, revision: 0, words: '已受理，三天内到现场。', note: '' }, now)
    await sendFromOffice(site.db, one, { id, words: '请问是围墙的哪一侧？' }, now)
    const page = await browser.page(phone)
    await page.goto('/report/follow')
    await page.locator('#field-receipt').fill('1234-5678')
    await page.locator('main form button').first().click()
    expect(await page.locator('#problems').textContent()).toContain('没有与此回执对应的举报')
    expect(await page.locator('#field-receipt').inputValue()).toBe('1234-5678')

    await enter(page, receipt.toLowerCase())
    expect(await page.locator('main').textContent()).toMatch(
      /已受理，由桃江县生态环境分局办理[\s\S]*请问是围墙的哪一侧/,
    )
    await page.locator('#field-words').fill('北侧，靠老渡口。电话 13900000001。')
    const buffer = Buffer.from(await noisyPhoto(80, 60))
    await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer })
    await page.getByRole('button', { name: '上传所选文件' }).click()
    await page.getByRole('button', { name: '去掉 1' }).waitFor()
    expect(await page.locator('#field-words').inputValue()).toContain('老渡口')
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByText('已发送。').waitFor()
    expect((await listMessagesForOffice(site.db, one, id))?.at(-1)?.words).toBe('北侧，靠老渡口。电话 ███████████。')
    expect(await isNarrow(page)).toBe(true)

    await concludeReport(site.db, one, { id, revision: 1, ...conclusion, outcome: 'not_found' }, now)
    await page.reload()
    await page.locator('#field-objection').fill('太短')
    await page.getByRole('button', { name: '提交异议' }).click()
    expect(await page.locator('#field-objection').inputValue()).toBe('太短')
    expect(await page.locator('#problems').textContent()).toContain('请写明理由，10 至 4,000 字')
    await page.locator('#field-objection').fill('昨夜十二点又排了，管口在渡口石阶下。')
    await page.getByRole('button', { name: '提交异议' }).click()
    await page.getByText('异议已提交。').waitFor()
    expect(await page.locator('main').textContent()).toContain('您的异议正在核查')

    await reopenReport(site.db, two, { id, revision: 3, ...none }, now)
    await concludeReport(site.db, two, { id, revision: 4, ...conclusion }, now)
    await grant(site.db, id, now, '2099-12-31', 1200)
    await page.reload()
    expect(await page.locator('#reward').textContent()).toContain('决定给予奖励 1,200 元')
    await page.getByRole('button', { name: '领取凭证' }).click()
    const code = await page.locator('.paper-code span').allTextContents()
    expect(readPaperCode(code.join(' '))).toBeDefined()
    expect(await page.locator('svg.qr').count()).toBe(1)
    expect(await isNarrow(page)).toBe(true)
    await page.getByRole('link', { name: '回到我的举报' }).click()
    expect(await page.locator('#reward').textContent()).toContain('凭证已领取')
    expect(await page.locator('main').textContent()).not.toContain(code[1])

    await page.getByRole('button', { name: '离开' }).click()
    await page.getByText('已离开').waitFor()
    expect(await page.context().cookies()).toEqual([])
    await page.goto('/report/follow')
    expect(await page.locator('#field-receipt').count()).toBe(1)
  }, 120_000)
})

describe.each([
  ['', 'light', 360],
  ['/en', 'dark', 360],
  ['', 'dark', 1280],
  ['/en', 'light', 1280],
] as const)('pages of a receipt %s, %s, %i px', (prefix, colorScheme, width) => {
  it('have no fault of accessibility and do not scroll sideways', async () => {
    const now = new Date()
    const { id, receipt } = await followed(site.db, now, { identity: { name: '欧阳测试', telephone: '13900000009' } })
    await sendFromOffice(site.db, one, { id, words: '请问是哪一侧？' }, now)
    await acceptReport(site.db, one, { id, revision: 0, words: '已受理。', note: '' }, now)
    await concludeReport(site.db, one, { id, revision: 1, ...conclusion }, now)
    const page = await browser.page({ viewport: { width, height: 800 }, colorScheme })
    await page.goto(`${prefix}/report/follow`)
    expect(await faultsOf(page)).toEqual([])
    await enter(page, receipt, `${prefix}/report/follow`)
    if (width === 360) await addFiles(page)
    expect([await faultsOf(page), await isNarrow(page)]).toEqual([[], true])
    if (width > 360) {
      await page.goto(`${prefix}/report`)
      await page.locator('pin-map.is-live').waitFor()
      expect([await faultsOf(page), await isNarrow(page)]).toEqual([[], true])
      await page.goto(`${prefix}/report/follow`)
    }
    await grant(site.db, id, now, '2099-12-31')
    await page.reload()
    expect([await faultsOf(page), await isNarrow(page)]).toEqual([[], true])
    await page.locator('#reward button').first().click()
    await page.locator('.paper-code').waitFor()
    expect([await faultsOf(page), await isNarrow(page)]).toEqual([[], true])
    await page.context().addCookies([(await sessionOf('city-inspection')).cookie])
    await page.goto(`${prefix}/office/reports/${id}/identity`)
    await page.locator('#field-part').selectOption('identity')
    await page.locator('#field-reason').fill('须当面取证，核对夜间排放的时段')
    await page.locator('main form button').click()
    await page.getByText('欧阳测试').waitFor()
    expect([await faultsOf(page), await isNarrow(page)]).toEqual([[], true])
  }, 90_000)
})
