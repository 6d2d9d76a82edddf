import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, postForm, sessionOf, type TestSession } from '#test/support/session.ts'

let county: TestSession
let city: TestSession
let auditor: TestSession
beforeAll(async () => {
  ;[county, city, auditor] = (await Promise.all(
    ['county-taojiang', 'city-inspection', 'auditor'].map((name) => sessionOf(name)),
  )) as [TestSession, TestSession, TestSession]
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('the plan in public', () => {
  it('says where it stands, in both languages, and how far its days are moved', async () => {
    const page = await get('/progress')
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/第一批9个行业(正在整治达标|正在排查评估)|三批行业的整治期都已结束/)
    expect(page.text).toContain('本演示城市的计划整体晚')
    expect((await get('/en/progress')).text).toContain('the whole plan runs')
    expect((await get('/')).text).toContain('href="/progress"')
  })

  it('gives the same figures as a table and for programs, and refuses another language in words', async () => {
    const json = JSON.parse((await get('/progress.json')).text)
    const total = json.data.find(({ by }: { by: string }) => by === 'total')
    expect(total.firms).toBeGreaterThan(300)
    const csv = (await get('/progress.csv?lang=en')).text.split('\r\n')
    expect(csv[0]).toContain('Grouped by,Code,Name,Firms,Screened')
    expect(csv[1]).toContain(`total,,Whole city,${total.firms},${total.screened},`)
    const wrong = await get('/progress.csv?lang=fr')
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })

  it('lists campaigns with their firms; a filter that is none is refused', async () => {
    expect((await get('/progress/campaigns')).text).toContain('无证排污专项检查')
    const page = await get('/en/progress/campaigns/1?permit=held')
    expect(page.text).toMatch(/Of \d+ firms \d+ are checked/)
    expect((await get('/progress/campaigns/1?permit=lost')).status).toBe(400)
    expect((await get('/progress/campaigns/9999')).status).toBe(404)
    expect((await get('/progress/campaigns/1.csv?lang=en&permit=held')).text).toContain('Credit code,Firm')
  })

  it('lists what the counties filed, with the files that are on file and no others', async () => {
    const page = await get('/progress/papers')
    const [, id] = /href="\/progress\/papers\/(\d+)"/.exec(page.text) ?? []
    const file = await get(`/progress/papers/${id}`)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await get('/progress/papers?year=1999')).status).toBe(400)
    const desk = await get('/office/papers', city)
    const all = [...desk.text.matchAll(/\/office\/papers\/files\/(\d+)"/g)].map(([, each]) => each)
    const hidden = all.find((each) => !page.text.includes(`/progress/papers/${each}"`))
    expect((await get(`/progress/papers/${hidden}`)).status).toBe(404)
    expect((await get(`/office/papers/files/${hidden}`, auditor)).status).toBe(200)
    expect((await get(`/office/papers/files/${hidden}`)).status).not.toBe(200)
  })

  it('shows evaluation reports with rows whose SHA-256 stands beside them; drafts are nobody’s', async () => {
    const page = await get('/progress/evaluations/1/paper')
    expect(page.text).toContain('益阳市造纸行业排查综合评估报告')
    for (const list of ['firms', 'disclosed', 'samples', 'orders', 'problems', 'cases']) {
      const { text } = await get(`/progress/evaluations/1/paper/1/${list}.json`)
      expect(page.text).toContain(createHash('sha256').update(text).digest('hex'))
    }
    expect((await get('/progress/evaluations/1/paper/1/firms.csv')).text).toContain('creditCode')
    expect((await get('/en/progress/evaluations/1/paper/print?version=1')).text).toContain('Printed from')
    for (const path of [
      '1/nonferrous',
      '1/paper?version=9',
      '2/paper',
      '1/paper/1/other.json',
      '1/nonferrous/1/firms.json',
    ])
      expect([path, (await get(`/progress/evaluations/${path}`)).status]).toEqual([path, 404])
  })
})

describe('the plan at the desks', () => {
  const campaign = {
    batch: '1',
    question: 'every_firm',
    sectorCodes: 'food',
    titleZh: '一次写错行业的专项检查',
    titleEn: 'A campaign of a wrong sector',
    fromOn: '2026-08-01',
    toOn: '2199-12-31',
    basisZh: '市级细则三（二）1',
    basisEn: 'City rule 三（二）1',
  }

  it('a campaign beyond its batch is refused at its day, and what was typed stays', async () => {
    const refused = await postForm('/office/plan?_action=plan.openCampaign', campaign, city)
    const text = await refused.text()
    expect(refused.status).toBe(400)
    expect(text).toContain('要在这一批的期间之内')
    expect(text).toContain('一次写错行业的专项检查')
    expect((await postForm('/office/plan?_action=plan.openCampaign', campaign, county)).status).toBe(403)
    expect((await ask('/office/plan', county)).status).toBe(403)
  })

  it('a paper without a file is refused; an evaluation report is read by the city and the auditor', async () => {
    const paper = {
      regionCode: '430922',
      kind: 'rules',
      year: campaign.fromOn.slice(0, 4),
      title: '桃江县细则',
      documentNo: '桃环发 1 号',
    }
    const refused = await postForm('/office/papers?_action=plan.filePaper', paper, county)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('请选择一个文件')
    expect((await get('/office/evaluations', auditor)).status).toBe(200)
    expect((await get('/office/evaluations/9999', city)).status).toBe(404)
    expect((await get('/office/evaluations', county)).status).toBe(403)
  })
})
