import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connect } from '#db/client.ts'
import { recordStep } from '#domain/violation/commands/casework/course.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { box, plainPhone } from '#test/browser/desks.ts'
import { publishedCase } from '#test/domain/violation/aftercare/people.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sendThoseWithAccounts } from '#test/support/inspectors.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { sessionOn } from '#test/support/session.ts'
import { photograph } from '#test/support/upload-files.ts'

/** A city of its own: the journey goes over the window for objections and the end of a month. */
let site: Awaited<ReturnType<typeof startMovedSite>>
let connection: ReturnType<typeof connect>
const browser = useBrowser()
beforeAll(async () => {
  site = await startMovedSite('+0s')
  connection = connect(site.database, { max: 2 })
})
afterAll(async () => {
  await connection?.close()
  await site?.stop()
})

const today = cityDate(new Date())
const signedIn = async (username: string, options = {}) => {
  const page = await browser.page({ baseURL: site.url, ...options })
  await page.context().addCookies([(await sessionOn(site, username)).cookie])
  return page
}
const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByText('已办理。').waitFor()
}
const account = async (username: string): Promise<Account> => {
  const [found] = await site.sql<Omit<Account, 'hasSecondFactor'>[]>`
    select u.id as "userId", u.name, m.role, m.region_code as "regionCode", m.department, m.enterprise_id as "enterpriseId"
    from users u join memberships m on m.user_id = u.id where u.username = ${username}`
  return { ...(found as Omit<Account, 'hasSecondFactor'>), hasSecondFactor: true }
}
const photo = async (name: string) => ({ name, mimeType: 'image/jpeg', buffer: await photograph() })

