import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config } from '#platform/config.ts'
import { canariesIn, canaryOf, photoOf } from '#test/routes/canaries/canaries.ts'
import { dump, filesBelow, publicPaths } from '#test/routes/canaries/outputs.ts'
import { useBrowser } from '#test/support/browser.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { sessionOn } from '#test/support/session.ts'

const browser = useBrowser()
let site: Awaited<ReturnType<typeof startMovedSite>>
let printed = ''
beforeAll(async () => {
  const onOutput = (text: string) => {
    printed += text
  }
  site = await startMovedSite('+1s', { env: { LOG_LEVEL: 'trace' }, onOutput })
})
afterAll(() => site?.stop())

const [first, second, third, later] = [901, 902, 903, 904]
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
/** Where the reporter stands: the handler sees it, and nobody else does. */
const stand = { latitude: 28.55763, longitude: 112.17091 }
const inWords = canaryOf(first).inWords
const inMessage = canaryOf(first).inMessage

async function choose(page: Page, ...files: File[]) {
  const given = files.map(async (file) => ({
    name: file.name,
    mimeType: file.type,
    buffer: Buffer.from(await file.arrayBuffer()),
  }))
  await page.locator('input[type=file]').setInputFiles(await Promise.all(given))
  for (const { name } of files) await page.getByText(`${name}：已收到`).waitFor()
}
const big = (i: number, format: 'jpeg' | 'png' | 'webp') => photoOf(i, { width: 800, height: 600, format })
const desk = async (username: string) => {
  const page = await browser.page({ baseURL: site.url })
  await page.context().addCookies([(await sessionOn(site, username)).cookie])
  return page
}
/** A reporter's browser, with the receipt typed. */
async function enter(code: string, page?: Page) {
  const mine = page ?? (await browser.page({ ...phone, baseURL: site.url }))
  await mine.goto('/report/follow')
  await mine.locator('#field-receipt').fill(code)
  await mine.locator('main form button').first().click()
  await mine.locator('form.leave').waitFor()
  return mine
}
const ledger = async () => {
  const { data } = (await (await fetch(`${site.url}/report/rewards.json`)).json()) as {
    data: { total: Record<'granted' | 'paid' | 'open' | 'lapsed' | 'declined', { count: number; yuan: number }> }
  }
  return data.total
}
const codeOf = async (page: Page) => (await page.locator('.paper-code span').allTextContents()).join('-')

