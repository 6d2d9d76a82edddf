import { describe, expect, it } from 'vitest'
import { publishedFirm } from '#test/routes/reviewed-firm.ts'
import { ask, postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

const whole = { findings: '无', knownProblems: '无', inspectedOn: '2026-01-05', inspectors: '甲，乙' }

describe('the inbox of reviews', () => {
  it('says what waits, the oldest first, and each state is an address', async () => {
    const session = await sessionOf('city-inspection')
    const page = await (await ask('/office/disclosures?state=waiting_county', session)).text()
    expect(page).toMatch(/\d+ 份待县级审核，\d+ 份待市级审核/)
    const english = await (await ask('/en/office/disclosures?state=waiting_county&doubts=open', session)).text()
    expect(english).toMatch(/wait for a county/)
    const days = [...page.matchAll(/已 (\d+) 天/g)].map(([, days]) => Number(days))
    expect(days.length).toBeGreaterThan(1)
    expect(days).toEqual([...days].sort((a, b) => b - a))
  })

  it('shows a county officer the own county, whatever the address asks for', async () => {
    const session = await sessionOf('county-taojiang')
    const page = await (await ask('/office/disclosures?region=430923', session)).text()
    expect(page).toContain('桃江县')
    const anhua = await publishedFirm('inbox', '430923')
    expect(page).not.toContain(anhua.name)
    expect((await ask(`/office/disclosures/${anhua.disclosureId}`, session)).status).toBe(404)
  })

  it('says what is wrong with an address', async () => {
    const response = await ask('/office/disclosures?state=lost', await sessionOf('city-legal'))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('“state=lost”无效')
  })

  it('is closed to firms and auditors', async () => {
    for (const name of ['paper', 'auditor'])
      expect((await ask('/office/disclosures', await sessionOf(name))).status).toBe(403)
  })
})

describe('giving an opinion', () => {
  it('what lacks is said at its field, in the reader’s language, and what was typed stays', async () => {
    const firm = await publishedFirm('lacks')
    const session = await sessionOf('county-taojiang')
    const sent = await postForm(
      `/office/disclosures/${firm.disclosureId}?_action=review.give`,
      {
        disclosureId: String(firm.disclosureId),
        ...whole,
        inspectors: '甲',
        opinion: 'returned',
        words: '请核对',
        [`tick.${firm.row}`]: `${firm.row}.max`,
        'why.form': '缺少应急预案',
      },
      session,
    )
    expect(sent.status).toBe(400)
    const page = await sent.text()
    expect(page).toContain('检查人员不少于 2 人')
    expect(page).toContain('退回或补充意见须写明内容')
    expect(page).toContain('已勾选栏目，请写明需更正的原因')
    expect(page).toContain('缺少应急预案')
    expect(page).toMatch(new RegExp(`value="${firm.row}\\.max" checked`))
    const english = await postForm(
      `/en/office/disclosures/${firm.disclosureId}?_action=review.give`,
      { disclosureId: String(firm.disclosureId), ...whole, findings: '', opinion: 'agreed' },
      session,
    )
    expect(await english.text()).toContain('write “none” if nothing was')
  })

  it('of another county is refused, and no figure can be sent along', async () => {
    const firm = await publishedFirm('foreign', '430923')
    const give = (username: string) =>
      sessionOf(username).then((session) =>
        postForm(
          `/office/disclosures/${firm.disclosureId}?_action=review.give`,
          { disclosureId: String(firm.disclosureId), ...whole, opinion: 'agreed', [`${firm.row}.mean`]: '1' },
          session,
        ),
      )
    expect((await give('county-taojiang')).status).toBe(404)
    const sql = siteDatabase()
    const figures = () =>
      sql`select concentration_mean, total_tonnes from disclosure_rows where disclosure_id = ${firm.disclosureId} order by position`
    const before = await figures()
    expect((await give('county-anhua')).status).toBe(303)
    expect(await figures()).toEqual(before)
    expect(await sql`select level, opinion from disclosure_reviews where disclosure_id = ${firm.disclosureId}`).toEqual(
      [{ level: 'county', opinion: 'agreed' }],
    )
    await sql.end()
  })
})

describe('存疑', () => {
  it('stands beside the number until a regulator has looked, then what was found', async () => {
    const firm = await publishedFirm('doubt')
    const sql = siteDatabase()
    const [doubt] = await sql`
      insert into disclosure_doubts (disclosure_id, field, code, given, reason)
      values (${firm.disclosureId}, ${`${firm.row}.mean`}, 'unlike_last_year_mean', '{"value": 40, "before": 1}', '上年停产') returning id`
    await sql`insert into events (kind, subject, at) values ('doubt.rejected', ${`disclosure:${firm.disclosureId}`}, now())` // drops the page
    await sql.end()
    const open = await (await ask(`/disclosures/${firm.disclosureId}`)).text()
    expect(open).toContain(`href="#doubt-${doubt?.id}"`)
    expect(open).toContain('上年停产')
    const session = await sessionOf('county-taojiang')
    const look = (note: string) =>
      postForm(
        `/office/disclosures/${firm.disclosureId}?_action=review.acceptDoubt`,
        { id: String(doubt?.id), note },
        session,
      )
    const short = await look('x')
    expect(short.status).toBe(400)
    expect(await short.text()).toContain('请写明核实结论')
    expect((await look('停产记录属实')).status).toBe(303)
    await expect
      .poll(async () => (await ask(`/disclosures/${firm.disclosureId}`)).text(), { timeout: 10_000 })
      .toContain('停产记录属实')
    expect((await look('再看一次')).status).toBe(409)
  })
})
