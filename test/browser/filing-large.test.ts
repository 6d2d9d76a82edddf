import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { autosavesOf } from '#test/browser/mill-desk.ts'
import { fillPartFive, tickForReturn } from '#test/browser/part-five.ts'
import { rowsOf } from '#test/browser/whole-form.ts'
import { useBrowser } from '#test/support/browser.ts'
import { type MillOutlet, type RegisteredMill, registerMill } from '#test/support/mill/register.ts'
import { postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

const factors = 'w01012 w01017 w01018 w20119 w20120 w21001 w21003 w21011 w22001 w99002'.split(' ')
/** The largest enterprise that the form is made for. */
const outlets: MillOutlet[] = Array.from({ length: 200 }, (_, i) => ({
  code: `DW${String(i + 1).padStart(3, '0')}`,
  name: `${i + 1}号排放口`,
  kind: 'water_outlet',
  route: 'direct',
  pattern: 'continuous',
  destination: '资江',
  hours: 8000,
  flow: 1_000_000,
  limits: Object.fromEntries(factors.map((code) => [code, [null, 50] as const])),
}))
const browser = useBrowser()
let firm: RegisteredMill
let session: Awaited<ReturnType<typeof sessionOf>>
beforeAll(async () => {
  const sql = siteDatabase()
  firm = await registerMill(sql, '91430922MAY9R6M4W3', outlets)
  await sql.end()
  session = await sessionOf(firm.username)
  await postForm('/filing?_action=disclosure.openDraft', { year: String(firm.year) }, session)
  const streams = outlets.flatMap(({ code }, i) =>
    Object.entries({ name: `废水${i + 1}`, source: '车间', discharged: 'yes', destination: '资江', outlet: code }).map(
      ([field, typed]) => [`wasteWaterStreams_${i + 1}.${field}`, typed],
    ),
  )
  const response = await fetch(`${inject('siteUrl')}/filing/${firm.year}/autosave`, {
    method: 'PUT',
    headers: { cookie: session.header, origin: inject('siteUrl'), 'content-type': 'application/json' },
    body: JSON.stringify({ revision: 0, fields: Object.fromEntries(streams) }),
  })
  expect(response.status).toBe(200)
})

/** From each key to the frame that shows it, in milliseconds. */
const watchPaints = (page: Page) =>
  page.evaluate(() => {
    const paints: number[] = []
    Object.assign(window, { paints })
    const watch = ({ timeStamp }: Event) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => paints.push(performance.now() - timeStamp)
        port2.postMessage(undefined)
      })
    addEventListener('input', watch, true)
  })
const paintsOf = (page: Page) => page.evaluate(() => (window as unknown as { paints: number[] }).paints)

describe('a firm of 200 outlets and 2,000 rows', () => {
  it.each([
    ['its 200 streams', 1, 'wasteWaterStreams_200.source'],
    ['the first of its outlets', 2, 'row.mean'],
    ['the flow of an outlet, by which its rows are judged', 2, 'outlets.flow'],
    ['the last of its outlets', -1, 'row.max'],
  ])('sends one field when one was typed: %s', async (what, at, field) => {
    const page = await browser.page()
    await page.context().addCookies([session.cookie])
    const started = performance.now()
    await page.goto(`/filing/${firm.year}/discharge?page=${at < 0 ? 99 : at}`)
    await page.locator('[data-saving]').waitFor()
    const opened = performance.now() - started
    const rows = await rowsOf(page)
    const row = (at < 0 ? rows.at(-1) : rows[0]) ?? ''
    const name = field.replace('row.', `${row}.`).replace('outlets.', `outlets_${row.slice(1).split('_')[0]}.`)
    const box = page.locator(`[name="${name}"]`)
    const sent = autosavesOf(page)
    await box.fill('')
    await watchPaints(page)
    await box.pressSequentially('31.4159265', { delay: 40 })
    await page.waitForTimeout(300)
    const paints = (await paintsOf(page)).toSorted((a, b) => a - b)
    await page.locator('[data-saving=saved]').waitFor()
    expect(sent.flatMap(({ fields }) => Object.keys(fields)).every((each) => each === name)).toBe(true)
    expect(sent.length).toBeGreaterThan(0)
    expect(Math.max(...sent.map((body) => JSON.stringify(body).length))).toBeLessThan(120)
    expect(paints.length).toBeGreaterThan(5)
    const ms = (value = 0) => value.toFixed(0)
    const boxes = await page.locator('filing-form :is(input, select, textarea)').count()
    console.log(
      `${what}: a key is shown after ${ms(paints[paints.length >> 1])} ms (median), ${ms(paints.at(-1))} ms (worst of ${paints.length}); ` +
        `${rows.length} rows and ${boxes} fields on the page, which opened in ${ms(opened)} ms`,
    )
  })

  it('is returned by its county for points on several pages of its outlets, and nothing typed is lost on the way', async () => {
    const id = await publishAsItStands()
    const county = await browser.page({ javaScriptEnabled: false })
    await county.context().addCookies([(await sessionOf('county-taojiang')).cookie])
    await county.goto(`/office/disclosures/${id}`)
    expect(await county.locator('.review-pages button').count()).toBe(33)
    expect(await county.locator('details.review-points .review-row').count()).toBeLessThan(300)
    await fillPartFive(county, 'returned')
    await county.fill('[name=words]', '请按监测报告更正')
    const [first, last] = ['DW001', 'DW200'].map((code) => `r${firm.outlets.get(code)}_w01018`) as [string, string]
    await tickForReturn(county, first, 'mean', '一月的值有误')
    await county.click('.review-pages li:last-child button')
    expect(await county.textContent('.review-pages li:first-child')).toContain('1 处')
    expect(await county.inputValue('[name=words]')).toBe('请按监测报告更正')
    await tickForReturn(county, last, 'max', '')
    await county.click('#review form > p button')
    expect(await county.getAttribute('.problem-summary a', 'href')).toBe(`#field-why.${last}`)
    await county.fill(`[name="why.${last}"]`, '最高值漏填')
    await county.click('#review form > p button')
    const said = await county.textContent('#reviews')
    for (const words of ['一月的值有误', '最高值漏填']) expect(said).toContain(words)
  })
})

/** The draft as a public version: what the review of so many rows is tried on. */
async function publishAsItStands(): Promise<number> {
  const sql = siteDatabase()
  const [draft] = await sql`select id from disclosures where enterprise_id = ${firm.enterpriseId}`
  await sql`update disclosure_rows set typed = '{}', concentration_state = 'not_required', total_state = 'not_required' where disclosure_id = ${draft?.id}`
  await sql`update disclosure_items set answers = typed, typed = '{}' where disclosure_id = ${draft?.id}`
  await sql`update disclosures set state = 'published', signed_name = '范佳', signed_at = now(), published_at = now() where id = ${draft?.id}`
  await sql.end()
  return draft?.id
}
