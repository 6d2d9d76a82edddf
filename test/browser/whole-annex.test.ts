import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import { answerText } from '#src/i18n/answer-text.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { attachFiles, autosavesOf, partsAsFiled, signPreview, typePart } from '#test/browser/mill-desk.ts'
import { expectPublished } from '#test/browser/mill-published.ts'
import { fillWorkbook } from '#test/browser/mill-workbook.ts'
import { fillPartFive, tickForReturn } from '#test/browser/part-five.ts'
import { box } from '#test/browser/whole-form.ts'
import { useBrowser } from '#test/support/browser.ts'
import { factorNames, typedItems } from '#test/support/mill/form.ts'
import { type RegisteredMill, registerMill } from '#test/support/mill/register.ts'
import { millRows } from '#test/support/mill/rows.ts'
import { sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
let byHand: RegisteredMill
let byWorkbook: RegisteredMill
beforeAll(async () => {
  const sql = siteDatabase()
  byHand = await registerMill(sql, '91430922MAY7P4K2X1')
  byWorkbook = await registerMill(sql, '91430922MAY8Q5L3Y2')
  await sql.end()
})

async function signedIn(username: string, options: Parameters<typeof browser.page>[0] = {}): Promise<Page> {
  const page = await browser.page(options)
  await page.context().addCookies([(await sessionOf(username)).cookie])
  return page
}

/** The desk of a mill with the year's draft open. */
async function deskOf({ username, year }: RegisteredMill): Promise<Page> {
  const desk = await signedIn(username, { viewport: { width: 1440, height: 900 } })
  await desk.goto('/filing')
  await desk.click('main form button:not([name])')
  await desk.waitForURL(new RegExp(`/filing/${year}`))
  return desk
}

describe('a paper mill with three water outlets, four stacks and fugitive emissions', () => {
  let first: string
  let second: string

  it('files its whole annex 2 at a desk, part by part; the form saves by itself, and sends no more than what was typed', async () => {
    const desk = await deskOf(byHand)
    const sent = autosavesOf(desk)
    for (const part of partsAsFiled) {
      const address = `/filing/${byHand.year}/${part}`
      if (new URL(desk.url()).pathname !== address) await desk.goto(address)
      sent.length = 0
      await typePart(desk, part, byHand)
      await desk.locator('[data-saving=saved]').waitFor()
      const typed = sent.flatMap(({ fields }) => Object.keys(fields))
      const onPage = await desk.$$eval(
        ':is(.box, .tick-boxes) :is(input:not([type=file]), select, textarea)',
        (boxes) =>
          boxes
            .filter((each) => (each as HTMLInputElement).value !== '')
            .map((each) => (each as HTMLInputElement).name),
      )
      expect(new Set(typed).difference(new Set(onPage))).toEqual(new Set())
      expect(typed.length).toBeGreaterThan(0)
      await desk.click(`.filing-bar button[name=next][value=${part === formParts.at(-1) ? 'form' : 'next'}]`)
      await desk.waitForURL((url) => !url.pathname.endsWith(part) || url.searchParams.has('saved'))
    }
    await desk.goto(`/filing/${byHand.year}`)
    expect(await desk.locator('.parts-progress .row-state-done').count()).toBe(7)
  }, 240_000)

  it('is printed to PDF as the official form before it is signed, with every answer on it', async () => {
    const desk = await signedIn(byHand.username)
    await desk.goto(`/filing/${byHand.year}/print`)
    const plain = (words: string) => words.replace(/\s+/g, '')
    const text = plain((await desk.locator('main').textContent()) ?? '')
    const answers = typedItems(byHand.creditCode).flatMap(({ meant: { group, answers: all } }) =>
      Object.entries(all)
        .filter(([, value]) => typeof value !== 'boolean')
        .map(([field, value]) => answerText('zh', group, field, value, names)),
    )
    const figures = millRows.flatMap(({ published: { concentrationMean: mean, totalTonnes: total } }) =>
      [mean, total].flatMap((value) => (typeof value === 'number' ? [formatNumber('zh', value)] : [])),
    )
    expect([...answers, ...figures].filter((words) => !text.includes(plain(words)))).toEqual([])
    const paper = (await desk.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    expect(paper.slice(0, 5)).toBe('%PDF-')
    expect(paper.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(6)
  })

  it('is signed and public; the county returns it with the reasons at the fields', async () => {
    const desk = await signedIn(byHand.username)
    first = await signPreview(desk, byHand.year)
    await expectPublished(first, byHand)

    const county = await signedIn('county-taojiang')
    await county.goto(`/office${first}`)
    await fillPartFive(county, 'returned')
    await box(county, 'words').fill('请按监测报告和运行记录更正')
    await tickForReturn(county, cod(), 'max', '与 3 月监测报告不符')
    const plant = (await county.locator('[name^="why.facilities_"]').nth(1).getAttribute('name'))?.slice(4) as string
    await tickForReturn(county, plant, 'operationRate', '运行记录为 91.5%')
    await county.click('#review form button')
    expect(await county.textContent('#review')).toContain('这一版已被退回')
  })

  it('is corrected where the county says so, and published again', async () => {
    const desk = await signedIn(byHand.username)
    await desk.goto('/filing')
    await desk.click('.returned button')
    await desk.goto(`/filing/${byHand.year}/discharge`)
    expect(await desk.textContent(`[id="field-${cod()}.max-returned"]`)).toContain('与 3 月监测报告不符')
    await correct(desk, `${cod()}.max`, '84')
    await desk.goto(`/filing/${byHand.year}/facilities`)
    const rate = desk.locator('.field-returned', { hasText: '91.5%' })
    const plant = (await rate.getAttribute('id'))?.replace(/^field-|-returned$/g, '') as string
    await correct(desk, plant, '91.5')
    second = await signPreview(desk, byHand.year)
    await expectPublished(second, byHand, {
      rows: { 'DW001 w01018': { concentrationMax: 84 } },
      groups: { facilities: { 1: { ...facility(1), operationRate: 91.5 } } },
    })
  })

  it('stands in public in both versions, with what changed between them', async () => {
    await expectPublished(first, byHand)
    const citizen = await browser.page()
    await citizen.goto(first)
    expect(await citizen.textContent('.notice')).toContain('已被更正的旧版本')
    await citizen.goto(second)
    expect(await citizen.textContent('#versions')).toContain('请按监测报告和运行记录更正')
    await citizen.goto(`${second}/changes`)
    const changes = await citizen.textContent('main')
    expect(changes).toContain('最高浓度由 81 mg/L 改为 84 mg/L')
    expect(changes).toMatch(/98\.5%[\s\S]*91\.5%/)
    expect(await citizen.textContent('h1')).toContain('2')
  })

  const cod = () => `r${byHand.outlets.get('DW001')}_w01018`
})

it('the same mill files its whole annex 2 by workbook: every cell filled, taken in at once, and public as it was meant', async () => {
  const desk = await deskOf(byWorkbook)
  await desk.goto(`/filing/${byWorkbook.year}/excel`)
  const [got] = await Promise.all([desk.waitForEvent('download'), desk.click('a[href*="template.xlsx"]')])
  const bytes = fillWorkbook(readFileSync(await got.path()), byWorkbook.creditCode)
  await desk.setInputFiles('[name=file]', { name: '年度填报.xlsx', mimeType: xlsx, buffer: bytes })
  await desk.click('main form[enctype] button')
  const said = (await desk.locator('main :is([role=status], [role=alert])').first().textContent()) ?? ''
  expect(said).toMatch(/已保存，写入 \d{3} 项改动/)
  await attachFiles(desk, byWorkbook.year, byWorkbook)
  await expectPublished(await signPreview(desk, byWorkbook.year), byWorkbook)
}, 120_000)

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const names: AnswerNames = {
  factors: new Map([...factorNames].map(([code, nameZh]) => [code, { nameZh, nameEn: nameZh }])),
  files: new Map(),
}

const facility = (place: number) =>
  typedItems('').filter(({ meant }) => meant.group === 'facilities')[place]?.meant.answers ?? {}

/** Types another value into a field; it is saved by itself. */
async function correct(desk: Page, field: string, value: string) {
  await box(desk, field).fill(value)
  await desk.locator('[data-saving=saved]').waitFor()
}
