import { expect, it } from 'vitest'
import { isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()

it('an evaluation report goes from who writes it to a second person and to the public, on a phone without script', {
  timeout: 120_000,
}, async () => {
  const writer = await signedIn(browser, 'city-inspection', plainPhone)
  await writer.goto('/office/evaluations')
  await writer.locator('[name="sectorCode"]').selectOption('sewage')
  await writer.getByRole('button', { name: '汇集数据并起草' }).click()
  await writer.getByText('您参与了起草，要由另一人公布').waitFor()
  const path = new URL(writer.url()).pathname
  for (const block of ['overview', 'compliance', 'causes'])
    for (const language of ['Zh', 'En'])
      await writer.locator(`[name="${block}${language}"]`).fill('污水处理厂排查评估文字，不少于十个字。 Sewage plants.')
  await writer.getByRole('button', { name: '保存文字' }).click()
  await writer.getByText('第 1 版').waitFor()
  expect(await isAsWideAsTheScreen(writer)).toBe(true)

  const publisher = await signedIn(browser, 'city-legal', plainPhone)
  await publisher.goto(path)
  await publisher.getByRole('button', { name: '公布这一版' }).click()
  expect(await publisher.locator('#problems').textContent()).toContain('还没有写完')
  for (const language of ['Zh', 'En'])
    await writer
      .locator(`[name="advice${language}"]`)
      .fill('年底前完成全部整改任务。 All is mended by the end of the year.')
  await writer.getByRole('button', { name: '保存文字' }).click()
  await writer.getByText('第 1 版').waitFor()
  await publisher.goto(path)
  await publisher.getByRole('button', { name: '公布这一版' }).click()
  await publisher.getByRole('link', { name: '查看公布的报告' }).click()
  expect(await publisher.locator('h1').textContent()).toContain('污水处理厂行业')
  expect(await isAsWideAsTheScreen(publisher)).toBe(true)
})

it.each(['/progress', '/progress/campaigns/1', '/progress/papers', '/progress/evaluations/1/paper'])(
  '%s has no faults for whoever reads it, in both languages, widths and colours',
  { timeout: 60_000 },
  async (path) => {
    expect(await faultsInEveryLook(await browser.page(), path)).toEqual([])
  },
)
