import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '#db/client.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { annexSheets } from '#domain/screening/queries/annex-sheets.ts'
import { monthBefore } from '#domain/screening/rules/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { annexStream } from '#platform/sheet/annex-stream.ts'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

let county: TestSession
let city: TestSession
let ids: { own: number; other: number; snapshot: number }
beforeAll(async () => {
  const app = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 2 })
  const sql = siteDatabase()
  try {
    const now = new Date()
    await deriveRows(app.db, 'all', now)
    const { screening } = await takeSnapshots(app.db, '430921', monthBefore(cityDate(now)), 'system', now)
    const [own] = await sql`select id from screening_rows where region_code = '430922' order by id limit 1`
    const [other] = await sql`select id from screening_rows where region_code = '430923' order by id limit 1`
    ids = { own: own?.id, other: other?.id, snapshot: screening }
  } finally {
    await Promise.all([app.close(), sql.end()])
  }
  ;[county, city] = (await Promise.all(['county-taojiang', 'city-inspection'].map((name) => sessionOf(name)))) as [
    TestSession,
    TestSession,
  ]
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, text: await response.text() }
}

describe('the screening ledger at the office', () => {
  it('is filtered, searched and sorted; a county sees its own, and a wrong filter is refused in words', async () => {
    const list = await get('/office/screening?complete=no&sort=-problems&batch=1', county)
    expect([list.status, list.text.includes('第一批'), list.text.includes('安化县')]).toEqual([200, true, false])
    expect((await get('/en/office/screening?exceeded=unknown', city)).text).toContain('Anhua County')
    const wrong = await get('/office/screening?batch=4', county)
    expect([wrong.status, wrong.text.includes('第三批') || wrong.text.includes('4')]).toEqual([400, true])
    expect((await get('/office/screening?page=900', county)).status).toBe(404)
    expect((await get(`/office/screening/${ids.own}`, county)).text).toContain('系统记录')
    expect((await get(`/office/screening/${ids.other}`, county)).status).toBe(404)
    expect((await get(`/office/screening/${ids.other}`, city)).text).toContain('您可以查看')
  })

  it('comes as the annexes: a county its own sheet, the city all', async () => {
    const bytes = new Uint8Array(await (await ask('/office/screening/ledger.xlsx?region=430923', county)).arrayBuffer())
    expect(inspectXlsx(bytes).sheets.map(({ name }) => name)).toEqual(['桃江县'])
    const csv = await get('/office/screening/ledger.csv?ledger=rectification', city)
    expect(csv.text.split('\r\n')[0]).toContain('存在的问题')
    expect((await get('/office/screening/ledger.csv?sort=x', city)).status).toBe(400)
  })

  it('keeps what was typed where the form is refused', async () => {
    const form = { id: String(ids.own), screenedOn: '2099-01-01', totals: '打字的内容' }
    const refused = await postForm(`/office/screening/${ids.own}?_action=screening.complete`, form, county)
    const text = await refused.text()
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(text).toContain('2099-01-01')
    expect((await postForm(`/office/screening/${ids.own}?_action=screening.complete`, form, city)).status).toBe(403)
  })

  it('takes a file over after a look at it, and refuses one of another county', async () => {
    const app = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1 })
    const parts: Uint8Array[] = []
    for await (const part of annexStream(
      annexSheets(app.db, 'screening', [{ code: '430923', nameZh: '安化县' }], '2026-11-25'),
    ))
      parts.push(part)
    await app.close()
    const form = new FormData()
    form.set('file', new File([Buffer.concat(parts)], '台账.xlsx'))
    const sent = await fetch(`${inject('siteUrl')}/office/screening/import?_action=screening.uploadLedger`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { origin: inject('siteUrl'), cookie: county.header },
    })
    expect(sent.status).toBe(303)
    const page = await get(sent.headers.get('location') ?? '', county)
    expect(page.text).toContain('不是您的县（市、区）')
  })
})

describe('the ledgers of each month in public', () => {
  it('are listed by county, and each is given out byte for byte as it was reported', async () => {
    const list = await get('/en/progress/ledgers')
    expect(list.text).toContain(`/en/progress/ledgers/${ids.snapshot}`)
    const page = await get(`/progress/ledgers/${ids.snapshot}`)
    const json = Buffer.from(await (await ask(`/progress/ledgers/${ids.snapshot}.json`)).arrayBuffer())
    expect(page.text).toContain(createHash('sha256').update(json).digest('hex'))
    const xlsx = new Uint8Array(await (await ask(`/progress/ledgers/${ids.snapshot}.xlsx`)).arrayBuffer())
    expect(inspectXlsx(xlsx).sheets[0]?.rows.get(2)?.get(0)?.text).toBe('工业污染源达标计划排查台账')
    expect((await get(`/progress/ledgers/${ids.snapshot}.csv`)).text).toContain('企业名称')
    expect([
      (await get('/progress/ledgers/999999')).status,
      (await get('/progress/ledgers/999999.json')).status,
    ]).toEqual([404, 404])
  })
})
