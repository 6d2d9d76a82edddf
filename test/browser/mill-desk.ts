import type { Page, Request } from 'playwright-core'
import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { type FormPart, formParts } from '#domain/disclosure/rules/items/spec.ts'
import { typedItems, typedRows } from '#test/support/mill/form.ts'
import type { RegisteredMill } from '#test/support/mill/register.ts'
import { pdf } from '#test/support/upload-files.ts'

type Mill = Pick<RegisteredMill, 'creditCode' | 'outlets'>

/** Types one part of the mill's annex 2 into the page that is open, adding items as they are needed. */
export async function typePart(page: Page, part: FormPart, mill: Mill): Promise<void> {
  const items = typedItems(mill.creditCode).filter(({ meant }) => groupSpec(meant.group).part === part)
  const groups = Map.groupBy(items, ({ meant }) => meant.group)
  // As the page asks them: a group that another's answer calls for comes after it.
  const asked = await page.$$eval('[data-group]', (all) => all.map((group) => group.getAttribute('data-group') ?? ''))
  const place = (group: string) => (asked.includes(group) ? asked.indexOf(group) : asked.length)
  for (const [group, ofGroup] of [...groups].sort(([a], [b]) => place(a) - place(b))) {
    for (const [i, { meant, typed }] of ofGroup.entries()) {
      const isFurther = meant.outlet === undefined && i > 0
      if (isFurther) await page.click(`[data-add="${group}"]`)
      const item = meant.outlet
        ? `${group}_${mill.outlets.get(meant.outlet)}`
        : await page.locator(`[data-group="${group}"] [data-item]`).nth(i).getAttribute('data-item')
      for (const [field, value] of Object.entries(typed)) await type(page, `${item}.${field}`, value)
      for (const field of meant.files) await attach(page, `${item}.${field}`)
    }
  }
  if (part !== 'discharge') return
  for (const [field, value] of Object.entries(typedRows(mill.outlets))) await type(page, field, value)
}

async function type(page: Page, name: string, value: string) {
  const box = page.locator(`[name="${name}"]:not([type=hidden])`)
  const sort = await box.first().evaluate((element) => (element as HTMLInputElement).type)
  if (sort === 'checkbox')
    for (const choice of value.split('、')) await page.check(`[name="${name}"][value="${choice}"]`)
  else {
    // What lies in a closed fold is opened, as a person does.
    await box.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
    if (sort.startsWith('select')) await box.selectOption(value)
    else await box.fill(value)
  }
}

const attach = (page: Page, name: string) =>
  page.setInputFiles(`[name="upload:${name}"]`, {
    name: `${fileNameOf(name)}.pdf`,
    mimeType: 'application/pdf',
    buffer: pdf(),
  })

const fileNames: Readonly<Record<string, string>> = {
  processDiagrams: '工艺流程图',
  permit: '排污许可证',
  approvals: '环评批复',
  emergencyPlan: '应急预案备案表',
  selfMonitoringPlan: '自行监测方案',
  monitoringReports: '监测报告',
}
const fileNameOf = (name: string) => fileNames[name.split('_', 1)[0] as string] ?? '附件'

/** Where the parts are filed one after another; the facilities first, for the streams name them. */
export const partsAsFiled: readonly FormPart[] = ['facilities', ...formParts.filter((part) => part !== 'facilities')]

/** Every autosave that a page sends: the fields in its body. */
export function autosavesOf(page: Page): { fields: Record<string, string> }[] {
  const sent: { fields: Record<string, string> }[] = []
  page.on('request', (request: Request) => {
    if (request.method() === 'PUT' && request.url().endsWith('/autosave')) sent.push(request.postDataJSON())
  })
  return sent
}

/** The files of the form, part by part, where the rest came by workbook. */
export async function attachFiles(page: Page, year: number, mill: Mill): Promise<void> {
  const withFiles = typedItems(mill.creditCode).filter(({ meant }) => meant.files.length > 0)
  for (const [part, ofPart] of Map.groupBy(withFiles, ({ meant }) => groupSpec(meant.group).part)) {
    await page.goto(`/filing/${year}/${part}`)
    for (const [group, items] of Map.groupBy(ofPart, ({ meant }) => meant.group)) {
      for (const [i, { meant }] of items.entries()) {
        const item = await page.locator(`[data-group="${group}"] [data-item]`).nth(i).getAttribute('data-item')
        for (const field of meant.files) await attach(page, `${item}.${field}`)
      }
    }
    await page.click('.filing-bar button[name=next][value=form]')
    await page.locator('.notice-river').waitFor()
  }
}

/** Signs what the preview shows, and goes to the public record. @returns its address */
export async function signPreview(page: Page, year: number): Promise<string> {
  await page.goto(`/filing/${year}/preview`)
  await page.check('[name=declaration]')
  await page.fill('[name=signedName]', '范佳')
  await page.click('main form button')
  await page.waitForURL(/\/published$/)
  return (await page.getAttribute('main a[href^="/disclosures/"]', 'href')) as string
}
