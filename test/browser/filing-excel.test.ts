import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { useBrowser } from '#test/support/browser.ts'
import { editXlsx, type SheetEdit } from '#test/support/edit-xlsx.ts'
import { useFolder } from '#test/support/folder.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()
const folder = useFolder()

async function download(page: Page, link: string): Promise<Buffer> {
  const [got] = await Promise.all([page.waitForEvent('download'), page.click(link)])
  return readFileSync(await (got as Download).path())
}

async function upload(page: Page, bytes: Buffer, name: string) {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  await page.setInputFiles('[name=file]', path)
  await page.click('main form[enctype] button')
}

/** The workbook's page of the draft that is open. */
const latestYear = async (page: Page) => {
  const hrefs = await page.$$eval('main a', (links) => links.map((link) => link.getAttribute('href') ?? ''))
  const year = Math.max(...hrefs.map((href) => Number(/\/filing\/(\d{4})/.exec(href)?.[1] ?? 0)))
  return `${hrefs.find((href) => href.includes(`/filing/${year}`))?.replace(/(\d{4}).*/, '$1')}/excel`
}

/** Writes into the workbook as a person would: by the sheet, the line's first cells and the head above the cell. */
function fillIn(bytes: Buffer, answers: [sheet: string, keys: string[], column: string, value: string][]): Buffer {
  const { sheets } = inspectXlsx(bytes)
  const edits: Record<number, { cells: NonNullable<SheetEdit['cells']> }> = {}
  for (const [name, keys, head, value] of answers) {
    const at = sheets.findIndex((sheet) => sheet.name.includes(name))
    const rows = sheets[at]!.rows
    const line = [...rows].find(
      ([n, row]) =>
        n > 4 && keys.every((key) => [...row.values()].some(({ text }) => text.replace(/^\* /, '') === key)),
    )?.[0]
    const column = [...rows.get(4)!].find(([, { text }]) => text.replace(/^\* /, '').startsWith(head))?.[0]
    if (line === undefined || column === undefined) throw new Error(`${name}: ${keys} ${head}`)
    edits[at + 1] ??= { cells: {} }
    edits[at + 1]!.cells[`${columnLetter(column)}${line}`] = value
  }
  return editXlsx(bytes, edits)
}

it('a paper mill files its annex 2 by workbook, without JavaScript: three wrong cells come back marked, the mended copy is saved', async () => {
  const page = await browser.page({ javaScriptEnabled: false })
  await page.context().addCookies([(await sessionOf('paper')).cookie])
  await page.goto('/filing')
  const year = await page.inputValue('main form [name=year] >> nth=0')
  await page.goto(`/filing/${year}/excel`)
  if ((await page.locator('[name=file]').count()) === 0) {
    await page.goto('/filing')
    await page.click('button[name=asLastYear]')
    await page.goto(`/filing/${year}/excel`)
  }

  const blank = await download(page, 'a[href*="template.xlsx"]')
  const factors = inspectXlsx(blank).sheets.find(({ name }) => name.includes('各排放口污染因子'))!
  const lines = [...factors.rows].filter(([line]) => line > 4)
  expect(lines.length).toBeGreaterThan(5)
  const cod = lines.find(([, row]) => row.get(2)?.text === 'w01018')![1]
  const key = [cod.get(0)!.text, 'w01018']

  const wrong = fillIn(blank, [
    ['产品及规模', ['1'], '产品', '文化用纸'],
    ['产品及规模', ['1'], '设计规模', '十二万'],
    ['应急预案', ['是否编制应急预案'], '填写', '大概有'],
    ['各排放口污染因子', key, '最低浓度', '２１'],
    ['各排放口污染因子', key, '平均浓度', '约58'],
    ['各排放口污染因子', key, '最高浓度', '84'],
  ])
  await upload(page, wrong, '年度填报.xlsx')
  expect(await page.textContent('[role=alert]')).toContain('有 3 处不能接受，没有写入任何内容')
  const list = (await page.textContent('main table')) ?? ''
  for (const words of ['“十二万”', '“大概有”不是“是”或“否”', '“约58”不是一个确定的数', `${key[0]} `])
    expect(list).toContain(words)

  const marked = await download(page, `a[href*="/filing/${year}/excel/"]`)
  const mended = fillIn(marked, [
    ['产品及规模', ['1'], '设计规模', '12'],
    ['应急预案', ['是否编制应急预案'], '填写', '是'],
    ['各排放口污染因子', key, '平均浓度', '58'],
  ])
  await upload(page, mended, '年度填报-改.xlsx')
  expect(await page.textContent('[role=status]')).toMatch(/已保存，写入 [3-9] 项改动/)

  const saved = await download(page, 'a[href*="template.xlsx"]')
  const again = inspectXlsx(saved).sheets.find(({ name }) => name.includes('各排放口污染因子'))!
  expect(
    [...again.rows].find(([, row]) => row.get(0)?.text === key[0] && row.get(2)?.text === 'w01018')?.[1].get(10)?.text,
  ).toBe('58')
})

it.each([
  [360, '/filing'],
  [360, '/en/filing'],
  [1440, '/filing'],
  [1440, '/en/filing'],
])('the page fits %i px at %s', async (width, desk) => {
  const page = await browser.page({ viewport: { width, height: 900 } })
  await page.context().addCookies([(await sessionOf('paper')).cookie])
  await page.goto(desk)
  await page.goto(await latestYear(page))
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
