import { describe, expect, it } from 'vitest'
import { publishedFirm } from '#test/routes/reviewed-firm.ts'
import { ask, postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

const send = (id: number, fields: Record<string, string>, locale = '') =>
  postForm(`${locale}/disclosures/${id}/report-error?_action=errorReport.send`, {
    disclosureId: String(id),
    website: '',
    ...fields,
  })

describe('reporting an error', () => {
  it('needs no account; what lacks is said at its field and what was written stays', async () => {
    const { disclosureId: id } = await publishedFirm('error-form')
    const page = await ask(`/disclosures/${id}/report-error`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('不保存网络地址')
    const short = await send(id, { field: '', words: '不对' })
    expect(short.status).toBe(400)
    const text = await short.text()
    expect(text).toContain('请选择')
    expect(text).toContain('至少 5 个字')
    expect(text).toContain('>不对</textarea>')
    expect(await (await send(id, { field: 'form', words: '长'.repeat(1001) })).text()).toContain('超过 1,000 个字')
    expect(
      await (await send(id, { field: 'form', words: 'wrong value', website: 'http://x' }, '/en')).text(),
    ).toContain('Please leave this blank')
    expect((await ask('/disclosures/99999999/report-error')).status).toBe(404)
  })

  it('is answered by the firm in public, beside the record', async () => {
    const firm = await publishedFirm('error-answer')
    const id = firm.disclosureId
    const sent = await send(id, { field: `${firm.row}.mean`, words: '厂门口公示的数值不同' })
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toMatch(/report-error\?due=\d{4}-\d{2}-\d{2}$/)
    expect(await (await ask(sent.headers.get('location') as string)).text()).toContain('已收到')
    await expect
      .poll(async () => (await ask(`/disclosures/${id}`)).text(), { timeout: 10_000 })
      .toContain('1 条正在等待答复')
    expect(await (await ask(`/disclosures/${id}`)).text()).not.toContain('厂门口公示的数值不同')

    const session = await sessionOf(firm.username)
    const desk = await (await ask('/filing/errors', session)).text()
    expect(desk).toContain('厂门口公示的数值不同')
    const number = /name="id" value="(\d+)"/.exec(desk)?.[1] as string
    const refused = await postForm('/filing/errors?_action=errorReport.answer', { id: number, words: '无' }, session)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('请写明核对结果')
    expect(
      (
        await postForm(
          '/filing/errors?_action=errorReport.answer',
          { id: number, words: '公示牌为上季度数值，已更换' },
          session,
        )
      ).status,
    ).toBe(303)
    await expect
      .poll(async () => (await ask(`/disclosures/${id}`)).text(), { timeout: 10_000 })
      .toContain('公示牌为上季度数值')
  })

  it('is withheld by the own county on a ground in law, and the record says so', async () => {
    const firm = await publishedFirm('error-hidden')
    await send(firm.disclosureId, { field: 'form', words: '某人的电话号码是一串数字' })
    const county = await sessionOf('county-taojiang')
    const desk = await (await ask('/office/disclosures/errors', county)).text()
    expect(desk).toContain('某人的电话号码是一串数字')
    const sql = siteDatabase()
    const [found] = await sql`select id from error_reports where disclosure_id = ${firm.disclosureId}`
    await sql.end()
    const hide = (session: typeof county, ground: string) =>
      postForm('/office/disclosures/errors?_action=errorReport.hide', { id: String(found?.id), ground }, session)
    expect(await (await hide(county, 'dislike')).text()).toContain('请选择')
    expect((await hide(await sessionOf('county-anhua'), 'reputation')).status).toBe(403)
    expect((await hide(county, 'personal_information')).status).toBe(303)
    const page = async () => (await ask(`/disclosures/${firm.disclosureId}`)).text()
    await expect.poll(page, { timeout: 10_000 }).toContain('1 条依法不予公开')
    expect(await page()).toContain('个人信息保护法')
    expect(await page()).not.toContain('一串数字')
  })
})
