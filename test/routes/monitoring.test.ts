import { describe, expect, inject, it } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'
import { csv } from '#test/support/sheet-files.ts'

const head = ['统一社会信用代码', '排放口编号', '污染物', '采样日期', '监测结果', '单位', '报告编号', '监测单位']

/** An outlet with a limit for COD in 桃江县. */
async function anOutlet(): Promise<{ creditCode: string; outletCode: string }> {
  const db = siteDatabase()
  try {
    const [found] = await db`
      select e.credit_code as "creditCode", o.code as "outletCode" from outlets o join enterprises e on e.id = o.enterprise_id
      join outlet_limits l on l.outlet_id = o.id
      where e.region_code = '430922' and o.kind = 'water_outlet' and l.factor_code = 'w01018' order by o.id limit 1`
    return found as { creditCode: string; outletCode: string }
  } finally {
    await db.end()
  }
}
const fieldsOf = (outlet: { creditCode: string; outletCode: string }, reportNo: string) => ({
  ...outlet,
  factor: 'COD',
  sampledOn: '2026-03-02',
  value: '42',
  unit: 'mg/L',
  reportNo,
  authority: '桃江监测站',
})
const enter = (fields: Record<string, string>, session: TestSession) =>
  postForm('/office/monitoring?_action=monitoring.enterResult', fields, session)

async function upload(rows: string[][], session: TestSession, kind = 'supervisory') {
  const body = new FormData()
  body.set('kind', kind)
  body.set('file', new File([new Uint8Array(Buffer.from(csv(rows)))], '结果.csv'))
  const siteUrl = inject('siteUrl')
  return fetch(`${siteUrl}/office/monitoring?_action=monitoring.uploadFile`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: siteUrl, cookie: session.header },
    body,
  })
}

describe('the desk of monitoring results', () => {
  it('opens to officers of inspection and monitoring, to operators, and to nobody else', async () => {
    for (const name of ['county-taojiang', 'city-monitoring', 'city-inspection', 'operator'])
      expect((await ask('/office/monitoring', await sessionOf(name))).status, name).toBe(200)
    for (const name of ['city-legal', 'paper', 'ngo', 'admin'])
      expect((await ask('/office/monitoring', await sessionOf(name))).status, name).toBe(403)
    expect((await ask('/office/monitoring')).status).toBe(303)
  })
  it('offers an operator the on-line summaries alone', async () => {
    const page = await (await ask('/office/monitoring', await sessionOf('operator'))).text()
    expect(page).toContain('导入在线监测汇总')
    expect(page).not.toContain('录入一条监督性监测结果')
  })

  it('enters a result, keeps what was typed when something is wrong, and corrects with a reason', async () => {
    const officer = await sessionOf('county-taojiang')
    const outlet = await anOutlet()
    const wrong = await enter({ ...fieldsOf(outlet, '路测1号'), value: '约42' }, officer)
    expect(wrong.status).toBe(400)
    const page = await wrong.text()
    expect(page).toContain('“约42”不是以 mg/L 计的数值')
    expect(page).toContain('value="路测1号"')
    const done = await enter(fieldsOf(outlet, '路测1号'), officer)
    expect(done.status).toBe(303)
    const id = /entered=(\d+)/.exec(done.headers.get('location') ?? '')?.[1]
    const correct = `/office/monitoring/results/${id}`
    const path = `${correct}?_action=monitoring.correctResult`
    const short = await postForm(
      path,
      { id: id ?? '', ...fieldsOf(outlet, '路测1号'), value: '24', reason: '错' },
      officer,
    )
    expect(await short.text()).toContain('请写明更正理由')
    const corrected = await postForm(
      path,
      { id: id ?? '', ...fieldsOf(outlet, '路测1号'), value: '24', reason: '两位数字颠倒' },
      officer,
    )
    expect(corrected.status).toBe(303)
    const after = await (await ask(corrected.headers.get('location') ?? '', officer)).text()
    expect(after).toContain('更正之前')
    expect(await (await ask(correct, officer)).text()).toContain('这条结果已被更正')
  })
  it('shows a county officer no result of another county', async () => {
    const db = siteDatabase()
    const [other] = await db`
      select s.id from supervisory_results s join outlets o on o.id = s.outlet_id join enterprises e on e.id = o.enterprise_id
      where e.region_code <> '430922' limit 1`
    await db.end()
    expect((await ask(`/office/monitoring/results/${other?.id}`, await sessionOf('county-taojiang'))).status).toBe(404)
    expect((await ask('/office/monitoring/results/abc', await sessionOf('city-monitoring'))).status).toBe(404)
  })

  it('imports a file after its check, in either language', async () => {
    const officer = await sessionOf('city-monitoring')
    const { creditCode, outletCode } = await anOutlet()
    const row = (reportNo: string, value = '42') => [
      creditCode,
      outletCode,
      'COD',
      '2026-03-03',
      value,
      'mg/L',
      reportNo,
      '市监测站',
    ]
    const bad = await upload([head, row('路测2号', '很多')], officer)
    const checked = await (await ask(bad.headers.get('location') ?? '', officer)).text()
    expect(checked).toContain('有 1 处不能接受')
    expect(checked).not.toContain('确认写入')
    const good = await upload([head, row('路测2号'), row('路测3号')], officer)
    const path = good.headers.get('location') ?? ''
    expect(await (await ask(`/en${path}`, officer)).text()).toContain(
      'Ready to be written: 2 new, 0 corrected, 0 unchanged',
    )
    const id = path.split('/').at(-1) ?? ''
    const confirm = () => postForm(`${path}?_action=monitoring.confirmFile`, { id }, officer)
    expect((await confirm()).status).toBe(303)
    expect((await confirm()).status).toBe(409)
    expect((await ask(path, await sessionOf('county-taojiang'))).status).toBe(404)
    const columns = await upload([head.slice(0, 5), row('x').slice(0, 5)], officer)
    expect(await (await ask(columns.headers.get('location') ?? '', officer)).text()).toContain(
      '缺这些列：报告编号、监测单位',
    )
  })
  it('tells what is missing when no file was chosen', async () => {
    const none = await postForm(
      '/office/monitoring?_action=monitoring.uploadFile',
      { kind: 'supervisory' },
      await sessionOf('city-monitoring'),
    )
    expect(none.status).toBe(400)
    expect(await none.text()).toContain('请选择一个文件')
  })
})

