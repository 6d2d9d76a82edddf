import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '#db/client.ts'
import { demoCast } from '#db/seed/cast.ts'
import { replay } from '#src/gateway/replay.ts'
import { buildFrame } from '#test/domain/device/frame.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const creditCode = demoCast.paperMill
let outletCode: string
let county: TestSession
let id: string
const db = siteDatabase()
beforeAll(async () => {
  const [outlet] = await db`select o.code from outlets o join enterprises e on e.id = o.enterprise_id
    where e.credit_code = ${creditCode} and o.kind = 'water_outlet' order by o.code limit 1`
  outletCode = outlet?.code
  county = await sessionOf('county-taojiang')
})
afterAll(() => db.end())

const words = async (response: Response) => (await response.text()).replaceAll('&#34;', '"').replaceAll('&quot;', '"')
const send = (path: string, name: string, fields: Record<string, string>, session: TestSession) =>
  postForm(`${path}?_action=${name}`, fields, session)
const localMinutesAgo = (minutes: number) =>
  new Date(Date.now() + 8 * 3_600_000 - minutes * 60_000).toISOString().slice(0, 16)
const today = localMinutesAgo(0).slice(0, 10)

describe('the register of devices', () => {
  it('opens to the office alone; its forms to who may', async () => {
    for (const [path, allowed, refused] of [
      ['/office/devices', ['county-taojiang', 'city-monitoring', 'auditor'], ['paper', 'operator', 'ngo', 'admin']],
      ['/office/devices/new', ['county-taojiang'], ['auditor', 'paper']],
      ['/office/devices/unknown', ['city-inspection'], ['operator']],
      ['/office/devices/raised', ['county-anhua'], ['paper']],
      ['/office/devices/requests', ['county-anhua', 'auditor'], ['paper', 'operator']],
      ['/filing/devices', ['paper'], ['county-taojiang', 'operator']],
      ['/office/monitoring/devices', ['operator'], ['paper', 'county-taojiang']],
    ] as const) {
      for (const name of allowed) expect((await ask(path, await sessionOf(name))).status, `${path} ${name}`).toBe(200)
      for (const name of refused) expect((await ask(path, await sessionOf(name))).status, `${path} ${name}`).toBe(403)
    }
    expect((await ask('/office/devices/x', county)).status).toBe(404)
    expect((await ask('/office/devices/files/999999', county)).status).toBe(404)
    expect((await ask('/filing/devices/files/999999', await sessionOf('paper'))).status).toBe(404)
    expect((await ask('/filing/devices/files/1', county)).status).toBe(403)
  })
  it('takes a plan and a device, and keeps what was typed where it refuses', async () => {
    const plan = { creditCode, outletCode, group: 'listed_sector', dueOn: '2020-01-01', note: '' }
    expect((await send('/office/devices', 'device.plan', plan, county)).status).toBe(303)
    const device = {
      creditCode,
      outletCode,
      mn: 'ROUTE;1',
      password: '123456',
      checksPassword: 'on',
      registeredOn: today,
      installedOn: today,
      model: '',
      makerId: '',
      sellerId: '',
      operatorId: '',
    }
    const wrong = await send('/office/devices/new', 'device.register', device, county)
    const text = await words(wrong)
    expect(wrong.status).toBe(400)
    expect(text).toContain('1 到 32 个可见字符')
    expect(text).toContain('value="ROUTE;1"')
    const [barred] = await db`select vendor_id as id from vendor_listings where state = 'in_force' limit 1`
    const refused = await send(
      '/en/office/devices/new',
      'device.register',
      { ...device, mn: 'ROUTE-1', operatorId: String(barred?.id) },
      county,
    )
    expect(await words(refused)).toContain('This vendor is on the blacklist (entry')
    const taken = await send('/office/devices/new', 'device.register', { ...device, mn: 'ROUTE-1' }, county)
    expect(taken.status).toBe(303)
    id = /devices\/(\d+)\?registered=yes/.exec(taken.headers.get('location') ?? '')?.[1] as string
    expect(await words(await ask(`/office/devices/${id}`, county))).toContain('办理下一步：已联网')
    expect((await ask(`/office/devices/${id}`, await sessionOf('county-anhua'))).status).toBe(404)
    const early = await send(
      `/office/devices/${id}`,
      'device.step',
      { id, step: 'connected', reachedOn: today, documentNo: '', words: '' },
      county,
    )
    expect(await words(early)).toContain('还没有收到这台设备的任何数据')
  })
  it('lets a device go to its sign-off by two people, one step after the other, and never shows its password', async () => {
    await db`insert into device_activity (device_id, frames, last_frame_at) values (${id}, 1, now())`
    const step = (name: string, session: TestSession) =>
      send(
        `/office/devices/${id}`,
        'device.step',
        { id, step: name, reachedOn: today, documentNo: '试〔2026〕1', words: '' },
        session,
      )
    for (const name of ['connected', 'compared']) expect((await step(name, county)).status, name).toBe(303)
    expect(await words(await step('accepted', county))).toContain('“已比对监测”是您记录的，这一步须由另一人办理')
    const accepted = await step('accepted', await sessionOf('city-monitoring'))
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, `/office/devices/${id}?done=yes`])
    const told = await words(await ask(`/office/devices/${id}?done=yes`, county))
    expect(told).toContain('已办理。')
    expect(told).toMatch(/应在 .*? 前销号/)
    expect(told).toContain('href="#next-step"')
    expect(told).toContain('id="next-step"')
    expect((await step('signed_off', county)).status).toBe(303)
    const page = await words(await ask(`/en/office/devices/${id}`, county))
    expect(page).toContain('Signed off; its registration is complete.')
    expect(page).not.toContain('123456')
  })
})