it('an anonymous report with three photographs from a telephone is asked about, leads to a case, and is rewarded once', async () => {
  const before = await ledger()

  // By the river.
  const reporter = await browser.page({ ...phone, baseURL: site.url, geolocation: stand, permissions: ['geolocation'] })
  await reporter.goto('/report')
  await reporter.getByRole('radio', { name: /偷排偷放/ }).check()
  await reporter.getByLabel('看到了什么').fill(`夜里十一点以后，厂后围墙外的暗管排黑水。可打 ${inWords}。`)
  await reporter.getByRole('button', { name: '我在这里' }).click()
  await expect.poll(() => reporter.getByLabel('纬度').inputValue()).toBe(String(stand.latitude))
  const next = () => reporter.locator('button[name=go][value=next]:visible').last().click()
  await next()
  await choose(reporter, await big(first, 'jpeg'), await big(second, 'png'), await big(third, 'webp'))
  await next()
  await reporter.getByText('校验完成').waitFor({ timeout: 40_000 })
  await reporter.getByRole('button', { name: '提交举报' }).click()
  await reporter.getByRole('heading', { name: '举报已收到' }).waitFor()
  const receipt = (await reporter.locator('#receipt').getAttribute('data-code')) as string
  expect(await codeOf(reporter)).toBe(receipt)

  // In the county: read, accepted, asked.
  const [row] = await site.sql<{ id: number }[]>`
    select id from reports where handle = ${receipt.replaceAll('-', '').slice(0, 8)} and region_code = '430922'`
  const id = row?.id as number
  const county = await desk('county-taojiang')
  await county.goto('/office/reports')
  await county.locator(`a[href="/office/reports/${id}"]`).click()
  const pictures = county.locator('#evidence a[href*="/files/"]')
  await expect.poll(() => county.reload().then(() => pictures.count()), { timeout: 30_000 }).toBe(3)
  for (const link of await pictures.all()) {
    const answer = await county.request.get(`${site.url}${await link.getAttribute('href')}`)
    const bytes = await answer.body()
    const { width, exif, xmp, iptc } = await sharp(bytes).metadata()
    expect([width, exif, xmp, iptc]).toEqual([800, undefined, undefined, undefined])
    expect(canariesIn(bytes.toString('latin1'))).toEqual([])
  }
  await county.locator('#field-words').fill('已受理，三天内到现场。')
  await county.locator('#steps form button').click()
  await county.getByText('已办理。').waitFor()
  await county.locator('#field-message').fill('请问是围墙的哪一侧？能否再拍一张？')
  await county.locator('#messages').getByRole('button', { name: '发送' }).click()
  await county.getByText('已办理。').waitFor()

  // At home, with the receipt alone.
  await enter(receipt, reporter)
  await reporter.getByText('请问是围墙的哪一侧？').waitFor()
  await reporter.locator('#field-words').fill(`北侧，靠老渡口，可打 ${inMessage}。`)
  await choose(reporter, await big(later, 'jpeg'))
  await reporter.locator('#messages').getByRole('button', { name: '发送' }).click()
  await reporter.getByText('已发送。').waitFor()
  expect(await reporter.locator('#messages').textContent()).toContain('附 1 个文件')

  // Answered; a case is opened, the report concluded.
  await expect.poll(() => county.reload().then(() => pictures.count()), { timeout: 30_000 }).toBe(4)
  const read = (await county.locator('main').textContent()) as string
  expect(read).toContain('北侧，靠老渡口，可打 ███████████')
  expect(canariesIn(read)).toEqual([])
  await county.getByRole('link', { name: '立案', exact: true }).click()
  await county.locator('#field-enterpriseName').fill('某某作坊（演示）')
  await county.locator('#field-title').fill('私设暗管排放废水案')
  await county.locator('#field-facts').fill('检查发现厂区北侧私设管道一根，正在排放。')
  await county.locator('#steps form button').click()
  await county.waitForURL('**/office/cases/*')
  const draft = county.url()
  await county.goto(`/office/reports/${id}?do=conclude`)
  await county.locator('#field-outcome').selectOption('true')
  await county.locator('#field-publicOutcome').fill('经现场检查属实：北墙外私设管道一根，已拆除并立案调查。')
  await county.locator('#steps form button').click()
  await county.getByText('已办理。').waitFor()

  // The reward: one proposes, another decides.
  await county.goto(`/office/reports/${id}/reward`)
  await county.locator('#field-grade').selectOption('base')
  await county.locator('#field-amountYuan').fill('900')
  await county.locator('#field-reason').fill('线索具体，据此当场查实。')
  for (const box of await county.locator('input[name=asked]').all()) await box.check()
  await county.locator('main form button').last().click()
  await county.waitForURL('**/office/rewards/*')
  const reward = new URL(county.url()).pathname
  expect(await county.getByRole('button', { name: '同意奖励' }).count()).toBe(0)
  const legal = await desk('city-legal')
  await legal.goto(reward)
  await legal.getByRole('button', { name: '同意奖励' }).click()
  await legal.getByText('已领取').or(legal.getByText('待领取')).first().waitFor()

  // Claimed once: the page that stood open elsewhere is refused.
  const elsewhere = await enter(receipt)
  await reporter.goto('/report/follow')
  expect(await reporter.locator('#reward').textContent()).toContain('决定给予奖励 900 元')
  await reporter.getByRole('button', { name: '领取凭证' }).click()
  await reporter.getByRole('heading', { name: '奖励凭证' }).waitFor()
  const voucher = await codeOf(reporter)
  await elsewhere.getByRole('button', { name: '领取凭证' }).click()
  await elsewhere.getByText('凭证已经领取').first().waitFor()
  expect(await elsewhere.locator('.paper-code').count()).toBe(0)

  // Paid once.
  const cashier = await desk('city-finance')
  const show = async () => {
    await cashier.goto('/office/rewards/pay')
    await cashier.locator('#field-voucher').fill(voucher.toLowerCase().replaceAll('-', ' '))
    await cashier.locator('main form button').click()
  }
  await show()
  await cashier.locator('#field-reference').fill('付 2026-901')
  await cashier.getByRole('button', { name: '兑付 900 元' }).click()
  await cashier.getByText('已兑付 900 元').waitFor()
  expect(await cashier.content()).not.toContain(`/office/reports/${id}`)
  await show()
  expect(await cashier.locator('#field-reference').count()).toBe(0)
  expect(await cashier.locator('main').textContent()).toContain('已发放')
  await reporter.getByRole('link', { name: '回到我的举报' }).click()
  expect(await reporter.locator('#reward').textContent()).toMatch(/已于.*兑付/)

  // In public.
  const paid = { count: before.paid.count + 1, yuan: before.paid.yuan + 900 }
  await expect.poll(async () => (await ledger()).paid, { timeout: 20_000 }).toEqual(paid)
  const after = await ledger()
  for (const unit of ['count', 'yuan'] as const)
    expect(after.granted[unit]).toBe(after.paid[unit] + after.open[unit] + after.lapsed[unit] + after.declined[unit])
  const anybody = await browser.page({ ...phone, baseURL: site.url })
  await anybody.goto('/report/rewards')
  expect(await anybody.locator('h1').textContent()).toContain(`已发放 ${after.paid.yuan.toLocaleString('en')} 元`)
  await anybody.goto('/report/outcomes')
  await anybody.getByText('北墙外私设管道一根').waitFor()

  await nowhere({ draft, reward, id })
}, 240_000)

