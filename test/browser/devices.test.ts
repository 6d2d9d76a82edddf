import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { signedIn } from '#test/browser/desks.ts'
import { buildFrame } from '#test/domain/device/frame.ts'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const db = siteDatabase()
let id: number
beforeAll(async () => {
  const [device] = await db`
    insert into devices (mn, outlet_id, password, state, registered_on)
    select 'LOOKS-1', o.id, '123456', 'compared', current_date - 90 from outlets o join enterprises e on e.id = o.enterprise_id
    where e.credit_code = ${demoCast.cementWorks} and o.kind = 'stack' order by o.code limit 1 returning id, outlet_id`
  id = device?.id
  await db`insert into device_steps (device_id, step, reached_on, document_no, at) values
    (${id}, 'installed', current_date - 80, null, now()), (${id}, 'compared', current_date - 40, '益环比〔2026〕1号', now())`
  await db`insert into device_checks (device_id, topics, checked_on, result, findings, rectify_by, at)
    values (${id}, '{running,data_quality}', current_date - 10, 'problems', '校准记录不全', current_date + 10, now())`
  await db`insert into device_faults (device_id, outlet_id, began_at, cause, report_due_at, reported_at, repair_due_at, samples_per_day)
    values (${id}, ${device?.outlet_id}, now() - interval '9 days', '采样泵损坏', now() - interval '8 days', now() - interval '8 days', now() - interval '1 day', 4)`
  await db`insert into device_stops (device_id, outlet_id, kind, from_at, to_at, reason, applied_at, answer_due_on)
    values (${id}, ${device?.outlet_id}, 'production', now() + interval '2 days', now() + interval '9 days', '大修', now(), current_date + 5)`
  const [schedule] = await db`
    insert into raised_schedules (enterprise_id, kind, every_days, from_on, at)
    select id, 'monitoring', 30, current_date - 70, now() from enterprises where credit_code = ${demoCast.cementWorks} returning id`
  await db`insert into raised_visits (schedule_id, done_on, has_exceeded, findings, report_no, at)
    values (${schedule?.id}, current_date - 35, true, '颗粒物超标', '益环监〔2026〕9号', now())`
  const frame = buildFrame({ mn: 'LOOKS-2', cn: '2011', dataTime: '20261126080000', cp: 'a34013-Rtd=12,a34013-Flag=N' })
  await db`insert into unknown_devices (mn, why, frames, first_at, last_at, last_frame) values ('LOOKS-2', 'unknown_device', 3, now(), now(), ${frame})`
  await db`insert into unknown_factors (device_id, code, count, sample, first_at, last_at) values (${id}, 'zz9', 4, '{}', now(), now())`
})
afterAll(() => db.end())

it('the pages of devices can be used by everybody in both languages, on a phone and a desk, light and dark', {
  timeout: 180_000,
}, async () => {
  const visitor = await browser.page()
  expect(await faultsInEveryLook(visitor, '/monitoring/devices?region=430922')).toEqual([])
  const officer = await signedIn(browser, 'city-monitoring')
  for (const path of [
    '/office/devices?region=430922',
    `/office/devices/${id}`,
    '/office/devices/unknown',
    '/office/devices/raised',
    '/office/devices/new?mn=LOOKS-2',
  ])
    expect(await faultsInEveryLook(officer, path)).toEqual([])
})
