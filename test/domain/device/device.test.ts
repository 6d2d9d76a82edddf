import { desc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { deviceActivity, deviceChannels, devices, unknownDevices, unknownFrames } from '#db/schema/device.ts'
import { deviceStops } from '#db/schema/device-register.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { outletVendors, vendorListings, vendors } from '#db/schema/sanction.ts'
import { recordCheck, recordRectified } from '#domain/device/commands/check.ts'
import { reportFault, reportRepair } from '#domain/device/commands/fault.ts'
import { dropOldFrames } from '#domain/device/commands/kept-frames.ts'
import { enterManualValue } from '#domain/device/commands/manual.ts'
import { dropPlan, planOutlet } from '#domain/device/commands/plan.ts'
import { beginSchedule, endSchedule, recordVisit } from '#domain/device/commands/raise.ts'
import { registerDevice } from '#domain/device/commands/register.ts'
import { changeSettings, setChannel } from '#domain/device/commands/settings.ts'
import { recordStep } from '#domain/device/commands/step.ts'
import { answerStop, applyForStop, endStop, withdrawStop } from '#domain/device/commands/stop.ts'
import { runStopTerms } from '#domain/device/commands/stop-terms.ts'
import { listFaults, listManualValues, listOwnDevices, listStops, silenceOf } from '#domain/device/queries/care.ts'
import { channelsNow } from '#domain/device/queries/channels.ts'
import { checksOf, getDevice, stepsOf, vendorsOfOutlet } from '#domain/device/queries/device.ts'
import { lastFrames } from '#domain/device/queries/frames.ts'
import { countInstallations, searchInstallations } from '#domain/device/queries/installations.ts'
import { listRaised } from '#domain/device/queries/raised.ts'
import { listUnknownDevices } from '#domain/device/queries/unknown.ts'
import { isStopped } from '#domain/monitoring/queries/stops.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { takeInKept } from '#src/actions/kept-frames.ts'
import { decodedFrames } from '#src/components/device/decoded.ts'
import { LineDecoder } from '#src/gateway/decode/line-decoder.ts'
import { replay } from '#src/gateway/replay.ts'
import { buildFrame } from '#test/domain/device/frame.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T10:00:00+08:00')
const at = (text: string) => new Date(`${text}+08:00`)
let place: { outletId: number; outletCode: string; creditCode: string; regionCode: string; enterpriseId: number }
let county: Account
let second: Account
let elsewhere: Account
let city: Account
let firm: Account
let operator: Account
let vendorId: number

beforeAll(async () => {
  const { db } = database
  const [found] = await db
    .select({
      outletId: outlets.id,
      outletCode: outlets.code,
      creditCode: enterprises.creditCode,
      regionCode: enterprises.regionCode,
      enterpriseId: enterprises.id,
    })
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(
      sql`${enterprises.sectorCode} = 'paper' and ${outlets.kind} = 'water_outlet' and exists (select from outlet_limits l
        where l.outlet_id = ${outlets.id} and l.factor_code = 'w01018' and l.valid_to is null)`,
    )
    .orderBy(outlets.id)
    .limit(1)
  place = found as typeof place
  county = await anOfficer(db, 'county', place.regionCode)
  second = await anOfficer(db, 'second', place.regionCode)
  elsewhere = await anOfficer(db, 'elsewhere', place.regionCode === '430923' ? '430922' : '430923')
  city = await anOfficer(db, 'city', null)
  const account = { name: '值班', regionCode: null, department: null, hasSecondFactor: true }
  firm = { ...account, role: 'firm', userId: 'firm', enterpriseId: place.enterpriseId }
  operator = { ...account, role: 'monitoring_operator', userId: 'operator', enterpriseId: null }
  await db.insert(users).values(['firm', 'operator'].map((id) => ({ id, name: id, email: `${id}@example.invalid` })))
  await db
    .insert(memberships)
    .values({ userId: 'operator', role: 'monitoring_operator', organisation: '夜班运维（演示）' })
  const [vendor] = await db
    .insert(vendors)
    .values({
      creditCode: '91430902MAFAKE0008',
      name: '夜班运维（演示）',
      kinds: ['operator', 'maker'],
      registeredAt: now,
    })
    .returning({ id: vendors.id })
  vendorId = vendor?.id as number
})

