import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstMonth } from '#domain/assessment/rules/formula.ts'
import { monthBefore, monthOf } from '#domain/assessment/rules/month.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const today = cityDate(new Date())
const month = monthBefore(monthOf(today))
const year = today.slice(0, 4)
const sql = siteDatabase()
afterAll(() => sql.end())
let filler: TestSession
let head: TestSession
let anhua: TestSession
let city: TestSession
let legal: TestSession
let auditor: TestSession
beforeAll(async () => {
  ;[filler, head, anhua, city, legal, auditor] = (await Promise.all(
    ['county-taojiang', 'county-taojiang2', 'county-anhua', 'city-inspection', 'city-legal', 'auditor'].map((name) =>
      sessionOf(name),
    ),
  )) as [TestSession, TestSession, TestSession, TestSession, TestSession, TestSession]
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
const send = async (
  path: string,
  name: string,
  fields: Record<string, string> | [string, string][],
  session: TestSession,
) => {
  const response = await postForm(`${path}?_action=county.${name}`, fields, session)
  return { status: response.status, to: response.headers.get('location'), text: await response.text() }
}

describe('the counties in public', () => {
  it('the ranking of a month says who leads, what was lost and how it is counted, in both languages', async () => {
    const zh = await get(`/progress/counties?month=${month}`)
    expect(zh.status).toBe(200)
    for (const words of ['得分最高', '怎样计分', '四（一）4', '无数据', '月报和年度总结'])
      expect(zh.text).toContain(words)
    const en = await get(`/en/progress/counties?month=${month}&region=430922`)
    expect(en.text).toContain('How it is counted')
    expect(en.text).toContain('Scores of Taojiang County')
  })

  it('the detail names the records that cost points and leads to them', async () => {
    const { status, text } = await get(`/progress/counties/${month}`)
    expect(status).toBe(200)
    expect(text).toContain('失分的记录')
    expect(text).toMatch(/href="\/enterprises\/[0-9A-Z]{18}"/)
  })

  it('the download is canonical JSON from which the example script computes the same scores, byte for byte', async () => {
    const { type, text } = await get(`/progress/counties/${month}.json`)
    expect(type).toContain('application/json')
    const script = fileURLToPath(new URL('../../docs/examples/recompute-county-scores.mjs', import.meta.url))
    const ours = execFileSync(process.execPath, [script], { input: text, encoding: 'utf8' }).trim()
    expect(text).toContain(`"scores":${ours}`)
    const csv = await get(`/progress/counties/${month}.csv`)
    expect(csv.text.split('\r\n')[0]).toContain('indicator,regionCode,ref,on,part,of')
    expect(csv.text.trim().split('\r\n')).toHaveLength(JSON.parse(text).rows.length + 1)
  })

  it.each([
    ['/progress/counties?month=2019-13', 400, '2019-13'],
    ['/progress/counties/2019-01', 404, firstMonth],
    ['/progress/counties/2099-01.json', 404, 'no scores of that month'],
    ['/progress/counties/x.csv', 404, 'write it like 2026-10'],
    ['/progress/measures?kind=smell', 400, 'smell'],
    ['/progress/tasks?year=1999', 400, '1999'],
  ])('%s is refused with %i and says %s', async (path, status, words) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(words)
  })

  it('the twenty tasks, and annex 5 for printing, of one unit with the line for its seal', async () => {
    const all = await get('/progress/tasks')
    for (const words of ['制定工业污染源全面达标排放计划实施细则', '（推定）', '数据传输有效率要达到90%以上'])
      expect(all.text).toContain(words)
    const print = await get(`/progress/tasks/print?region=430922&year=${year}`)
    expect([print.status, print.text.includes('填报单位（盖章）：桃江县')]).toEqual([200, true])
    expect(print.text).not.toContain('安排污染物排放情况评估资金')
  })

  it('measures in force and lifted, not those that wait for their second person; the open data say the same', async () => {
    const { text } = await get('/progress/measures')
    expect(text).toContain('挂牌督办')
    expect(text).not.toContain('拟公开约谈')
    for (const list of ['county-scores', 'county-measures', 'monthly-returns']) {
      const { status, text: body } = await get(`/api/v1/${list}?region=430923&limit=5`)
      expect([list, status]).toEqual([list, 200])
      expect(JSON.parse(body).data.every(({ regionCode }: { regionCode: string }) => regionCode === '430923')).toBe(
        true,
      )
    }
    expect((await get(`/api/v1/county-scores?month=2019-13`)).status).toBe(400)
  })

  it('the map shades the counties by what they lost, and says the scores', async () => {
    const { text } = await get('/map?shade=scores')
    expect(text).toContain('考核失分')
    expect(text).toMatch(/得分 \d+\.\d\d/)
    const { counties } = JSON.parse((await get('/map/overlays?shade=scores')).text)
    expect(counties).toHaveLength(8)
  })
})

describe('the desks', () => {
  it('open to who works there', async () => {
    for (const [path, allowed, refused] of [
      ['/office/tasks', [filler, city, auditor], ['paper', 'operator', 'admin']],
      ['/office/returns', [filler, city, auditor], ['paper', 'ngo', 'admin']],
      ['/office/assessment', [city, legal, auditor], ['county-taojiang', 'paper']],
      ['/office/assessment/measures/new', [city, legal], ['county-taojiang', 'auditor']],
    ] as const) {
      for (const session of allowed) expect((await get(path, session)).status, path).toBe(200)
      for (const name of refused) expect((await get(path, await sessionOf(name))).status, `${path} ${name}`).toBe(403)
    }
    expect((await get('/office/returns/430922/1999-01', filler)).status).toBe(404)
    expect((await get(`/office/returns/430923/${month}`, filler)).status).toBe(404)
    expect((await get('/office/assessment/measures/99999', city)).status).toBe(404)
    expect((await get('/office/tasks/files/99999', city)).status).toBe(404)
  })

  it('a task is reported with a page that shows it; a foreign address is refused and what was typed stays', async () => {
    const form = {
      no: '9',
      regionCode: '430922',
      year,
      progress: 'done',
      words: '采样任务全部完成。',
      paths: '/monitoring',
    }
    const wrong = await send('/office/tasks', 'reportTask', { ...form, paths: 'https://elsewhere.example/' }, filler)
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('每行一个以斜杠开头的本平台地址')
    expect(wrong.text).toContain('采样任务全部完成。')
    const other = await send('/office/tasks', 'reportTask', { ...form, regionCode: '430923' }, filler)
    expect(other.status).toBe(403)
    const done = await send('/office/tasks', 'reportTask', form, filler)
    expect([done.status, done.to]).toEqual([303, '/office/tasks?region=430922&no=9&done=yes'])
    const told = (await get(done.to ?? '', filler)).text
    expect(told).toContain('已办理。')
    expect(told).toContain('采样任务全部完成。')
    expect((await get('/en/progress/tasks?region=430922')).text).toContain('采样任务全部完成。')
  })

  it('a return goes from the one who completes it to the head and to the city; a wrong seal and the same hand are refused', async () => {
    const period = monthOf(addDays(`${month}-01`, -500))
    const [made] =
      await sql`insert into county_returns (kind, region_code, period, due_on, state, figures, prepared_at, words, checked)
      values ('month', '430922', ${period}, ${`${period}-28`}, 'prepared', '{"counts":{},"cases":[]}', now(), '{}', '{}') returning id`
    const path = `/office/returns/430922/${period}`
    const id = String(made?.id)
    const points = ['screening_ledger', 'rectification_ledger', 'monthly_check', 'cases', 'published']
    const completing = (checked: string[], version: string): [string, string][] => [
      ...([
        ['id', id],
        ['version', version],
        ['note', '台账已核对，无新增问题。'],
      ] as [string, string][]),
      ...checked.map((point): [string, string] => ['checked', point]),
    ]
    const missing = await send(path, 'completeMonth', completing(points.slice(1), '1'), filler)
    expect(missing.status).toBe(400)
    expect(missing.text).toContain('清单各项都要逐一核对并勾选')
    expect(missing.text).toContain('台账已核对，无新增问题。')
    expect((await send(path, 'completeMonth', completing(points, '1'), anhua)).status).toBe(403)
    expect((await send(path, 'completeMonth', completing(points, '1'), filler)).status).toBe(303)
    expect((await get(path, filler)).text).toContain('须由本单位另一人签发')
    const seal = { id, version: '2', sealRegionCode: '430923' }
    const wrong = await send(path, 'signReturn', seal, head)
    expect([wrong.status, wrong.text.includes('印章单位与填报单位不符')]).toEqual([400, true])
    expect((await send(path, 'signReturn', { ...seal, sealRegionCode: '430922' }, filler)).status).toBe(403)
    expect((await send(path, 'signReturn', { ...seal, sealRegionCode: '430922' }, head)).status).toBe(303)
    expect((await send(path, 'sendBackReturn', { id, reason: '短' }, city)).status).toBe(400)
    expect((await send(path, 'receiveReturn', { id }, legal)).status).toBe(403)
    expect((await send(path, 'receiveReturn', { id }, city)).status).toBe(303)
    expect((await get(`/en${path}`, auditor)).text).toContain('Received')
  })

  it('a measure waits for its second person, and what was typed stays after a refusal', async () => {
    const form = {
      ...{ kind: 'criticism', regionCode: '430921', reason: '南县月报连续逾期，予以通报批评。', basis: '细则五（五）' },
      ...{ fromOn: today, dueOn: addDays(today, -3), proposal: '' },
    }
    const path = '/office/assessment/measures'
    const wrong = await send(`${path}/new`, 'proposeMeasure', form, city)
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('早于措施日期')
    expect(wrong.text).toContain('南县月报连续逾期')
    const made = await send(`${path}/new`, 'proposeMeasure', { ...form, dueOn: '' }, city)
    expect(made.status).toBe(303)
    const id = made.to?.split('/').at(-1) ?? ''
    expect((await send(`${path}/${id}`, 'confirmMeasure', { id }, city)).status).toBe(403)
    expect((await get(`/progress/measures?region=430921`)).text).not.toContain('南县月报连续逾期')
    expect((await send(`${path}/${id}`, 'confirmMeasure', { id }, legal)).status).toBe(303)
    const early = await send(`${path}/${id}`, 'liftMeasure', { id, basis: '已经整改到位' }, legal)
    expect([early.status, early.text.includes('还没有落实情况的记录')]).toEqual([400, true])
    expect(
      (await send(`${path}/${id}`, 'followUpMeasure', { id, doneOn: today, words: '已书面检查并补报。' }, city)).status,
    ).toBe(303)
    expect((await send(`${path}/${id}`, 'liftMeasure', { id, basis: '已经整改到位' }, legal)).status).toBe(303)
    expect((await get('/api/v1/county-measures?region=430921')).text).toContain('南县月报连续逾期')
  })
})
