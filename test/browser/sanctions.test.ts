import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
let legal: TestSession
let paths: { public: string[]; gone: string[]; office: string[] }
beforeAll(async () => {
  legal = await sessionOf('city-legal')
  const [found] = await sql`select (select id from vendor_listings where state = 'in_force' limit 1) as listed,
    (select id from vendor_listings where state = 'lifted' limit 1) as lifted,
    (select year || '-' || quarter from quarterly_lists where published_at is not null limit 1) as quarter,
    (select id from stories where state = 'published' limit 1) as story,
    (select id from joint_punishments where state = 'proposed' limit 1) as proposed,
    (select id from vendors limit 1) as vendor,
    (select e.credit_code from joint_punishments j join enterprises e on e.id = j.enterprise_id where j.state = 'in_force' limit 1) as firm`
  const at = (path: string, id: unknown) => (id ? [`${path}/${id}`] : [])
  paths = {
    public: [
      '/board/joint-punishment',
      '/board/vendors',
      ...at('/board/vendors', found?.listed),
      '/board/quarterly',
      ...at('/board/quarterly', found?.quarter),
      '/stories',
      '/stories/sewage-plants-grade-one',
      ...at('/enterprises', found?.firm),
    ],
    gone: [...at('/board/vendors', found?.lifted), '/stories/withdrawn-figures'],
    office: [
      '/office/joint-punishment',
      '/office/joint-punishment/new',
      ...at('/office/joint-punishment', found?.proposed),
      '/office/vendors',
      ...at('/office/vendors', found?.vendor),
      '/office/quarterly',
      ...at('/office/quarterly', found?.quarter),
      '/office/stories',
      '/office/stories/new',
      ...at('/office/stories', found?.story),
    ],
  }
})
afterAll(() => sql.end())

describe('joint punishment, vendors, quarterly lists and stories can be used by everybody, on a phone and a desk', () => {
  it('in public', { timeout: 240_000 }, async () => {
    const page = await browser.page()
    for (const path of paths.public) expect(await faultsInEveryLook(page, path)).toEqual([])
    for (const path of paths.gone) expect(await faultsInEveryLook(page, path, { status: 410 })).toEqual([])
  })
  it('in the office', { timeout: 240_000 }, async () => {
    const page = await browser.page()
    await page.context().addCookies([legal.cookie])
    for (const path of paths.office) expect(await faultsInEveryLook(page, path)).toEqual([])
  })
})

describe('the editor', () => {
  it('shows the text beside it as one writes; what is typed as HTML stays text', async () => {
    const page = await browser.page()
    await page.context().addCookies([legal.cookie])
    await page.goto('/office/stories/new')
    const preview = page.locator('story-preview[data-field="body"]')
    await preview.locator('summary').click()
    await page.locator('#field-body').fill('## 小标题\n\n<img src=x onerror=alert(1)> **加重**')
    await preview.locator('strong').waitFor()
    expect(await preview.locator('h2').textContent()).toBe('小标题')
    expect(await preview.locator('img').count()).toBe(0)
  })
})
