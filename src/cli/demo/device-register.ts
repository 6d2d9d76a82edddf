import { connect, type Sql } from '#db/client.ts'
import { creditCodeOf } from '#db/credit-code.ts'
import { demoAccounts } from '#db/seed/accounts.ts'
import { addDays } from '#db/seed/days.ts'
import { groupsOf } from '#domain/device/rules/obligation.ts'
import { answerDueOn, faultClocks } from '#domain/device/rules/terms.ts'
import { packFrames } from '#domain/monitoring/rules/kept-frames.ts'
import { cityDate } from '#platform/clock.ts'
import { crc16, crcText } from '#src/gateway/crc.ts'

/**
 * What the register of devices says of the demo city: the counties' plans, the steps of each device up to its sign-off, who runs it,
 * faults, stops and checks, firms that wait for a device. Nothing where there is a plan already, or no device.
 */
export async function loadDemoRegister(url: string, now: Date): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, name: 'qingyuan-seed' })
  try {
    const [found] =
      await sql`select exists (select from device_plans) as planned, exists (select from devices) as devices`
    if (found?.planned || !found?.devices) return
    await plan(sql, now)
    await takeSteps(sql, now)
    await nameOperator(sql, now)
    await breakAndStop(sql, now)
    await lookCloser(sql, now)
    await knock(sql, now)
  } finally {
    await close()
  }
}

/** Outlets with a device were planned before it came; of the others that must have one, most are planned, some of them late. */
async function plan(sql: Sql, now: Date) {
  const today = cityDate(now)
  await sql`
    insert into device_plans (outlet_id, "group", due_on, planned_at)
    select outlet_id, 'other', registered_on - 20, (registered_on - 120)::timestamptz from devices`
  const rows = await sql<
    {
      id: number
      sectorCode: string
      industryCode: string | null
      isKey: boolean
      factorCodes: string[]
      hasDevice: boolean
    }[]
  >`
    select o.id, e.sector_code as "sectorCode", e.industry_code as "industryCode",
      exists (select from key_polluters k where k.enterprise_id = e.id and k.year = (select max(year) from key_polluter_lists)) as "isKey",
      array(select distinct factor_code from outlet_limits l where l.outlet_id = o.id and l.valid_to is null) as "factorCodes",
      exists (select from devices d where d.outlet_id = o.id) as "hasDevice"
    from outlets o join enterprises e on e.id = o.enterprise_id where o.kind <> 'fugitive' and o.in_service_to is null order by o.id`
  const plans = rows.flatMap(({ id, isKey, hasDevice, ...outlet }, place) => {
    const [group] = groupsOf({ ...outlet, isKeyPolluter: isKey }, today)
    if (!group || (!hasDevice && place % 4 === 3)) return []
    return [{ outlet_id: id, group, due_on: addDays(today, (place % 9) * 25 - 30), hasDevice }]
  })
  for (const { outlet_id, group, due_on, hasDevice } of plans) {
    if (hasDevice) await sql`update device_plans set "group" = ${group} where outlet_id = ${outlet_id}`
    else
      await sql`insert into device_plans (outlet_id, "group", due_on, planned_at)
        values (${outlet_id}, ${group}, ${due_on}, ${addDays(today, -200)}::date)`
  }
}

/** Two of three are signed off; the newest have come less far. */
async function takeSteps(sql: Sql, now: Date) {
  const year = cityDate(now).slice(0, 4)
  await sql`update devices d set state = case when r.place % 11 = 6 then 'compared' when r.place % 7 = 4 then 'connected'
      when r.place % 3 = 2 then 'accepted' else 'signed_off' end::device_state
    from (select id, row_number() over (order by id) - 1 as place from devices) r where r.id = d.id`
  await sql`
    insert into device_steps (device_id, step, reached_on, document_no, at)
    select d.id, s.step, o.reached, case when s.paper <> '' then '益环' || s.paper || '〔' || ${year}::int - 1 || '〕' || d.id || '号' end, o.reached
    from devices d
    join (values ('installed'::device_state, 1, ''), ('connected', 3, ''), ('compared', 30, '比'), ('accepted', 45, '验'), ('signed_off', 50, '销'))
      as s (step, days, paper) on s.step <= d.state
    -- What waits for its sign-off was accepted within the last days.
    cross join lateral (select case when s.step = 'accepted' and d.state = 'accepted' then ${cityDate(now)}::date - d.id % 9
      else d.registered_on + s.days end as reached) o
    order by d.id, s.days`
}