const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof DomainError) return error.problems[0]?.field ?? error.code
  throw error ?? new Error('was not refused')
}
const registration = (over = {}) => ({
  creditCode: place.creditCode,
  outletCode: place.outletCode,
  mn: 'QY-TEST-0001',
  password: '123456',
  checksPassword: true,
  registeredOn: '2026-11-01',
  installedOn: '2026-11-10',
  model: 'DT-200',
  makerId: vendorId,
  sellerId: null,
  operatorId: vendorId,
  ...over,
})
const step = (id: number, name: string, over = {}) => ({
  id,
  step: name as 'connected',
  reachedOn: '2026-11-20',
  documentNo: '益环验〔2026〕1号',
  words: null,
  ...over,
})

describe('the installation plan', () => {
  it('is the county’s own; an outlet leaves it only while it has no device', () =>
    database.rolledBack(async (tx) => {
      const plan = { ...place, group: 'listed_sector' as const, dueOn: '2026-11-20', note: null }
      for (const viewer of [elsewhere, firm, operator, visitor])
        expect(await refused(planOutlet(tx, viewer, plan, now))).toBe('not_allowed')
      expect(await refused(planOutlet(tx, city, { ...plan, outletCode: 'DW999' }, now))).toBe('outletCode')
      await planOutlet(tx, county, plan, now)
      await planOutlet(tx, county, { ...plan, dueOn: '2026-12-31' }, now)
      await dropPlan(tx, county, place.outletId, now)
      expect(await refused(dropPlan(tx, county, place.outletId, now))).toBe('not_found')
      await planOutlet(tx, county, plan, now)
      await registerDevice(tx, county, registration(), now)
      expect(await refused(dropPlan(tx, county, place.outletId, now))).toBe('conflict')
    }))
  it('shows how far each county is, a row for every outlet that must install', async () => {
    const { db } = database
    const { total, byRegion } = await countInstallations(db, now)
    const { rows, found, counts } = await searchInstallations(db, { late: undefined }, now)
    expect(found).toBe(total.obliged)
    expect(rows.every(({ groups }) => groups.length > 0)).toBe(true)
    expect(rows.some(({ outletId }) => outletId === place.outletId)).toBe(true)
    expect([...byRegion.values()].reduce((sum, { obliged }) => sum + obliged, 0)).toBe(total.obliged)
    expect([...counts.stage.values()].reduce((sum, count) => sum + count, 0)).toBe(total.obliged)
    const nutrient = await searchInstallations(db, { group: 'nutrient', page: 1 }, now)
    expect(nutrient.rows.every(({ groups }) => groups.includes('nutrient'))).toBe(true)
    expect(nutrient.found).toBe(counts.group.get('nutrient') ?? 0)
  })
})

