import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { contentColumns } from '#domain/disclosure/rules/fingerprint.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import { ask, sessionOf, siteDatabase } from '#test/support/session.ts'
import { publishWhole, type WholeDisclosure, wholeFirm } from '#test/support/whole-disclosure.ts'

let whole: WholeDisclosure
let draft: number
let firm: string
let draftFirm: string
beforeAll(async () => {
  const sql = siteDatabase()
  whole = await publishWhole(sql, await wholeFirm(sql, 'versions'))
  firm = 'whole-firm'
  await sql`insert into users (id, name, email, username) values (${firm}, '填报员', 'whole@example.invalid', ${firm})`
  await sql`insert into memberships (user_id, role, enterprise_id) select ${firm}, 'firm', id from enterprises where credit_code = ${whole.creditCode}`
  // Another firm's draft, with one answer that cannot be read.
  const code = await wholeFirm(sql, 'draft')
  const [made] = await sql`
    insert into disclosures (enterprise_id, year, version) select id, 2031, 1 from enterprises where credit_code = ${code} returning id, enterprise_id as enterprise`
  draft = made?.id
  draftFirm = 'draft-firm'
  await sql`insert into users (id, name, email, username) values (${draftFirm}, '填报员', 'draft@example.invalid', ${draftFirm})`
  await sql`insert into memberships (user_id, role, enterprise_id) values (${draftFirm}, 'firm', ${made?.enterprise})`
  await sql`
    insert into disclosure_items (disclosure_id, group_name, item, typed)
    values (${draft}, 'facilities', 1, ${sql.json({ code: 'TW009', name: '草稿污水站', operationRate: '约98' })}),
      (${draft}, 'basic', 1, ${sql.json({ environmentalOfficer: '郑草稿' })})`
  await sql.end()
})
const page = async (path: string) => {
  const response = await ask(path)
  return { status: response.status, html: await response.text() }
}
const data = async (path: string) => {
  const response = await ask(path)
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}

describe('the public page of a whole form', () => {
  it('says in sentences what the enterprise filed, with links to its files, and nothing private', async () => {
    const { html } = await page(`/disclosures/${whole.second}`)
    expect(html).toContain('持有排污许可证 91430922MAY7P4K2X1001P，有效期至 2028年1月1日。')
    expect(html).toContain('环境风险等级较大，上年演练 2 次。')
    expect(html).toContain('监测记录不完善：二月缺一份工况记录')
    expect(html).toContain('已安装在线监测，1 项要求不符合')
    expect(html).toContain('不齐全：三月加药记录缺两天')
    expect(html).toContain(`href="/disclosures/${whole.second}/files/${whole.fileId}"`)
    for (const secret of ['钱环保', '0737-7654321', '孙填报', '李审核']) expect(html).not.toContain(secret)
  })
  it('says the same in English', async () => {
    const { html } = await page(`/en/disclosures/${whole.second}`)
    expect(html).toContain('Holds the discharge permit 91430922MAY7P4K2X1001P')
    expect(html).toContain('The enterprise found 1 problem in its self-check:')
  })
  it('says of an older one that only values were filed', async () => {
    const { html } = await page(`/disclosures/${whole.first - 0}`)
    expect(html).not.toContain('没有填报企业基本信息')
    const sql = siteDatabase()
    const [bare] = await sql`
      select id from disclosures d where state = 'published' and not exists (select from disclosure_items i where i.disclosure_id = d.id) limit 1`
    await sql.end()
    if (bare) expect((await page(`/disclosures/${bare.id}`)).html).toContain('没有填报企业基本信息')
  })
})

