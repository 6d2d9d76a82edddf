import { afterAll, expect, it } from 'vitest'
import { monthBefore, monthOf } from '#domain/assessment/rules/month.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
afterAll(() => sql.end())
const month = monthBefore(monthOf(cityDate(new Date())))
/** A return of a month long ago, of the two people's county: nobody else's test meets it. */
const period = monthOf(addDays(`${month}-15`, -800))
const path = `/office/returns/430922/${period}`

it('a return goes from one person of the county to the head and to the city, on a phone without script; then the public reads it', {
  timeout: 120_000,
}, async () => {
  await sql`insert into county_returns (kind, region_code, period, due_on, state, figures, prepared_at, words, checked)
    values ('month', '430922', ${period}, ${`${period}-28`}, 'prepared', '{"counts":{},"cases":[]}', now(), '{}', '{}')`
  const filler = await signedIn(browser, 'county-taojiang', plainPhone)
  await filler.goto('/office/returns')
  await filler.locator(`a[href="${path}"]`).click()
  await filler.locator('[name="note"]').fill('整改台账逐条核对，两处复查报告编号已补。')
  await filler.getByRole('button', { name: '填写完成' }).click()
  expect(await filler.locator('#problems').textContent()).toContain('清单各项都要逐一核对并勾选')
  expect(await filler.locator('[name="note"]').inputValue()).toContain('两处复查报告编号已补')
  for (const point of await filler.locator('[name="checked"]').all()) await point.check()
  await filler.getByRole('button', { name: '填写完成' }).click()
  await filler.getByText('须由本单位另一人签发').waitFor()
  expect(await filler.getByRole('button', { name: '签发报送' }).count()).toBe(0)
  expect(await isAsWideAsTheScreen(filler)).toBe(true)

  const head = await signedIn(browser, 'county-taojiang2', plainPhone)
  await head.goto(path)
  await head.locator('[name="sealRegionCode"]').selectOption('430923')
  await head.getByRole('button', { name: '签发报送' }).click()
  expect(await head.locator('#problems').textContent()).toContain('印章单位与填报单位不符')
  await head.locator('[name="sealRegionCode"]').selectOption('430922')
  await head.getByRole('button', { name: '签发报送' }).click()
  await head.getByText('已报送，待接收').first().waitFor()

  const city = await signedIn(browser, 'city-inspection', plainPhone)
  await city.goto(path)
  await city.getByRole('button', { name: '接收' }).click()
  await city.getByText('已接收').first().waitFor()

  const visitor = await browser.page(plainPhone)
  await visitor.goto('/progress/returns?region=430922&kind=month')
  expect(await visitor.locator('main').textContent()).toContain('两处复查报告编号已补')
})

it('the pages of tasks, returns, scores and measures can be used by everybody', { timeout: 120_000 }, async () => {
  const looks: [string | undefined, string[]][] = [
    [
      undefined,
      [
        '/progress/counties',
        `/progress/counties/${month}`,
        '/progress/tasks',
        '/progress/measures',
        '/progress/returns',
      ],
    ],
    ['county-taojiang', ['/office/tasks?no=12', `/office/returns/430922/${month}`]],
    ['city-inspection', ['/office/assessment']],
  ]
  const faults: string[] = []
  for (const [who, paths] of looks) {
    const page = who ? await signedIn(browser, who) : await browser.page()
    for (const each of paths) faults.push(...(await faultsInEveryLook(page, each)))
    await page.context().close()
  }
  expect(faults).toEqual([])
})