describe('a device', () => {
  it('goes to its sign-off one step after the other, by two people, with its papers', () =>
    database.rolledBack(async (tx) => {
      expect(await refused(registerDevice(tx, elsewhere, registration(), now))).toBe('not_allowed')
      const id = await registerDevice(tx, county, registration(), now)
      expect(await refused(registerDevice(tx, county, registration({ mn: 'OTHER' }), now))).toBe('outletCode')
      expect(await refused(registerDevice(tx, county, registration({ mn: 'qy-test-0001' }), now))).toBe('mn')
      expect(await refused(recordStep(tx, county, step(id, 'connected'), undefined, now))).toBe('step')
      await tx.insert(deviceActivity).values({ deviceId: id, frames: 3, lastFrameAt: at('2026-11-26T09:59') })
      await recordStep(tx, county, step(id, 'connected', { documentNo: null }), undefined, now)
      expect(await refused(recordStep(tx, county, step(id, 'compared', { documentNo: null }), undefined, now))).toBe(
        'documentNo',
      )
      const file = { name: '比对监测报告.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), size: 9 }
      await recordStep(tx, county, step(id, 'compared'), file, now)
      expect(await refused(recordStep(tx, county, step(id, 'accepted'), undefined, now))).toBe('step')
      await recordStep(tx, second, step(id, 'accepted'), undefined, now)
      expect(await refused(recordStep(tx, second, step(id, 'signed_off'), undefined, now))).toBe('step')
      await recordStep(tx, city, step(id, 'signed_off'), undefined, now)
      expect((await stepsOf(tx, id)).map((done) => [done.step, done.by, done.fileName])).toEqual([
        ['installed', 'county', null],
        ['connected', 'county', null],
        ['compared', 'county', '比对监测报告.pdf'],
        ['accepted', 'second', null],
        ['signed_off', 'city', null],
      ])
      expect((await getDevice(tx, county, id))?.state).toBe('signed_off')
      expect(await getDevice(tx, elsewhere, id)).toBeUndefined()
      expect(
        (await vendorsOfOutlet(tx, place.outletId))
          .filter((row) => row.id === vendorId)
          .map(({ kind }) => kind)
          .sort(),
      ).toEqual(['maker', 'operator'])
      const written = await tx
        .select({ after: events.after })
        .from(events)
        .where(eq(events.subject, `device:${id}`))
      expect(JSON.stringify(written)).not.toContain('123456')
    }))
  it('of a vendor on the blacklist is refused, and the refusal names the entry', () =>
    database.rolledBack(async (tx) => {
      const listing = {
        facts: '篡改数据',
        legalBasis: '五（三）',
        enteredBy: 'city',
        enteredAt: now,
        updatedAt: now,
        state: 'in_force' as const,
        confirmedBy: 'county',
        confirmedAt: now,
      }
      const [entry] = await tx
        .insert(vendorListings)
        .values({ ...listing, vendorId, fromOn: '2026-06-01', untilOn: '2027-05-31' })
        .returning({ id: vendorListings.id })
      const given = registration({ makerId: null })
      const error = await registerDevice(tx, county, given, now).catch((thrown) => thrown)
      expect(error.problems[0].field).toBe('operatorId')
      expect(error.message).toContain(`第 ${entry?.id} 条，2026-06-01 至 2027-05-31`)
      // Also one that was linked to the outlet before it was listed.
      await tx
        .insert(outletVendors)
        .values({ outletId: place.outletId, vendorId, kind: 'operator', fromOn: '2025-01-01' })
      expect(await refused(registerDevice(tx, county, given, now))).toBe('operatorId')
      await registerDevice(tx, county, registration({ makerId: null, operatorId: null }), now)
    }))
  it('that came unknown is registered, leaves that list, and all that was kept of it is taken in, in its order', async () => {
    const { db } = database
    const frames = ['06', '07', '08'].map((hour) =>
      buildFrame({
        mn: 'QY-NEW-7',
        cn: '2061',
        dataTime: `20261126${hour}0000`,
        cp: `w01018-Avg=4${hour},w01018-Flag=N;zz9-Avg=1`,
      }),
    )
    const [frame] = frames.slice(-1) as [Buffer]
    for (const [i, raw] of frames.entries()) await replay(database, raw, new Date(now.getTime() - (3 - i) * 3_600_000))
    const [listed] = await listUnknownDevices(db, elsewhere)
    expect(listed).toMatchObject({ mn: 'QY-NEW-7', why: 'unknown_device', frames: 3, keptFrames: 3 })
    expect(new Date(listed?.keptSince ?? '')).toEqual(new Date(now.getTime() - 3 * 3_600_000))
    expect(await refused(listUnknownDevices(db, firm))).toBe('not_allowed')
    const id = await registerDevice(
      db,
      county,
      registration({ mn: 'QY-new-7', makerId: null, password: '654321' }),
      now,
    )
    expect(await listUnknownDevices(db, county)).toEqual([])
    const takeIn = () => takeInKept(db, county, id, now, database)
    expect(await takeIn()).toEqual({ taken: 0, refused: 3 })
    expect((await listUnknownDevices(db, county))[0]).toMatchObject({ why: 'wrong_password', keptFrames: 3 })
    expect(await takeIn()).toEqual({ taken: 0, refused: 3 })
    expect((await listUnknownDevices(db, county))[0]).toMatchObject({ why: 'wrong_password', keptFrames: 3 })
    const settings = { id, password: '123456', checksPassword: true, allowsSwappedCrc: false, framesPerMinute: 600 }
    await changeSettings(db, county, settings, now)
    expect(await takeIn()).toEqual({ taken: 3, refused: 0 })
    expect(await takeIn()).toEqual({ taken: 0, refused: 0 })
    expect(await listUnknownDevices(db, county)).toEqual([])
    const hours =
      await database.sql`select mean from readings where outlet_id = ${place.outletId} and kind = 'hour' and at >= '2026-11-26 06:00+08' order by at`
    expect(hours.map(({ mean }) => mean)).toEqual([406, 407, 408])
    const [event] = await db
      .select()
      .from(events)
      .where(eq(events.kind, 'device_desk.frames_taken'))
      .orderBy(desc(events.id))
      .limit(1)
    expect(event?.after).toMatchObject({ taken: 3, refused: 0, creditCode: place.creditCode })
    const device = await getDevice(db, county, id)
    const last = await lastFrames(db, id, device?.lastFrameAt ?? null)
    expect(last.map(({ raw }) => raw.toString()).toSorted()).toEqual(frames.map(String).toSorted())
    const [newest] = last.filter(({ raw }) => raw.equals(frame))
    // The page shows them as `portal hj212 decode` does: by the same code.
    const decoder = new LineDecoder()
    const line = decoder.push(frame) + decoder.end()
    expect(
      decodedFrames(newest ? [newest] : [])[0]?.lines.map(({ decoded }) => `${JSON.stringify(decoded)}\n`),
    ).toEqual([line])
    expect(JSON.parse(line)).toMatchObject({ valid: true, mn: 'QY-NEW-7', cn: '2061' })
    const channel = (await channelsNow(db, { ...place, id: id, outletKind: 'water_outlet' }, now)).find(
      ({ factorCode }) => factorCode === 'w01018',
    )
    expect(channel).toMatchObject({ median: 407, values: 3, sentUnit: null, hint: undefined })
    expect(
      (await searchInstallations(db, { q: 'QY-NEW-7' }, new Date(now.getTime() + 86_400_000))).rows[0],
    ).toMatchObject({
      outletId: place.outletId,
      stage: 'installed',
      state: 'offline',
    })
  })
  it('sends in the unit that the register says, or in none that measures something else', async () => {
    const { db } = database
    const id = await theDevice()
    await setChannel(db, county, { id, factorCode: 'W01018', unit: 'ug/L' }, now)
    expect(await db.select().from(deviceChannels)).toEqual([
      { deviceId: id, factorCode: 'w01018', unit: 'µg/L', scale: 0.001 },
    ])
    expect(await refused(setChannel(db, county, { id, factorCode: 'w01018', unit: 'mg/m3' }, now))).toBe('unit')
    expect(await refused(setChannel(db, county, { id, factorCode: 'x1', unit: '' }, now))).toBe('factorCode')
    expect(await refused(setChannel(db, elsewhere, { id, factorCode: 'w01018', unit: '' }, now))).toBe('not_allowed')
    await setChannel(db, county, { id, factorCode: 'w01018', unit: '' }, now)
    expect(await db.select().from(deviceChannels)).toEqual([])
  })
  it('keeps its password where no new one is given', async () => {
    const { db } = database
    const id = await theDevice()
    const settings = { id, checksPassword: false, allowsSwappedCrc: true, framesPerMinute: 60 }
    const passwordOf = async () =>
      (await db.select({ pw: devices.password }).from(devices).where(eq(devices.id, id)))[0]?.pw
    await changeSettings(db, county, { ...settings, password: null }, now)
    expect(await passwordOf()).toBe('123456')
    await changeSettings(db, county, { ...settings, password: 'abc' }, now)
    expect(await passwordOf()).toBe('abc')
    expect(await getDevice(db, city, id)).toMatchObject({
      checksPassword: false,
      allowsSwappedCrc: true,
      framesPerMinute: 60,
    })
  })
})

const theDevice = async () =>
  (await database.db.select({ id: devices.id }).from(devices).where(eq(devices.outletId, place.outletId)))[0]
    ?.id as number

describe('a fault', () => {
  it('is reported by the firm or its operator, and stands with its clocks until it works again', async () => {
    const { db } = database
    const deviceId = await theDevice()
    const fault = { deviceId, beganAt: at('2026-11-25T20:00'), cause: '采样泵损坏' }
    for (const viewer of [county, { ...firm, enterpriseId: -1 }, visitor])
      expect(await refused(reportFault(db, viewer, fault, now))).toBe('not_allowed')
    expect(await refused(reportFault(db, { ...operator, userId: 'firm' }, fault, now))).toBe('not_found')
    expect(await refused(reportFault(db, firm, { ...fault, beganAt: at('2026-11-26T10:01') }, now))).toBe('beganAt')
    expect(await refused(reportFault(db, firm, { ...fault, beganAt: at('2026-10-31T10:01') }, now))).toBe('beganAt')
    expect(await refused(reportFault(db, firm, { ...fault, cause: '请打 13900000001' }, now))).toBe('cause')
    const id = await reportFault(db, operator, fault, now)
    expect(await refused(reportFault(db, firm, fault, now))).toBe('conflict')
    const value = {
      deviceId,
      factorCode: 'w01018',
      sampledAt: at('2026-11-26T02:00'),
      value: 41.5,
      laboratory: '本厂化验室',
    }
    await enterManualValue(db, firm, value, now)
    expect(await refused(enterManualValue(db, operator, value, now))).toBe('conflict')
    expect(await refused(enterManualValue(db, firm, { ...value, factorCode: 'a34013' }, now))).toBe('factorCode')
    expect(await refused(enterManualValue(db, firm, { ...value, sampledAt: at('2026-11-27T02:00') }, now))).toBe(
      'sampledAt',
    )
    expect((await listFaults(db, { enterpriseId: place.enterpriseId }, now))[0]).toMatchObject({
      id,
      isOpen: true,
      isReportLate: true,
      isRepairLate: false,
      repairDueAt: at('2026-12-03T00:00'),
      samples: 1,
      samplesDue: 2,
    })
    expect((await silenceOf(db, place.outletId, now)).fault?.cause).toBe('采样泵损坏')
    expect((await listManualValues(db, [place.outletId]))[0]).toMatchObject({ value: 41.5, unit: 'mg/L' })
    expect(
      await refused(reportRepair(db, firm, { id, repairedAt: at('2026-11-25T19:00'), repair: '更换采样泵' }, now)),
    ).toBe('repairedAt')
    await reportRepair(db, operator, { id, repairedAt: at('2026-11-26T09:00'), repair: '更换采样泵' }, now)
    expect(await refused(reportRepair(db, firm, { id, repairedAt: now, repair: '更换采样泵' }, now))).toBe('conflict')
    expect(await listFaults(db, {}, now, { open: true })).toEqual([])
    expect((await listOwnDevices(db, operator, now)).map(({ deviceId: own }) => own)).toEqual([deviceId])
    expect(await refused(listOwnDevices(db, county, now))).toBe('not_allowed')
  })
})

describe('kept frames', () => {
  it('go after the rule’s days, and of more MNs than it keeps those that came longest ago', () =>
    database.rolledBack(async (tx) => {
      await tx.execute(sql`delete from unknown_frames`)
      const row = (mn: string, receivedAt: Date) => ({ mn, receivedAt, frames: 2, content: Buffer.from('x') })
      const unknown = (mn: string) => ({
        mn,
        why: 'unknown_device',
        frames: 9,
        firstAt: now,
        lastAt: now,
        lastFrame: Buffer.from(''),
        keptFrames: 4,
        keptBytes: 2,
      })
      await tx.insert(unknownDevices).values([unknown('OLD'), unknown('M1')])
      await tx.insert(unknownFrames).values([row('OLD', at('2026-11-19T09:59')), row('OLD', at('2026-11-19T10:00'))])
      await tx.insert(unknownFrames).values(Array.from({ length: 500 }, (_, i) => row(`M${i}`, now)))
      expect(await dropOldFrames(tx, now)).toBe(2)
      const counted = await tx.select().from(unknownDevices).where(sql`mn in ('OLD', 'M1')`).orderBy(unknownDevices.mn)
      expect(counted.map(({ mn, keptFrames, keptBytes }) => [mn, keptFrames, keptBytes])).toEqual([
        ['M1', 2, 1],
        ['OLD', 0, 0],
      ])
      expect(await dropOldFrames(tx, now)).toBe(0)
    }))
})

describe('a stop', () => {
  const application = async (over = {}) => ({
    deviceId: await theDevice(),
    kind: 'device' as const,
    fromAt: at('2026-12-10T08:00'),
    toAt: at('2026-12-12T08:00') as Date | null,
    reason: '更换分析仪',
    ...over,
  })
  const stateNow = async () =>
    (
      await database.db
        .select({ state: devices.state })
        .from(devices)
        .where(eq(devices.id, await theDevice()))
    )[0]?.state

  it('is applied for before; silence after five working days is consent; the device is out and back by the clock', async () => {
    const { db } = database
    expect(await refused(applyForStop(db, operator, await application(), undefined, now))).toBe('not_allowed')
    expect(
      await refused(applyForStop(db, firm, await application({ fromAt: at('2026-11-26T09:59') }), undefined, now)),
    ).toBe('fromAt')
    expect(await refused(applyForStop(db, firm, await application({ toAt: null }), undefined, now))).toBe('toAt')
    const id = await applyForStop(db, firm, await application(), undefined, now)
    expect(
      await refused(applyForStop(db, firm, await application({ kind: 'removal', toAt: null }), undefined, now)),
    ).toBe('conflict')
    expect(
      (await listStops(db, { regionCode: place.regionCode }, { waiting: true })).map((stop) => [
        stop.id,
        stop.answerDueOn,
      ]),
    ).toEqual([[id, '2026-12-03']])
    expect(await runStopTerms(db, at('2026-12-03T23:59'))).toBe(0)
    expect(await runStopTerms(db, at('2026-12-04T00:01'))).toBe(1)
    expect(await runStopTerms(db, at('2026-12-04T00:02'))).toBe(0)
    expect(
      await refused(answerStop(db, county, { id, state: 'refused', answer: '不同意停运' }, at('2026-12-04T09:00'))),
    ).toBe('conflict')
    expect(await isStopped(db, place.outletId, at('2026-12-11T00:00'))).toBe(true)
    expect([await runStopTerms(db, at('2026-12-10T08:01')), await stateNow()]).toEqual([1, 'stopped'])
    expect([await runStopTerms(db, at('2026-12-10T09:00')), await stateNow()]).toEqual([0, 'stopped'])
    expect(await refused(recordStep(db, county, step(await theDevice(), 'connected'), undefined, now))).toBe('step')
    await endStop(db, firm, id, at('2026-12-11T08:00'))
    expect(await stateNow()).toBe('installed')
    expect(await isStopped(db, place.outletId, at('2026-12-11T09:00'))).toBe(false)
    expect(await refused(endStop(db, firm, id, at('2026-12-11T09:00')))).toBe('conflict')
  })
  it('is answered by the bureau, never by another county; a removal that is consented to ends the device', async () => {
    const { db } = database
    const later = at('2026-12-14T09:00')
    const withdrawn = await applyForStop(
      db,
      firm,
      await application({ kind: 'production', fromAt: at('2026-12-20T08:00'), toAt: at('2026-12-21T08:00') }),
      undefined,
      later,
    )
    await withdrawStop(db, firm, withdrawn, later)
    expect(await refused(withdrawStop(db, firm, withdrawn, later))).toBe('conflict')
    const id = await applyForStop(
      db,
      firm,
      await application({ kind: 'removal', fromAt: at('2026-12-20T08:00') }),
      undefined,
      later,
    )
    for (const viewer of [elsewhere, firm, visitor])
      expect(await refused(answerStop(db, viewer, { id, state: 'approved', answer: '同意拆除' }, later))).toBe(
        'not_allowed',
      )
    await answerStop(db, county, { id, state: 'approved', answer: '同意拆除' }, later)
    expect(await stateNow()).toBe('installed')
    await runStopTerms(db, at('2026-12-20T08:00'))
    expect(await stateNow()).toBe('removed')
    expect((await stepsOf(db, await theDevice())).at(-1)).toMatchObject({ step: 'removed', reachedOn: '2026-12-20' })
    expect(await db.$count(deviceStops)).toBe(3)
  })
})

describe('the bureau', () => {
  it('checks devices: only the city, with a term where it found problems', async () => {
    const { db } = database
    const deviceId = await theDevice()
    const check = {
      deviceId,
      topics: ['running' as const, 'data_quality' as const],
      checkedOn: '2026-11-25',
      result: 'problems' as const,
      findings: '校准记录不全',
      rectifyBy: '2026-12-05' as string | null,
    }
    expect(await refused(recordCheck(db, county, check, undefined, now))).toBe('not_allowed')
    expect(await refused(recordCheck(db, city, { ...check, rectifyBy: null }, undefined, now))).toBe('rectifyBy')
    expect(await refused(recordCheck(db, city, { ...check, checkedOn: '2026-11-27' }, undefined, now))).toBe(
      'checkedOn',
    )
    const id = await recordCheck(db, city, check, undefined, now)
    expect(await refused(recordRectified(db, city, { id, rectifiedOn: '2026-11-24', rectified: '已补齐' }, now))).toBe(
      'rectifiedOn',
    )
    await recordRectified(db, city, { id, rectifiedOn: '2026-11-26', rectified: '已补齐记录' }, now)
    expect(
      await refused(recordRectified(db, city, { id, rectifiedOn: '2026-11-26', rectified: '已补齐记录' }, now)),
    ).toBe('conflict')
    expect((await checksOf(db, deviceId))[0]).toMatchObject({ result: 'problems', rectifiedOn: '2026-11-26' })
  })
  it('looks at firms without a device more often, and publishes what it found', async () => {
    const { db } = database
    const schedule = { creditCode: place.creditCode, kind: 'monitoring' as const, everyDays: 30, fromOn: '2026-10-01' }
    expect(await refused(beginSchedule(db, elsewhere, schedule, now))).toBe('not_allowed')
    const id = await beginSchedule(db, county, schedule, now)
    expect(await refused(beginSchedule(db, city, schedule, now))).toBe('conflict')
    const visit = {
      scheduleId: id,
      doneOn: '2026-10-20',
      hasExceeded: false,
      findings: '化学需氧量达标',
      reportNo: 'YH-1' as string | null,
    }
    expect(await refused(recordVisit(db, county, { ...visit, reportNo: null }, now))).toBe('reportNo')
    expect(await refused(recordVisit(db, county, { ...visit, doneOn: '2026-09-30' }, now))).toBe('doneOn')
    await recordVisit(db, county, visit, now)
    expect(await refused(recordVisit(db, county, visit, now))).toBe('conflict')
    expect(await listRaised(db, { regionCode: place.regionCode })).toMatchObject([
      { id, dueOn: '2026-11-19', visits: [{ doneOn: '2026-10-20', hasExceeded: false, reportNo: 'YH-1' }] },
    ])
    await endSchedule(db, county, { id, toOn: '2026-11-26' }, now)
    expect(await listRaised(db)).toEqual([])
  })
})