describe('a file that a version names', () => {
  it('can be had by everybody, as a download that runs nothing', async () => {
    const response = await ask(`/disclosures/${whole.second}/files/${whole.fileId}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(`%PDF-1.7 ${whole.creditCode}`)
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('工艺流程图.pdf'))
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })
  it('is not there under a version that does not name it, or that is no version', async () => {
    const sql = siteDatabase()
    const [other] = await sql`
      select id from disclosures where state = 'published' and id not in (${whole.first}, ${whole.second}) limit 1`
    await sql.end()
    for (const id of [other?.id, draft, 'x'])
      expect((await ask(`/disclosures/${id}/files/${whole.fileId}`)).status).toBe(404)
    for (const file of ['x', '00000000-0000-4000-8000-000000000000'])
      expect((await ask(`/disclosures/${whole.second}/files/${file}`)).status).toBe(404)
  })
})

describe('what changed', () => {
  it('is told in sentences against the version before, with reason and signature', async () => {
    const { status, html } = await page(`/disclosures/${whole.second}/changes`)
    expect(status).toBe(200)
    expect(html).toContain('正常运转率由 98.5% 改为 91.5%（−7 个百分点）。')
    expect(html).toMatch(/全年总量由 [\d.,]+ 吨改为 [\d.,]+ 吨（\+15%）。/)
    expect(html).toContain('治理设施运转率和总量填写有误')
    expect(html).toContain('周责任')
  })
  it('can be asked against any other version, earlier or later', async () => {
    const first = await page(`/disclosures/${whole.first}/changes?against=3`)
    expect(first.status).toBe(200)
    expect(first.html).toContain('与第 2 版相比，第 3 版改了')
    const { html } = await page(`/en/disclosures/${whole.second}/changes?against=1`)
    expect(html).toContain('than version 1')
    expect(html).toContain('The rest of the form')
  })
  it.each(['9', '3', 'x', '0', ''])('against=%s is refused with the versions that there are', async (against) => {
    const { status, html } = await page(`/disclosures/${whole.second}/changes?against=${against}`)
    expect(status).toBe(400)
    expect(html).toContain(`没有“${against}”这一版可以对比。可以对比的版本：1、2。`)
    const api = await data(`/api/v1/disclosures/${whole.second}/changes?against=${against}`)
    expect(api).toMatchObject({ status: 400, type: 'application/problem+json' })
    expect(api.body.problems[0].message).toContain('allowed: 1, 2')
  })
  it('is data too', async () => {
    const { body } = await data(`/api/v1/disclosures/${whole.second}/changes`)
    expect(body.data).toMatchObject({ before: { version: 2 }, after: { version: 3 } })
    expect(body.data.rows[0].changes[0]).toMatchObject({ column: 'totalTonnes', before: expect.any(Number) })
    expect(body.data.groups).toEqual([
      {
        kind: 'changed',
        group: 'facilities',
        item: 1,
        changes: [{ field: 'operationRate', before: 98.5, after: 91.5 }],
      },
    ])
  })
  it('of a draft or of what is not there is not found', async () => {
    for (const id of [draft, 999999999, 'x']) {
      expect((await ask(`/disclosures/${id}/changes`)).status).toBe(404)
      expect((await ask(`/api/v1/disclosures/${id}/changes`)).status).toBe(404)
    }
  })
})

describe('the record in the API', () => {
  it('has the groups, the totals and a fingerprint that anybody can count again from it', async () => {
    const { body } = await data(`/api/v1/disclosures/${whole.first}`)
    const record = body.data
    expect(record.groups.permit).toMatchObject({ held: true, permitNo: '91430922MAY7P4K2X1001P' })
    expect(record.groups.facilities).toHaveLength(2)
    expect(record.groups.outlets[0]).toMatchObject({ outletCode: expect.any(String), hours: expect.any(Number) })
    expect(record.groups.basic).not.toHaveProperty('environmentalOfficer')
    expect(record.totals[0]).toMatchObject({
      factorCode: expect.any(String),
      totalTonnes: expect.any(Number),
      unit: 't',
    })
    const { id, year, version, correctionReason, signedName, signedAt, publishedAt, groups } = record
    const rows = record.rows.map((row: Record<string, unknown>) =>
      Object.fromEntries(contentColumns.map((column) => [column, row[column]])),
    )
    const content = { id, year, version, correctionReason, signedName, signedAt, publishedAt, rows, groups }
    expect(record.fingerprint).toBe(createHash('sha256').update(canonicalJson(content)).digest('hex'))
    expect((await page(`/disclosures/${whole.first}`)).html).toContain(record.fingerprint)
  })
  it('names no official of a bureau', async () => {
    const text = JSON.stringify((await data(`/api/v1/disclosures/${whole.first}`)).body)
    expect(text).not.toMatch(/reviewerName|reviewerId|inspectors|lookedAtBy/)
  })
})

describe('the files of what is on the page', () => {
  it('CSV, XLSX and JSON hold the same rows as the page and say how many', async () => {
    const { html } = await page(`/disclosures/${whole.second}`)
    const onPage = html.split('class="stacks disclosure-table"').length - 1
    expect(onPage).toBeGreaterThan(1)
    const { body: json } = await data(`/disclosures/${whole.second}.json`)
    const csv = await ask(`/disclosures/${whole.second}.csv`)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.headers.get('content-disposition')).toMatch(/attachment; filename="disclosure-\d+-\d{4}-v3\.csv"/)
    const csvRows = (await readWorkbook(new Uint8Array(await csv.arrayBuffer()))).sheets[0]?.rows.map(
      ({ cells }) => cells,
    )
    const xlsx = await readWorkbook(
      new Uint8Array(await (await ask(`/disclosures/${whole.second}.xlsx`)).arrayBuffer()),
    )
    expect(xlsx.sheets.map(({ name }) => name)).toEqual(['各排放口数值', '其他内容'])
    const [values, form] = xlsx.sheets.map(({ rows }) => rows.map(({ cells }) => cells))
    expect(values?.at(-1)?.[0]).toBe(`共 ${json.values.count} 行`)
    expect(csvRows?.at(-1)?.[0]).toBe(`共 ${json.values.count} 行`)
    expect(values).toHaveLength(json.values.count + 2)
    expect(csvRows).toHaveLength(json.values.count + 2)
    expect(form).toHaveLength(json.form.count + 2)
    const head = values?.[0] as string[]
    const at = head.indexOf('平均浓度')
    json.values.rows.forEach((row: Record<string, unknown>, i: number) => {
      expect(values?.[i + 1]?.[at] ?? null).toBe(row.平均浓度)
      expect(csvRows?.[i + 1]?.[at] ?? null).toBe(row.平均浓度 === null ? null : String(row.平均浓度))
      expect(html).toContain(row.排放口编号)
    })
    expect(head).toContain('浓度单位')
  })
  it('the rest of the form is a table of its own, in either language', async () => {
    const bytes = await (await ask(`/disclosures/${whole.second}.csv?table=form&lang=en`)).arrayBuffer()
    const csv = Buffer.from(bytes).toString()
    expect(csv).toMatch(/^\ufeffPart,Group,Item,Field,Value or words,Unit\r\n/)
    expect(csv).toContain('Normal operation rate (%),91.5,%')
    expect(csv).not.toContain('钱环保')
  })
  it.each(['lang=de', 'table=all'])('?%s is a problem document', async (query) => {
    for (const ending of ['csv', 'xlsx', 'json']) {
      const { status, body } = await data(`/disclosures/${whole.second}.${ending}?${query}`)
      expect(status).toBe(400)
      expect(body.problems[0].field).toBe(query.split('=')[0])
    }
  })
  it.each(['csv', 'xlsx', 'json'])('a draft has no .%s', async (ending) => {
    expect((await ask(`/disclosures/${draft}.${ending}`)).status).toBe(404)
    expect((await ask(`/disclosures/x.${ending}`)).status).toBe(404)
  })
})

describe('the form for paper', () => {
  it('of a draft is its own enterprise’s only, and says that it is a draft', async () => {
    expect((await ask(`/disclosures/${draft}/print`)).status).toBe(404)
    expect((await ask('/filing/2031/print')).status).toBe(303)
    const own = await ask('/filing/2031/print', await sessionOf(draftFirm))
    const html = await own.text()
    expect(own.status).toBe(200)
    expect(html).toContain('草稿，尚未公开')
    expect(html).toContain('data-draft="草稿"')
    for (const typed of ['草稿污水站', '约98', '郑草稿']) expect(html).toContain(typed)
    expect(html).not.toContain('指纹（SHA-256）')
    expect((await ask('/filing/2031/print', await sessionOf(firm))).status).toBe(404)
  })
  it('of a published year has the private fields for the enterprise alone', async () => {
    const own = await (await ask(`/filing/${whole.year}/print`, await sessionOf(firm))).text()
    for (const secret of ['钱环保', '0737-7654321', '孙填报', '李审核']) expect(own).toContain(secret)
    expect(own).toContain(`/disclosures/${whole.second}`)
    expect(own).toMatch(/[0-9a-f]{64}/)
  })
  it.each(['abc', '1999', '2032'])('/filing/%s/print is not found', async (year) => {
    expect((await ask(`/filing/${year}/print`, await sessionOf(firm))).status).toBe(404)
  })
  it('is kept until something is published', async () => {
    await ask(`/disclosures/${whole.first}/print`)
    expect((await ask(`/disclosures/${whole.first}/print`)).headers.get('x-cache')).toBe('hit')
  })
})