/** The organisation of the demo account runs the devices that no other operator runs; the maker of the city made the water ones. */
async function nameOperator(sql: Sql, now: Date) {
  const organisation = demoAccounts.find(({ role }) => role === 'monitoring_operator')?.organisation
  if (!organisation) return
  const [vendor] = await sql`
    insert into vendors (credit_code, name, kinds, registered_at)
    values (${creditCodeOf('91', '430902', 'MAXM0009')}, ${organisation}, '{operator}', ${now.toISOString()})
    on conflict (credit_code) do update set name = excluded.name returning id`
  await sql`
    insert into outlet_vendors (outlet_id, vendor_id, kind, from_on)
    select d.outlet_id, ${vendor?.id}, 'operator', d.registered_on from devices d
    where not exists (select from outlet_vendors v where v.outlet_id = d.outlet_id and v.kind = 'operator')`
}

/** Devices that are silent in the simulated city (cli/simulate/plant.ts): some with their reason. */
async function breakAndStop(sql: Sql, now: Date) {
  const silent = await sql<{ id: number; outletId: number }[]>`
    select id, outlet_id as "outletId" from (select *, row_number() over (order by id) - 1 as place from devices) d
    where place % 40 = 13 order by id`
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  const faults = [
    { at: ago(30), reportedAfter: 5, cause: '采样泵损坏，等待更换（演示）' },
    { at: ago(24 * 12), reportedAfter: 20, cause: '数采仪主板烧毁，返厂维修（演示）' },
  ]
  for (const [i, { at, reportedAfter, cause }] of faults.entries()) {
    const device = silent[i]
    if (!device) continue
    const { reportDueAt, repairDueAt, samplesPerDay } = faultClocks(at)
    const reportedAt = new Date(at.getTime() + reportedAfter * 3_600_000)
    const [fault] = await sql`
      insert into device_faults (device_id, outlet_id, began_at, cause, report_due_at, reported_at, repair_due_at, samples_per_day)
      values (${device.id}, ${device.outletId}, ${at.toISOString()}, ${cause}, ${reportDueAt.toISOString()},
        ${reportedAt.toISOString()}, ${repairDueAt.toISOString()}, ${samplesPerDay}) returning id`
    await sql`
      insert into manual_values (outlet_id, fault_id, factor_code, sampled_at, value, unit, limit_min, limit_max, laboratory, at)
      select l.outlet_id, ${fault?.id}, l.factor_code, ${at.toISOString()}::timestamptz + n * interval '6 hours',
        round((l.limit_max * (0.4 + 0.05 * n))::numeric, 3), l.unit, l.limit_min, l.limit_max, '企业化验室（演示）', ${now.toISOString()}
      from (select distinct on (factor_code) * from outlet_limits where outlet_id = ${device.outletId} and valid_to is null
        and factor_code in ('w01018', 'w21003', 'a34013', 'a21026', 'a21002') order by factor_code, id) l
      cross join generate_series(1, 4) n`
  }
  const stops = [
    {
      kind: 'device',
      from: -26,
      to: 46,
      state: 'approved',
      answer: '同意停运，停运期间人工监测（演示）',
      reason: '更换分析仪（演示）',
    },
    { kind: 'production', from: 200, to: 530, state: 'applied', answer: null, reason: '年度大修，全厂停产（演示）' },
  ]
  for (const [i, { kind, from, to, state, answer, reason }] of stops.entries()) {
    const device = silent[i + 2]
    if (!device) continue
    const appliedAt = ago(i === 0 ? 24 * 6 : 24)
    await sql`
      insert into device_stops (device_id, outlet_id, kind, from_at, to_at, reason, applied_at, answer_due_on, state, answer, answered_at)
      values (${device.id}, ${device.outletId}, ${kind}, ${ago(-from).toISOString()}, ${ago(-to).toISOString()}, ${reason},
        ${appliedAt.toISOString()}, ${answerDueOn(cityDate(appliedAt))}, ${state}, ${answer}, ${answer === null ? null : ago(24 * 4).toISOString()})`
    if (kind === 'device') await sql`update devices set state = 'stopped' where id = ${device.id}`
  }
  await sql`
    insert into device_checks (device_id, topics, checked_on, result, findings, rectify_by, at)
    select id, '{installation,running,connection,data_quality}', ${addDays(cityDate(now), -20)}::date,
      case when id % 6 = 0 then 'problems' else 'fine' end::device_check_result,
      case when id % 6 = 0 then '校准记录不全，采样管路有积尘（演示）' else '安装、运行和联网符合规范，比对误差在允许范围内（演示）' end,
      case when id % 6 = 0 then ${addDays(cityDate(now), 10)}::date end, ${ago(24 * 19).toISOString()}
    from devices where id % 9 <> 4`
}