describe('a fault', () => {
  it('that the firm reports stands in public until it works again', async () => {
    const firm = await sessionOf('paper')
    const fault = { deviceId: id, beganAt: localMinutesAgo(90), cause: '采样泵损坏' }
    await db`update devices set registered_on = registered_on - 2 where id = ${id}`
    expect(
      await words(await send('/filing/devices', 'deviceCare.fault', { ...fault, beganAt: 'soon' }, firm)),
    ).toContain('请填日期和时间')
    expect((await send('/filing/devices', 'deviceCare.fault', fault, firm)).status).toBe(303)
    expect((await send('/filing/devices', 'deviceCare.fault', fault, firm)).status).toBe(409)
    const value = {
      deviceId: id,
      factorCode: 'w01018',
      sampledAt: localMinutesAgo(60),
      value: '41.5',
      laboratory: '本厂化验室',
    }
    expect((await send('/filing/devices', 'deviceCare.manual', value, firm)).status).toBe(303)
    expect(await words(await ask('/filing', firm))).toContain('修复故障设备')
    const outlet = await words(await ask(`/monitoring/${creditCode}/${outletCode}`))
    expect(outlet).toContain('采样泵损坏')
    expect(outlet).toContain('故障、停运期间的人工监测')
    const desk = await words(await ask('/filing/devices', firm))
    const fault_id = /name="id" value="(\d+)"/.exec(desk)?.[1] as string
    const repair = { id: fault_id, repairedAt: localMinutesAgo(5), repair: '更换采样泵' }
    expect((await send('/filing/devices', 'deviceCare.repair', repair, firm)).status).toBe(303)
  })
  it('a stop that was applied for is answered in the office', async () => {
    const firm = await sessionOf('paper')
    const stop = {
      deviceId: id,
      kind: 'device',
      fromAt: localMinutesAgo(-60 * 48),
      toAt: localMinutesAgo(-60 * 72),
      reason: '更换分析仪',
    }
    expect((await send('/filing/devices', 'deviceCare.applyStop', stop, firm)).status).toBe(303)
    expect(await words(await ask('/office/devices', county))).toMatch(/[1-9] 份停运、拆除申请等待答复/)
    const page = await words(await ask(`/office/devices/${id}`, county))
    const stopId = /name="id" value="(\d+)"/.exec(page.slice(page.indexOf('id="answer"')))?.[1] as string
    const answer = { id: stopId, state: 'refused', answer: '先完成比对' }
    expect((await send(`/office/devices/${id}`, 'device.answerStop', answer, county)).status).toBe(303)
    expect(await words(await ask('/filing/devices', firm))).toContain('先完成比对')
  })
})