it('one problem goes from a draw that anybody can recompute through inspection, ledger, case, rectification and a closure with an objection to its county’s score', {
  timeout: 240_000,
}, async () => {
  // 双随机: one publishes the pools and the commitment, another draws before a witness.
  const county = await signedIn('county-taojiang', plainPhone)
  await county.goto('/office/draws#new')
  await box(county, 'purpose').fill('达标计划旅程抽查')
  await box(county, 'regionCode').selectOption('430922')
  await box(county, 'firmCount').fill('1')
  await box(county, 'fromOn').fill(today)
  await county.getByRole('button', { name: '公布' }).click()
  await county.getByText('名录是您公布的').waitFor()
  const draw = decodeURIComponent(county.url().split('/').at(-1) ?? '')
  const second = await signedIn('county-taojiang2', plainPhone)
  await second.goto(county.url())
  await box(second, 'witness').fill('县人大代表')
  await box(second, 'witnessNumber').fill('20261126')
  await press(second, '抽取')

  // The drawn firm gets two accounts.
  await sendThoseWithAccounts(site.sql, draw)
  const [visit] = await site.sql<{ no: string; enterpriseId: number; creditCode: string; name: string }[]>`
    select i.no, e.id as "enterpriseId", e.credit_code as "creditCode", e.name from inspections i join draws d on d.id = i.draw_id
    join enterprises e on e.id = i.enterprise_id where d.no = ${draw}`
  if (!visit) throw new Error('nothing was drawn')
  for (const name of ['filler', 'reviewer']) {
    await site.sql`insert into users (id, name, email, username) values (${name}, ${name}, ${`${name}@example.invalid`}, ${name})`
    await site.sql`insert into memberships (user_id, role, enterprise_id) values (${name}, 'firm', ${visit.enterpriseId})`
  }

  // 现场检查 on a phone, signed by two: its finding is a line of the ledger.
  const minute = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * 60_000).toISOString().slice(0, 16)
  await county.goto(`/office/inspections/${encodeURIComponent(visit.no)}`)
  await box(county, 'startedAt').fill(minute(20))
  await box(county, 'endedAt').fill(minute(5))
  await box(county, 'words').fill('正在生产，台账抽查。')
  await box(county, 'result').selectOption('problems')
  await box(county, 'f1.kind').selectOption('records')
  await box(county, 'f1.words').fill('治理设施运行记录缺失三个月。')
  await press(county, '签字')
  await second.goto(county.url())
  await press(second, '签字')
  await press(second, '办结并公开')
  const no = await vi.waitFor(
    async () => {
      const [row] = await site.sql<{ no: string }[]>`
        select no from problems where source = 'inspection' and enterprise_id = ${visit.enterpriseId} and words like '治理设施运行记录缺失%'`
      if (!row) throw new Error('not yet')
      return row.no
    },
    { timeout: 30_000, interval: 200 },
  )
  const citizen = await browser.page({ baseURL: site.url })
  await citizen.goto(`/progress/problems/${no}`)
  expect(await citizen.textContent('main')).toContain('治理设施运行记录缺失三个月')

  // 查处一个: a case of the firm on the board, linked to the problem; another firm's is refused.
  const people = {
    county: await account('county-taojiang'),
    legal: await account('city-legal'),
    city: await account('city-inspection'),
  }
  const content = { creditCode: visit.creditCode, enterpriseName: visit.name, title: '运行记录缺失案' }
  const caseId = await publishedCase(
    connection.db,
    people,
    { ...content, decisionNo: '桃环旅罚〔2026〕902号' },
    new Date(),
  )
  const [other] = await site.sql<{ id: number }[]>`
    select id from violation_cases where state = 'published' and region_code = '430922' and enterprise_id <> ${visit.enterpriseId} limit 1`
  await county.goto(`/office/problems/${no}`)
  await box(county, 'caseId').fill(String(other?.id))
  await county.getByRole('button', { name: '关联已有案件' }).click()
  expect(await county.textContent('#problems')).toContain('不是这家企业的')
  await box(county, 'caseId').fill(String(caseId))
  await press(county, '关联已有案件')
  const deadline = addDays(today, 40)
  const form = county.locator('#line-form')
  await form.locator('[name=planState]').selectOption('filed')
  await form.locator('[name=plan]').fill('专人填写，双人核对。')
  await form.locator('[name=measures]').fill('补齐记录，培训两次。')
  await form.locator('[name=deadline]').fill(deadline)
  await form.locator('button').click()
  await county.getByText('已办理。').waitFor()

  // 整改 and 销号: two of the firm, the county on the spot, the city by others; not while the case is open.
  const firm = await signedIn('filler', plainPhone)
  await firm.goto(`/filing/problems/${no}`)
  const request = firm.locator('#request')
  await request.locator('[name=measures]').fill('运行记录由专人每日填写，两人核对。')
  await request.locator('[name=completion]').fill('三个月的记录已补齐。')
  await request.locator('[name=completedOn]').fill(today)
  await request.locator('[name=before]').setInputFiles(await photo('前.jpg'))
  await request.locator('[name=after]').setInputFiles(await photo('后.jpg'))
  await request.locator('button').click()
  await firm.getByText('等待本单位另一人审核').waitFor()
  const reviewer = await signedIn('reviewer', plainPhone)
  await reviewer.goto(`/filing/problems/${no}`)
  await press(reviewer, '同意，送县区核查')
  const check = async (user: string, names: string) => {
    const page = await signedIn(user, plainPhone)
    await page.goto(`/office/problems/${no}`)
    const opinion = page.locator('#opinion')
    await opinion.locator('[name=names]').fill(names)
    await opinion.locator('[name=words]').fill('现场核查，记录齐全。')
    await opinion.locator('[name=photos]').setInputFiles(await photo('现场.jpg'))
    await opinion.getByRole('button', { name: '同意', exact: true }).click()
    return page
  }
  const early = await check('county-taojiang', '甲一、甲二')
  expect(await early.textContent('main')).toContain('案件')
  expect((await site.sql`select state from problems where no = ${no}`)[0]?.state).toBe('requested')
  const step = { id: caseId, kind: 'rectified', happenedOn: today, detail: '记录已补齐。' } as const
  await recordStep(connection.db, people.county, step, new Date())
  await (await check('county-taojiang', '甲一、甲二')).getByText('已办理。').waitFor()
  await (await check('city-inspection', '乙一、乙二')).getByText('已办理。').waitFor()

  // 公示: somebody objects, somebody who signed nothing answers, in public.
  await citizen.goto(`/progress/problems/${no}/object`)
  await citizen.locator('[name=words]').fill('上周路过仍看到记录本是空的。')
  await citizen.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=solution]')?.value !== '')
  await citizen.getByRole('button', { name: '提交异议' }).click()
  await citizen.getByText(`编号 ${no} 异议 1`).waitFor()
  const legal = await signedIn('city-legal', plainPhone)
  await legal.goto(`/office/problems/${no}`)
  await box(legal, 'answer').fill('经现场复核，记录本已补齐并附照片。')
  await box(legal, 'publicWords').fill('有人反映记录本是空的。')
  await press(legal, '异议不成立')

  // The window is over, then the month: the worker closes, and the line counts for its county.
  const [closure] = await site.sql<{ windowTo: string }[]>`
    select c.window_to::text as "windowTo" from closures c join problems p on p.id = c.problem_id where p.no = ${no}`
  await site.moveTo(`${addDays(closure?.windowTo ?? today, 1)}T09:00:00+08:00`)
  await vi.waitFor(
    async () => expect((await site.sql`select state from problems where no = ${no}`)[0]?.state).toBe('closed'),
    { timeout: 60_000, interval: 250 },
  )
  await citizen.goto(`/progress/problems/${no}`)
  const read = (await citizen.textContent('main')) ?? ''
  for (const words of ['已销号', '记录本是空的', '经现场复核', visit.name]) expect(read).toContain(words)
  await citizen.goto(`/progress/draws/${encodeURIComponent(draw)}`)
  await citizen.getByRole('button', { name: '在这台设备上重算' }).click()
  await citizen.locator('[data-answer].river').waitFor()

  await site.moveTo(`${addDays(deadline, 45)}T09:00:00+08:00`)
  const month = deadline.slice(0, 7)
  const scores = await (await fetch(`${site.url}/progress/counties/${month}.json`)).text()
  expect(scores).toContain(no)
  await citizen.goto(`/progress/counties/${month}`)
  expect(await citizen.textContent('main')).toContain('问题整改')
})
