import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { caseOnSite, ownFirm } from '#test/routes/board-case.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()

async function signedIn(username: string, options: Parameters<typeof browser.page>[0] = {}): Promise<Page> {
  const page = await browser.page({ javaScriptEnabled: false, ...options })
  await page.context().addCookies([(await sessionOf(username)).cookie])
  return page
}
const box = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const isAsWideAsTheScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
const phone = { viewport: { width: 360, height: 780 } }

it('a firm answers on its case and is heard beside it; later its credit is repaired, and only the tombstone stands', async () => {
  const firm = await ownFirm('aftercare')
  const id = await caseOnSite({
    category: 'falsified_data',
    bases: ['water-evasion'],
    creditCode: firm.creditCode,
    title: '鸢尾蓝数据造假案',
    decisionNo: '桃环罚〔2026〕77001号',
    persons: [{ name: '鸢尾某甲', position: '', kind: 'responsible', isMinor: false }],
  })
  const desk = await signedIn(firm.username, phone)
  await desk.goto('/filing')
  await desk.click('a[href="/filing/cases"]')
  expect(await isAsWideAsTheScreen(desk)).toBe(true)
  await desk.click(`a[href="/filing/cases/${id}"]`)
  await box(desk, 'words').fill('不')
  await desk.click('form:has([name=words]) button')
  expect(await desk.textContent('#problems')).toContain('至少 10 个字')
  expect(await box(desk, 'words').inputValue()).toBe('不')
  await box(desk, 'words').fill('我单位认为取样不规范。\n<b>已于七月整改完毕。</b>')
  await desk.click('form:has([name=words]) button')
  expect(await desk.textContent('main')).toContain('待法制审核')
  expect(await isAsWideAsTheScreen(desk)).toBe(true)

  const citizen = await browser.page()
  await citizen.goto(`/board/${id}`)
  expect(await citizen.textContent('main')).not.toContain('取样不规范')

  const legal = await signedIn('city-legal', phone)
  await legal.goto('/office/repairs')
  expect(await isAsWideAsTheScreen(legal)).toBe(true)
  await legal.click(`a[href="/office/cases/${id}/after"]`)
  expect(await isAsWideAsTheScreen(legal)).toBe(true)
  await legal.click('form[action*="publishReply"] button')
  expect(await legal.textContent('main')).toContain('已公布')

  await expect
    .poll(async () => (await citizen.goto(`/board/${id}`)) && citizen.textContent('main'), { timeout: 10_000 })
    .toContain('取样不规范')
  expect(await citizen.textContent('.own-words')).toContain('<b>已于七月整改完毕。</b>')
  expect(await citizen.textContent('main')).toContain('以下是企业自己的话')

  await desk.goto(`/filing/cases/${id}`)
  await box(desk, 'correctedOn').fill('2026-07-20')
  await box(desk, 'paidOn').fill('明天')
  await box(desk, 'promise').fill('设备已更换并联网，今后依法排污。')
  await box(desk, 'hasPromised').check()
  await desk.click('form:has([name=promise]) button')
  expect(await desk.textContent('#problems')).toContain('“明天”不是一个日期')
  expect(await box(desk, 'promise').inputValue()).toContain('设备已更换')
  await box(desk, 'paidOn').fill('2026年7月1日')
  await desk.click('form:has([name=promise]) button')
  expect(await desk.textContent('main')).toContain('待县级核实')

  const county = await signedIn('county-taojiang', phone)
  await county.goto(`/office/cases/${id}/after`)
  await box(county, 'repairWords').fill('现场核实，整改属实')
  await county.click('button[value=support]')
  expect(await county.textContent('main')).toContain('县级同意')
  const city = await signedIn('city-inspection', phone)
  await city.goto(`/office/cases/${id}/after`)
  await box(city, 'repairWords').fill('各项条件齐备')
  await city.click('button[value=grant]')
  expect(await city.textContent('main')).toContain('完成信用修复')

  await expect.poll(async () => (await citizen.goto(`/board/${id}`))?.status(), { timeout: 10_000 }).toBe(410)
  expect(await citizen.textContent('main')).toContain('完成信用修复')
  expect(await citizen.textContent('html')).not.toMatch(/鸢尾/)
  await citizen.goto(`/board?q=${encodeURIComponent('鸢尾蓝')}`)
  expect(await citizen.textContent('main')).toContain('没有符合条件的案件')
  await desk.goto('/filing/cases')
  expect(await desk.textContent('main')).toContain(`第 ${id} 号记录于`)

  const auditor = await signedIn('auditor', phone)
  await auditor.goto(`/office/cases/${id}/after`)
  expect(await auditor.textContent('main')).not.toContain('鸢尾')
  await box(auditor, 'sealReason').fill('年度审计抽查')
  await auditor.click('form[action*="readSeal"] button')
  expect(await auditor.textContent('.sealed')).toContain('鸢尾某甲')
  expect(await isAsWideAsTheScreen(auditor)).toBe(true)
  expect(await auditor.textContent('main')).toContain('年度审计抽查')
}, 120_000)
