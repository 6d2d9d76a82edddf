import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { startRatesSite } from '#test/support/rates-site.ts'
import { sessionOn } from '#test/support/session.ts'

const browser = useBrowser()
let site: Awaited<ReturnType<typeof startRatesSite>>
beforeAll(async () => {
  site = await startRatesSite()
}, 180_000)
afterAll(() => site?.stop())

const get = async (path: string) => {
  const response = await fetch(site.url + path, { redirect: 'manual' })
  const text = (await response.text()).replaceAll('&#34;', '"').replaceAll('&quot;', '"')
  return { status: response.status, text, words: text.replace(/<[^>]+>/g, '') }
}
const path = (place: number) => `/monitoring/${site.places[place]?.creditCode}/${site.places[place]?.code}`

describe('rates', () => {
  it('the page opens with the city’s rate, and lists counties and the firms below the goal', async () => {
    const { status, words } = await get('/monitoring/rates')
    expect(status).toBe(200)
    expect(words).toMatch(/2026年11月，全市在线数据的传输有效率为 \d\d\.\d%，目标 90\.0%；2 家单位低于目标。/)
    expect((await get('/en/monitoring/rates')).words).toContain('2 enterprises are below the goal.')
    expect((await get('/monitoring/rates?month=2026-11&firms=all')).words).toContain('3 家')
    expect((await get('/monitoring')).text).toContain('href="/monitoring/rates"')
  })
  it.each([
    ['/monitoring/rates?month=2026-13', '不是月份'],
    ['/monitoring/rates?month=2019-01', '2019-01 没有数据；可选 2026-11'],
    ['/monitoring/rates?firms=some', '没有“some”这一选项'],
    ['/monitoring/flags?medium=sea', '没有“sea”这一选项'],
    ['/en/monitoring/flags?month=x', '"x" is no month'],
  ])('%s is 400 and says why', async (address, sentence) => {
    const { status, text } = await get(address)
    expect([status, text.includes(sentence)]).toEqual([400, true])
  })
  it('gives the same as files, and names what is wrong with a question', async () => {
    const { data } = JSON.parse((await get('/monitoring/rates.json?by=day')).text)
    expect(data).toHaveLength(12)
    expect(data[0]).toMatchObject({ day: '2026-11-01', isConfirmed: true })
    expect(data.at(-1).isConfirmed).toBe(false)
    for (const by of ['county', 'firm', 'outlet']) {
      const csv = (await get(`/monitoring/rates.csv?by=${by}&month=2026-11`)).text.trim().split('\n')
      expect(csv[0]).toContain('due,received,valid,flagged,missing,stopped,transmission,effective,rate')
    }
    expect((await get('/monitoring/rates.json?by=week')).status).toBe(400)
    expect((await get('/monitoring/rates.json?month=2020-01')).status).toBe(404)
    const signs = JSON.parse((await get('/monitoring/flags.json?of=signs')).text)
    expect(signs.data.map(({ sign }: { sign: string }) => sign)).toContain('flags_over_limit')
    expect((await get('/monitoring/flags.csv')).text).toContain('M:')
  })
  it('the ledger says what flags took out, and that signs are no verdicts; the outlet’s page shows them with its days', async () => {
    const { words } = await get('/monitoring/flags')
    expect(words).toContain('因此没有参与评判')
    expect(words).toContain('以下是线索，不是结论')
    const outlet = await get(`${path(1)}?factor=w01018`)
    expect(outlet.words).toContain('标记集中在超限小时')
    expect(outlet.words).toContain('仪器维护（M）')
    expect(outlet.words).toContain('已确认')
  })
})

it('a firm marks hours on a telephone without scripts: refused in words with all that was typed, then public beside the values', {
  timeout: 60_000,
}, async () => {
  const page = await browser.page({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 },
    baseURL: site.url,
  })
  await page.context().addCookies([(await sessionOn(site, 'paper')).cookie])
  await page.goto('/filing/marks')
  await page.locator('[name=kind]').selectOption('instrument_maintenance')
  await page.locator('[name=from]').fill('2026-11-10T08:00')
  await page.locator('[name=to]').fill('2026-11-10T08:00')
  const words = '更换蠕动泵管并校准，运维二人到场'
  await page.locator('form [name=words]').first().fill(words)
  await page.locator('main form.form button').first().click()
  expect(await page.locator('.field-problem').first().textContent()).toBe('结束时间须晚于开始时间。')
  expect(await page.locator('form [name=words]').first().inputValue()).toBe(words)
  await page.locator('[name=to]').fill('2026-11-10T10:00')
  await page.locator('main form.form button').first().click()
  await page.waitForURL(/done=made/)
  expect(await page.locator('main table').textContent()).toContain(words)
  await expect.poll(async () => (await get(path(0))).words, { timeout: 15_000, interval: 500 }).toContain(words)
  await page.locator('[name=id]').selectOption({ index: 0 })
  await page.locator('form [name=words]').last().fill('起止日期填写有误')
  await page.getByRole('button', { name: '撤回这个标记' }).click()
  await page.waitForURL(/done=withdrawn/)
  expect(await page.locator('main table').textContent()).toContain('撤回')
})

it('the pages have no fault that axe finds and need no sideways scrolling', { timeout: 120_000 }, async () => {
  const page = await browser.page({ baseURL: site.url })
  await page.context().addCookies([(await sessionOn(site, 'paper')).cookie])
  for (const address of ['/monitoring/rates', '/monitoring/flags', `${path(1)}?factor=w01018`, '/filing/marks'])
    expect(await faultsInEveryLook(page, address), address).toEqual([])
})
