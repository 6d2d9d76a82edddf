import { expect, inject, it } from 'vitest'
import { connect } from '#db/client.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { monthBefore } from '#domain/screening/rules/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()

it('two officers complete one line on a phone without script: the second is asked, and chooses', {
  timeout: 90_000,
}, async () => {
  const app = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1 })
  const now = new Date()
  await deriveRows(app.db, { regionCode: '430923' }, now)
  const { screening } = await takeSnapshots(app.db, '430923', monthBefore(cityDate(now)), 'system', now)
  await app.close()
  const [first, second] = [
    await signedIn(browser, 'county-anhua', plainPhone),
    await signedIn(browser, 'county-anhua', plainPhone),
  ]
  await first.goto('/office/screening?sort=name')
  await first.locator('main table a').last().click()
  await second.goto(first.url())
  await first.locator('[name="totals"]').fill('化学需氧量 12 吨/年')
  await first.locator('[name="screenedOn"]').fill(cityDate(now))
  await first.getByRole('button', { name: '保存' }).click()
  await first.getByText('已保存。').waitFor()
  await second.locator('[name="totals"]').fill('化学需氧量 15 吨/年')
  await second.getByRole('button', { name: '保存' }).click()
  await second.getByText('两个人改了同一项').waitFor()
  expect(await second.locator('[name="totals"]').inputValue()).toBe('化学需氧量 15 吨/年')
  expect(await isAsWideAsTheScreen(second)).toBe(true)
  await second.getByLabel('保留现在台账里的').check()
  await second.getByRole('button', { name: '保存' }).click()
  await second.getByText('已保存。').waitFor()
  expect(await second.locator('[name="totals"]').inputValue()).toBe('化学需氧量 12 吨/年')
  const line = new URL(second.url()).pathname

  const [desk, visitor] = [await signedIn(browser, 'county-anhua'), await browser.page()]
  const faults = [
    ...(await faultsInEveryLook(desk, '/office/screening')),
    ...(await faultsInEveryLook(desk, line)),
    ...(await faultsInEveryLook(visitor, '/progress/ledgers')),
    ...(await faultsInEveryLook(visitor, `/progress/ledgers/${screening}`)),
  ]
  expect(faults).toEqual([])
})