describe('a device that nobody knew', () => {
  it('is listed with how many of its frames are kept and since when; its page says what came of them', async () => {
    const raw = buildFrame({
      mn: 'ROUTE-NEW',
      cn: '2061',
      dataTime: `${today.replaceAll('-', '')}000000`,
      cp: 'w01018-Avg=46.2,w01018-Flag=N',
    })
    const since = new Date(Date.now() - 3_600_000)
    const connection = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1 })
    await replay(connection, Buffer.concat([raw, raw]), since).finally(() => connection.close())
    const list = await words(await ask('/office/devices/unknown', county))
    expect(list).toMatch(/留存 2 帧（1 KB），最早的一帧/)
    expect(list).toContain('每个 MN 留存最后 5,000 帧（压缩后至多 2 MB）、至多 7 天')
    expect(list).toContain('改法：ST 2 位、CN 4 位')
    expect(await words(await ask('/en/office/devices/new?mn=ROUTE-NEW', county))).toContain(
      '2 frames are kept (1 KB), the first from',
    )
    await db`update devices set mn = 'ROUTE-NEW', password = '654321' where id = ${id}`
    const settings = { id, checksPassword: 'on', framesPerMinute: '600' }
    const change = (password: string) =>
      send(`/office/devices/${id}`, 'device.settings', { ...settings, password }, county)
    const wrong = (await change('111111')).headers.get('location') ?? ''
    expect(await words(await ask(wrong, county))).toContain('留存的 2 帧再次被拒收：帧中的密码（PW）与登记的不同')
    expect(await words(await ask('/office/devices/unknown', county))).toContain('密码不符')
    const right = (await change('123456')).headers.get('location') ?? ''
    expect(await words(await ask(right, county))).toContain('留存的 2 帧已按到达顺序补收')
    expect(await words(await ask('/office/devices/unknown', county))).not.toContain('ROUTE-NEW')
  })
})

describe('the public page', () => {
  it('says how far the installation is, by county and outlet, and gives the same as files', async () => {
    const page = await words(await ask('/monitoring/devices'))
    expect(page.replace(/<[^>]+>/g, '')).toMatch(/应安装自动监控的 [\d,]+ 个排放口中，已安装 [\d,]+ 个/)
    expect((await ask('/monitoring/devices?stage=bad')).status).toBe(400)
    expect((await ask('/monitoring/devices?page=9999')).status).toBe(404)
    const read = async () => (await ask('/monitoring/devices.json?region=430922&stage=signed_off')).json()
    const ours = async () =>
      (await read()).data.find(
        (row: { outletCode: string; creditCode: string }) =>
          row.creditCode === creditCode && row.outletCode === outletCode,
      )
    // The list is kept for five seconds.
    await expect.poll(ours, { timeout: 10_000, interval: 500 }).toMatchObject({
      stage: 'signed_off',
      isLate: false,
      groups: expect.arrayContaining(['listed_sector']),
    })
    const { data, total } = await read()
    expect(total).toBe(data.length)
    const lines = (await (await ask('/monitoring/devices.csv?lang=en&region=430922&stage=signed_off')).text())
      .trim()
      .split('\r\n')
    expect([lines.length - 1, lines[0]?.includes('Credit code')]).toEqual([total, true])
    expect((await ask('/monitoring/devices.csv?stage=bad')).status).toBe(400)
  })
})
