import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSearch } from '#domain/subscription/commands/saved-search.ts'
import { enterAppeal } from '#domain/violation/commands/aftercare/appeal.ts'
import { decideCorrection, proposeCorrection } from '#domain/violation/commands/aftercare/correct.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { applyForRepair } from '#domain/violation/commands/aftercare/repair.ts'
import { publishReply, refuseReply, sendReply } from '#domain/violation/commands/aftercare/reply.ts'
import { getAftercareFile } from '#domain/violation/queries/aftercare-desk.ts'
import { cityDate } from '#platform/clock.ts'
import { signedIn } from '#test/browser/desks.ts'
import { firmAccount } from '#test/domain/violation/aftercare/people.ts'
import { caseOnSite, demoAccount, onSite, ownFirm } from '#test/routes/board-case.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
let firm: Awaited<ReturnType<typeof ownFirm>>
let standing: number
let gone: number
afterAll(async () => {
  await sql`delete from saved_searches where name = '桃江的案件'`
  await sql.end()
})

/** A case with everything that can stand beside one, another that was withdrawn, and a saved search. */
beforeAll(async () => {
  firm = await ownFirm('pages')
  const { creditCode } = firm
  standing = await caseOnSite({ creditCode, title: '海棠红超标排放案', decisionNo: '桃环罚〔2026〕76001号' })
  gone = await caseOnSite({ creditCode, title: '海棠白超标排放案', decisionNo: '桃环罚〔2026〕76002号' })
  const now = new Date()
  const today = cityDate(now)
  const [legal, city] = [await demoAccount('city-legal'), await demoAccount('city-inspection')]
  const own = firmAccount(firm.username, firm.enterpriseId)
  const basis = { isBeforeShown: true, reason: '录入时抄错', legalBasis: '《政府信息公开条例》第四十一条' }
  await onSite(async ({ db }) => {
    const file = async () => await getAftercareFile(db, legal, standing)
    const reply = async (words: string) => {
      await sendReply(db, own, { caseId: standing, words }, now)
      return (await file())?.replies[0]?.id as number
    }
    await publishReply(db, legal, { id: await reply('我单位已完成整改。\n对取样时段有异议。') }, now)
    const refused = await reply('请联系13800138000核实此事。')
    await refuseReply(db, legal, { id: refused, ground: 'personal_information', words: '请删去电话号码' }, now)
    await reply('补充：连续三个月均在限值以内。')
    const appeal = {
      caseId: standing,
      kind: 'reconsideration' as const,
      body: '桃江县人民政府',
      documentNo: '桃政复受3号',
    }
    await enterAppeal(db, city, { ...appeal, filedOn: today }, now)
    await proposeCorrection(
      db,
      city,
      { caseId: standing, field: 'title', after: '海棠红水污染物超标案', ...basis },
      now,
    )
    await decideCorrection(db, legal, { id: (await file())?.corrections[0]?.id as number, isConfirmed: true }, now)
    await proposeCorrection(db, city, { caseId: standing, field: 'fine', after: '190000', ...basis }, now)
    const claim = { correctedOn: today, paidOn: today, hasPromised: true, promise: '今后依法排污，接受监督。' }
    await applyForRepair(db, own, { caseId: standing, ...claim }, now)
    await withdrawCase(db, legal, { caseId: gone, reason: 'decision_revoked', words: '复议撤销' }, now)
    await saveSearch(db, await demoAccount('ngo'), { name: '桃江的案件', state: 'region=430922' }, now)
  })
}, 60_000)

/** Each page: who looks, where, and what the site answers. */
const pages: [name: string, who: () => string | undefined, path: () => string, status: number][] = [
  ['the firm’s cases', () => firm.username, () => '/filing/cases', 200],
  ['the firm’s statement, appeal and repair', () => firm.username, () => `/filing/cases/${standing}`, 200],
  ['all of it before the legal desk', () => 'city-legal', () => `/office/cases/${standing}/after`, 200],
  ['all of it before the county', () => 'county-taojiang', () => `/office/cases/${standing}/after`, 200],
  ['what waits', () => 'city-legal', () => '/office/repairs', 200],
  ['the case with its corrections', () => undefined, () => `/board/${standing}`, 200],
  ['the tombstone', () => undefined, () => `/board/${gone}`, 410],
  ['saved searches', () => 'ngo', () => '/account/searches', 200],
  ['a search to be saved', () => 'ngo', () => '/account/searches?state=region%3D430922', 200],
]

describe('what comes after a publication has no fault that axe finds (WCAG 2.2 AA) and fits a phone', () => {
  const openAll = async (page: Page, within: string) => {
    for (const details of await page.locator(`${within} details`).all())
      await details.evaluate((each) => each.setAttribute('open', ''))
  }

  it.each(pages)('%s', async (_, who, path, status) => {
    const user = who()
    const page = user ? await signedIn(browser, user) : await browser.page()
    expect(await faultsInEveryLook(page, path(), { status, prepare: () => openAll(page, 'main') })).toEqual([])
  })

  it('the seal, opened', async () => {
    const page = await signedIn(browser, 'auditor')
    const prepare = async () => {
      await page.fill('[name=sealReason]', '年度审计抽查')
      await page.click('form[action*="readSeal"] button')
      expect(await page.textContent('.sealed')).toContain('海棠白超标排放案')
      await openAll(page, '.sealed')
    }
    expect(await faultsInEveryLook(page, `/office/cases/${gone}/after`, { prepare })).toEqual([])
  })
})