describe('what stands beside a disclosure', () => {
  it('is downloaded as tables; a disclosure that is not public has none', async () => {
    const db = siteDatabase()
    const [row] = await db`
      select d.id from disclosures d join outlets o on o.enterprise_id = d.enterprise_id join online_summaries s on s.outlet_id = o.id
      join disclosure_rows r on r.disclosure_id = d.id and r.outlet_id = o.id and r.factor_code = s.factor_code
      where d.state = 'published' and extract(year from s.from_on) = d.year and s.is_current limit 1`
    await db.end()
    const id = row?.id
    for (const [name, column] of [
      ['trends', 'onlineMean'],
      ['peers', 'sectorMedianShare'],
    ] as const) {
      const answer = await ask(`/api/v1/disclosures/${id}/${name}.csv`)
      expect(answer.headers.get('content-type')).toContain('text/csv')
      expect(await answer.text()).toContain(column)
      expect((await ask(`/api/v1/disclosures/99999999/${name}.csv`)).status).toBe(404)
    }
    const page = await (await ask(`/disclosures/${id}`)).text()
    expect(page).toContain('企业填报、在线监测、监督性监测对照')
  })

  it('is where each number comes from: how measured, how often, by which report, and what could not be found', async () => {
    const db = siteDatabase()
    const [row] = await db`
      select r.disclosure_id as id, r.factor_code as factor, r.report_no as report, r.sample_count as samples from disclosure_rows r
      join disclosures d on d.id = r.disclosure_id
      where d.state = 'published' and r.origin = 'manual' and r.concentration_state = 'below_detection' and r.report_no is not null limit 1`
    await db.end()
    const page = await (await ask(`/disclosures/${row?.id}`)).text()
    expect(page).toContain(row?.report)
    expect(page).toContain(`采样 ${row?.samples} 次`)
    expect(page).toContain('检出限')
    const { data } = (await (await ask(`/api/v1/disclosures/${row?.id}`)).json()) as {
      data: { rows: { factorCode: string; reportNo: string | null; sampleCount: number | null }[] }
    }
    expect(
      data.rows.filter(({ factorCode, reportNo }) => factorCode === row?.factor && reportNo === row?.report),
    ).toContainEqual(expect.objectContaining({ sampleCount: row?.samples }))
  })
})