/** Firms that must install and have nothing yet are looked at more often. */
async function lookCloser(sql: Sql, now: Date) {
  const today = cityDate(now)
  await sql`
    with waiting as (
      select e.id, row_number() over (order by e.id) as place from enterprises e
      where exists (select from outlets o join device_plans p on p.outlet_id = o.id where o.enterprise_id = e.id)
        and not exists (select from outlets o join devices d on d.outlet_id = o.id where o.enterprise_id = e.id)
      order by e.id limit 12),
    schedules as (
      insert into raised_schedules (enterprise_id, kind, every_days, from_on, at)
      select id, case when place % 3 = 0 then 'inspection' else 'monitoring' end::raised_kind, 30, ${addDays(today, -100)}::date,
        ${now.toISOString()} from waiting returning id, kind)
    insert into raised_visits (schedule_id, done_on, has_exceeded, findings, report_no, at)
    select id, ${today}::date - (id % 5) * 9 - n * 30, case when kind = 'monitoring' then id % 4 = 0 and n = 0 end,
      case when kind = 'inspection' then '现场检查，污染防治设施正常运行（演示）' when id % 4 = 0 and n = 0 then '化学需氧量超标，已责令改正（演示）'
        else '各项监测因子达标（演示）' end,
      case when kind = 'monitoring' then '益环监（演示）' || id || '-' || n end, ${now.toISOString()}
    from schedules cross join generate_series(0, 1) n`
}

/** A device that nobody registered has sent something each five minutes for an hour. */
async function knock(sql: Sql, now: Date) {
  const mn = '43090000NEW0001'
  const packets = Array.from({ length: 12 }, (_, i) => {
    const receivedAt = new Date(now.getTime() - (11 - i) * 300_000)
    return { receivedAt, raw: knockFrame(mn, receivedAt, i) }
  })
  const content = await packFrames(packets.map((packet) => ({ device: { id: 0 }, packet })))
  const [first, last] = [packets[0], packets.at(-1)] as [(typeof packets)[0], (typeof packets)[0]]
  const [from, to] = [first.receivedAt.toISOString(), last.receivedAt.toISOString()]
  const listed = await sql`
    insert into unknown_devices (mn, why, frames, first_at, last_at, last_frame, kept_frames, kept_bytes)
    values (${mn}, 'unknown_device', ${packets.length}, ${from}, ${to}, ${last.raw}, ${packets.length}, ${content.length})
    on conflict do nothing`
  if (listed.count > 0)
    await sql`insert into unknown_frames (mn, received_at, frames, content) values (${mn}, ${from}, ${packets.length}, ${content})`
}

function knockFrame(mn: string, at: Date, i: number): Buffer {
  const clock = new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, '')
  const data = `QN=${clock.slice(0, 17)};ST=32;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${clock.slice(0, 14)};w01018-Rtd=${31 + i / 10},w01018-Flag=N;w21003-Rtd=2.06,w21003-Flag=N&&`
  const bytes = Buffer.from(data, 'latin1')
  return Buffer.from(
    `##${String(bytes.length).padStart(4, '0')}${data}${crcText(crc16(bytes, 0, bytes.length))}\r\n`,
    'latin1',
  )
}
