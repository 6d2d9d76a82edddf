import type { Page } from 'playwright-core'

/** Annex 2, part five, as an official fills it in. */
export async function fillPartFive(page: Page, opinion: string) {
  const box = (name: string) => page.locator(`[name="${name}"]`)
  await box('findings').fill('排污口标识牌破损')
  await box('knownProblems').fill('无')
  await box('inspectedOn').fill('2026-01-05')
  await box('inspectors').fill('甲，乙')
  await box('opinion').selectOption(opinion)
}

/** Opens the place of a return, ticks its field and says why. */
export async function tickForReturn(page: Page, place: string, field: string, why: string) {
  const row = page.locator('.review-row', { has: page.locator(`[name="why.${place}"]`) })
  const points = page.locator('details.review-points', { has: row })
  if ((await points.getAttribute('open')) === null) await points.locator('summary').click()
  await row.locator(`input[value="${place}.${field}"]`).check()
  await row.locator('textarea').fill(why)
}
