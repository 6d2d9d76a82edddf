import { beforeAll, describe, expect, inject, it } from 'vitest'
import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import { answerText } from '#src/i18n/answer-text.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'
import { publishWhole, type WholeDisclosure, wholeFirm } from '#test/support/whole-disclosure.ts'

const browser = useBrowser()
let whole: WholeDisclosure
let names: AnswerNames
beforeAll(async () => {
  const sql = siteDatabase()
  whole = await publishWhole(sql, await wholeFirm(sql, 'print'))
  const factors = await sql`select code, name_zh as "nameZh", name_en as "nameEn" from factors`
  names = {
    factors: new Map(factors.map(({ code, nameZh, nameEn }) => [code, { nameZh, nameEn }])),
    files: new Map([[whole.fileId, { name: '工艺流程图.pdf', mediaType: 'application/pdf', bytes: 1 }]]),
  }
  await sql.end()
})

/** The words of the page as they follow each other on paper. */
const plain = (text: string) => text.replace(/\s+/g, '')

describe('the official form of a public version', () => {
  it.each(['zh', 'en'] as const)('holds every public answer, and nothing that is private, in %s', async (locale) => {
    const page = await browser.page()
    await page.goto(`${locale === 'en' ? '/en' : ''}/disclosures/${whole.first}/print`)
    const text = plain((await page.locator('main').textContent()) ?? '')
    const missing = whole.items.flatMap(({ group, answers }) =>
      Object.entries(answers)
        .filter(([, value]) => typeof value !== 'boolean')
        .map(([field, value]) => answerText(locale, group, field, value, names))
        .filter((answer) => !text.includes(plain(answer))),
    )
    expect(missing).toEqual([])
    for (const secret of ['钱环保', '0737-7654321', '孙填报', '李审核']) expect(text).not.toContain(secret)
  })

  it('ticks what was answered and leaves the bureau’s part empty', async () => {
    const page = await browser.page()
    await page.goto(`/disclosures/${whole.first}/print`)
    const cell = (head: string) => page.locator('tr', { has: page.getByRole('rowheader', { name: head }) }).last()
    await expect.poll(() => cell('是否按要求公开环境信息').textContent()).toContain('□是 ☑否')
    expect(await cell('自动监控设备安装').textContent()).toContain('☑是 □否')
    const bureau = await page.locator('.form-bureau td').allInnerTexts()
    expect(bureau.map((text) => text.trim())).toEqual([
      '现场排查发现的问题：',
      '现场监测情况：',
      expect.stringContaining('近1年内发现的环境问题'),
      '对企业自查自测自纠情况审核意见：',
    ])
  })

  it('prints on A4, wide tables across, with nothing cut off at the edge', async () => {
    const page = await browser.page()
    await page.goto(`/disclosures/${whole.first}/print`)
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) =>
      [Math.round(Number(w)), Math.round(Number(h))].join('x'),
    )
    expect(new Set(boxes)).toEqual(new Set(['595x842', '842x595']))
    expect(boxes.length).toBeGreaterThanOrEqual(6)
    expect(boxes.length).toBeLessThanOrEqual(14)
    await page.emulateMedia({ media: 'print' })
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('.form-sheet')].flatMap(
        (sheet) =>
          [...sheet.querySelectorAll('table, .form-box')].filter(
            (each) =>
              each.scrollWidth > each.clientWidth + 1 ||
              each.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1,
          ).length,
      ),
    )
    expect(wide.every((count) => count === 0)).toBe(true)
  })

  it('leads back to the record by its code, and the record says whether the paper agrees with it', async () => {
    const page = await browser.page()
    await page.goto(`/disclosures/${whole.first}/print`)
    const text = await page.locator('.form-record').textContent()
    const printed = /[0-9a-f]{64}/.exec(text ?? '')?.[0]
    const { data } = await (await fetch(`${inject('siteUrl')}/api/v1/disclosures/${whole.first}`)).json()
    expect(printed).toBe(data.fingerprint)
    await page.goto(`/disclosures/${whole.first}?sha256=${printed}`)
    expect(await page.locator('main').textContent()).toContain('指纹与公开内容一致')
    await page.goto(`/disclosures/${whole.first}?sha256=${'0'.repeat(64)}`)
    expect(await page.locator('main').textContent()).toContain('指纹与公开内容不一致')
  })

  it('can be read on a screen by everybody', async () => {
    expect(await faultsInEveryLook(await browser.page(), `/disclosures/${whole.first}/print`)).toEqual([])
  })
})
