import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'
import { photograph } from '#test/support/upload-files.ts'

const browser = useBrowser()
const sql = siteDatabase()
let county: TestSession
let city: TestSession
beforeAll(async () => {
  county = await sessionOf('county-anhua')
  city = await sessionOf('city-legal')
})
afterAll(() => sql.end())
const slug = `journey-picture-${Date.now()}`

async function pageOf(session: TestSession, javaScriptEnabled = true) {
  const page = await browser.page({ javaScriptEnabled })
  await page.context().addCookies([session.cookie])
  return page
}

describe('a story with a picture, from the county to the public', () => {
  it('without script: previewed, saved, a picture refused without its words, published by the city, withdrawn', async () => {
    const page = await pageOf(county, false)
    await page.goto('/office/stories/new')
    await page.locator('#field-kind').selectOption('good_news')
    await page.locator('#field-slug').fill(slug)
    await page.locator('#field-title').fill('安化锑冶炼企业完成深度治理')
    await page.locator('#field-summary').fill('三家企业完成改造')
    await page.locator('#field-body').fill('## 改造\n\n排放浓度下降一半。<b>不是标记</b>')
    await page.locator('button[name="preview"]').click()
    expect(await page.locator('#preview .prose h2').textContent()).toBe('改造')
    expect(await page.locator('#field-title').inputValue()).toBe('安化锑冶炼企业完成深度治理')
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.locator('#problems').textContent()).toContain('正文不能有 HTML 标记')
    await page.locator('#field-body').fill('## 改造\n\n排放浓度下降一半。')
    await page.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(/\/office\/stories\/\d+$/)
    const address = new URL(page.url()).pathname

    const picture = { name: '处理设施.jpg', mimeType: 'image/jpeg', buffer: await photograph('jpeg') }
    await page.locator('#field-file').setInputFiles(picture)
    await page.getByRole('button', { name: '上传' }).click()
    expect(await page.locator('#problems').textContent()).toContain('图片要有文字说明')
    await page.locator('#field-file').setInputFiles(picture)
    await page.locator('#field-alt').fill('改造后的废水处理设施')
    await page.getByRole('button', { name: '上传' }).click()
    await page.locator('#files .ruled-list').getByText('改造后的废水处理设施').waitFor()
    expect(await page.getByText('须由另一人发布').count()).toBe(1)
    expect((await ask(`/stories/${slug}`)).status).toBe(404)

    const desk = await pageOf(city, false)
    await desk.goto(address)
    await desk.getByRole('button', { name: '发布这一稿' }).click()
    await desk.getByText('公开页面').waitFor()

    const reader = await browser.page()
    await expect.poll(async () => (await reader.goto(`/stories/${slug}`))?.status(), { timeout: 20_000 }).toBe(200)
    const shown = reader.getByRole('img', { name: '改造后的废水处理设施' })
    await shown.scrollIntoViewIfNeeded()
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    const source = (await shown.getAttribute('src')) as string
    const bytes = Buffer.from(await (await fetch(inject('siteUrl') + source)).arrayBuffer())
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()

    await desk.locator('summary', { hasText: '撤回' }).click()
    await desk.locator('#field-reason').fill('数据需要核对')
    await desk.getByRole('button', { name: '撤回' }).click()
    await expect.poll(async () => (await ask(`/stories/${slug}`)).status, { timeout: 20_000 }).toBe(410)
    expect((await ask(source)).status).toBe(404)
  })
})

describe('a punishment whose case is withdrawn', () => {
  it('is lifted by the worker: within the minute the firm is named nowhere on the list', async () => {
    const [found] = await sql`select j.id, c.id as case_id, e.name from joint_punishments j
      join joint_punishment_cases l on l.punishment_id = j.id join violation_cases c on c.id = l.case_id
      join enterprises e on e.id = j.enterprise_id
      where j.state = 'in_force' and c.state = 'published'
        and (select count(*) from joint_punishment_cases of_it where of_it.punishment_id = j.id) = 1
        and (select count(*) from joint_punishments other where other.enterprise_id = j.enterprise_id) = 1 limit 1`
    const list = async () => (await ask('/board/joint-punishment')).text()
    expect(await list()).toContain(found?.name)
    const sent = await postForm(
      `/office/cases/${found?.case_id}?_action=aftercare.withdraw`,
      { caseId: String(found?.case_id), reason: 'decision_revoked', withdrawalWords: '复议决定撤销处罚决定' },
      city,
    )
    expect(sent.status).toBeLessThan(400)
    await expect.poll(list, { timeout: 60_000, interval: 500 }).not.toContain(found?.name)
    const lifted = JSON.parse(await (await ask('/board/joint-punishment.json?state=lifted')).text()).data
    expect(lifted.find((row: { id: number }) => row.id === found?.id)).toMatchObject({
      enterprise: null,
      cases: [],
    })
  })
})