/** The canaries, the reporter's place and the last of the receipt: in no output, log, table or file. */
async function nowhere({ draft, reward, id }: { draft: string; reward: string; id: number }) {
  const marks = (text: string) => [
    ...canariesIn(text),
    ...[String(stand.latitude), String(stand.longitude), '"112.17', '老渡口'].filter((mark) => text.includes(mark)),
  ]
  const leaks: string[] = []
  const look = (where: string, text: string, found = marks(text)) => {
    if (found.length > 0) leaks.push(`${where}: ${found[0]}`)
  }
  for (const path of await publicPaths(site)) look(path, await (await fetch(site.url + path)).text())
  const office = ['/office', '/office/cases', '/office/rewards', reward, new URL(draft).pathname]
  for (const [username, paths] of [
    ['county-taojiang', [...office, '/office/reports']],
    ['city-legal', office],
    ['city-finance', ['/office/rewards', '/office/rewards/pay']],
    ['auditor', ['/office/events', '/office/rewards', ...office]],
  ] as const) {
    const { header } = await sessionOn(site, username)
    for (const path of paths)
      look(`${username} ${path}`, await (await fetch(site.url + path, { headers: { cookie: header } })).text())
  }
  const { header } = await sessionOn(site, 'county-taojiang')
  const own = await (await fetch(`${site.url}/office/reports/${id}`, { headers: { cookie: header } })).text()
  look('the report itself', own, canariesIn(own))
  look('log', printed)
  expect(printed.includes('"area":"report"')).toBe(true)
  look('database', await dump(site))
  const gps = Buffer.from(new Uint32Array([28, 1, 32, 1]).buffer)
  const original = Buffer.from(await (await big(first, 'jpeg')).arrayBuffer())
  expect([original.includes(gps), canariesIn(original.toString('utf8')).length >= 6]).toEqual([true, true])
  for (const file of filesBelow(config().DATA_DIR)) {
    const bytes = readFileSync(file)
    look(file, bytes.toString('latin1'), [
      ...canariesIn(bytes.toString('utf8')),
      ...(bytes.includes(gps) || bytes.includes(Buffer.from(gps).swap32()) ? ['GPS'] : []),
    ])
  }
  expect(leaks).toEqual([])
}
