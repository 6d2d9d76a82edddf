import { describe, expect, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { ask, postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

const page = async (path: string) => {
  const response = await ask(path)
  return { status: response.status, text: await response.text() }
}
const fields = {
  kind: 'permit_changed',
  receivedOn: '2026-07-06',
  documentNo: '益环许〔2026〕3号',
  authority: '益阳市生态环境局',
  content: '排污许可证变更：锅炉由燃煤改为燃气，颗粒物许可排放量减少。',
  signedName: '某某',
}

describe('a firm reports a change', () => {
  it('what is wrong is said at the field and what was typed stays', async () => {
    const firm = await sessionOf('antimony')
    const sent = await postForm(
      '/filing/changes?_action=change.report',
      { ...fields, content: '太短', receivedOn: '2026' },
      firm,
    )
    expect(sent.status).toBe(400)
    const text = await sent.text()
    expect(text).toContain('请写 10 到 4000 个字')
    expect(text).toContain('日期写成 2026-07-20 这样')
    expect(text).toContain('>太短</textarea>')
    expect(text).toContain('益环许〔2026〕3号')
  })

  it('it is public at once, late and with its clause, and is corrected by a version with a reason', async () => {
    const firm = await sessionOf('antimony')
    const sent = await postForm('/filing/changes?_action=change.report', fields, firm)
    expect(sent.status).toBe(303)
    const id = Number(/done=(\d+)/.exec(sent.headers.get('location') ?? '')?.[1])
    expect(await (await ask(`/filing/changes?done=${id}`, firm)).text()).toContain('报告已公开')
    const { status, text } = await page(`/disclosures/changes/${id}`)
    expect(status).toBe(200)
    expect(text).toContain('逾期报告')
    expect(text).toContain('第十七条')
    expect((await page(`/disclosures/changes?firm=${demoCast.antimonySmelter}`)).text).toContain('益环许〔2026〕3号')
    expect((await page(`/en/disclosures/changes/${id}`)).text).toContain('Late')

    const corrected = await postForm(
      `/filing/changes?report=${id}&_action=change.correct`,
      {
        ...fields,
        id: String(id),
        reason: '补充许可量',
        content: '排污许可证变更：颗粒物许可排放量由 12 吨减为 8 吨。',
      },
      firm,
    )
    expect(corrected.status).toBe(303)
    expect((await page(`/disclosures/changes/${id}`)).text).toContain('这是已被更正的旧版本')
    const json = JSON.parse((await page('/disclosures/changes.json?standing=late')).text)
    expect(json.data[0]).toMatchObject({ creditCode: demoCast.antimonySmelter, version: 2, standing: 'late' })
  })

  it('another firm finds nothing of it to correct', async () => {
    const [paper, sql] = [await sessionOf('paper'), siteDatabase()]
    const [row] = await sql`select id from change_reports where state = 'published' order by id desc limit 1`
    await sql.end()
    const sent = await postForm(
      '/filing/changes?_action=change.correct',
      { ...fields, id: String(row?.id), reason: '冒名更正一次' },
      paper,
    )
    expect(sent.status).toBe(404)
    expect(await (await ask(`/filing/changes?report=${row?.id}`, paper)).text()).not.toContain('冒名')
  })

  it('is open to firms alone; the public list refuses what it does not know', async () => {
    for (const name of ['county-taojiang', 'ngo', 'auditor', 'admin']) {
      expect((await ask('/filing/changes', await sessionOf(name))).status, name).toBe(403)
    }
    expect((await ask('/filing/changes')).headers.get('location')).toContain('/sign-in')
    expect((await page('/disclosures/changes?standing=early')).status).toBe(400)
    expect((await page('/disclosures/changes.json?kind=x')).status).toBe(400)
    expect((await page('/disclosures/changes/0')).status).toBe(404)
    expect((await page('/disclosures/changes?page=99')).status).toBe(404)
  })
})
