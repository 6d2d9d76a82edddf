import { expect } from 'vitest'
import { box, isAsWideAsTheScreen, plainPhone, signedIn, type TestBrowser } from '#test/browser/desks.ts'

interface OwnCase {
  id: number
  /** The firm's account. */
  username: string
}

/** The firm says something about its case: refused for its length, sent, seen by nobody until the legal desk lets it stand there. */
export async function firmIsHeard(browser: TestBrowser, { id, username }: OwnCase): Promise<void> {
  const desk = await signedIn(browser, username, plainPhone)
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

  const legal = await signedIn(browser, 'city-legal', plainPhone)
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
}

/** 信用修复: the firm applies, the county says what it found, the city grants it. @param days on which it was corrected and paid */
export async function creditIsRepaired(
  browser: TestBrowser,
  { id, username }: OwnCase,
  days: { correctedOn: string; paidOn: string },
): Promise<void> {
  const desk = await signedIn(browser, username, plainPhone)
  await desk.goto(`/filing/cases/${id}`)
  await box(desk, 'correctedOn').fill(days.correctedOn)
  await box(desk, 'paidOn').fill('明天')
  await box(desk, 'promise').fill('设备已更换并联网，今后依法排污。')
  await box(desk, 'hasPromised').check()
  await desk.click('form:has([name=promise]) button')
  expect(await desk.textContent('#problems')).toContain('“明天”不是一个日期')
  expect(await box(desk, 'promise').inputValue()).toContain('设备已更换')
  await box(desk, 'paidOn').fill(days.paidOn)
  await desk.click('form:has([name=promise]) button')
  expect(await desk.textContent('main')).toContain('待县级核实')

  const county = await signedIn(browser, 'county-taojiang', plainPhone)
  await county.goto(`/office/cases/${id}/after`)
  await box(county, 'repairWords').fill('现场核实，整改属实')
  await county.click('button[value=support]')
  expect(await county.textContent('main')).toContain('县级同意')
  const city = await signedIn(browser, 'city-inspection', plainPhone)
  await city.goto(`/office/cases/${id}/after`)
  await box(city, 'repairWords').fill('各项条件齐备')
  await city.click('button[value=grant]')
  expect(await city.textContent('main')).toContain('完成信用修复')
}

/** What stays: a tombstone for everybody, a line for the firm, and a seal that the auditor opens with a reason. */
export async function onlyTheTombstoneStands(
  browser: TestBrowser,
  { id, username }: OwnCase,
  { names, sealed }: { names: RegExp; sealed: string },
): Promise<void> {
  const citizen = await browser.page()
  await expect.poll(async () => (await citizen.goto(`/board/${id}`))?.status(), { timeout: 10_000 }).toBe(410)
  expect(await citizen.textContent('main')).toContain('这条记录已从曝光台移除')
  expect(await citizen.textContent('main')).toContain('完成信用修复')
  expect(await citizen.textContent('html')).not.toMatch(names)
  expect((await citizen.goto(`/en/board/${id}`))?.status()).toBe(410)
  expect(await citizen.textContent('main')).toContain('This record has been taken off the board')

  const desk = await signedIn(browser, username, plainPhone)
  await desk.goto('/filing/cases')
  expect(await desk.textContent('main')).toContain(`第 ${id} 号记录于`)
  expect((await desk.goto(`/filing/cases/${id}`))?.status()).toBe(404)

  const auditor = await signedIn(browser, 'auditor', plainPhone)
  await auditor.goto(`/office/cases/${id}/after`)
  expect(await auditor.textContent('main')).not.toMatch(names)
  await box(auditor, 'sealReason').fill('年度审计抽查')
  await auditor.click('form[action*="readSeal"] button')
  expect(await auditor.textContent('.sealed')).toContain(sealed)
  expect(await isAsWideAsTheScreen(auditor)).toBe(true)
  expect(await auditor.textContent('main')).toContain('年度审计抽查')
}
