import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { jointPunishments, vendorListings } from '#db/schema/sanction.ts'
import { violationCases } from '#db/schema/violation.ts'
import { endTerms, liftForCase } from '#domain/sanction/commands/end.ts'
import {
  addFeedback,
  confirmPunishment,
  discardPunishment,
  liftPunishment,
  proposePunishment,
} from '#domain/sanction/commands/punishment.ts'
import { linkVendor, registerVendor, unlinkVendor } from '#domain/sanction/commands/vendor.ts'
import {
  confirmListing,
  discardListing,
  liftListing,
  proposeListing,
} from '#domain/sanction/commands/vendor-listing.ts'
import { getOfficePunishment, listOfficePunishments } from '#domain/sanction/queries/office-punishments.ts'
import { getVendor, listVendors } from '#domain/sanction/queries/office-vendors.ts'
import { listPunishments, punishmentsOfCase, punishmentsOfEnterprise } from '#domain/sanction/queries/punishments.ts'
import { getVendorListing, listVendorListings, vendorsOfEnterprise } from '#domain/sanction/queries/vendors.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
const today = cityDate(now)
const inDays = (days: number) => addDays(today, days)
let one: Account
let two: Account
let elsewhere: Account
let grave: { id: number; regionCode: string; creditCode: string; legalRepresentative: string }
beforeAll(async () => {
  const { db } = database
  one = await anOfficer(db, 'city-one', null)
  two = await anOfficer(db, 'city-two', null)
  const [found] = await db
    .select({
      id: violationCases.id,
      regionCode: violationCases.regionCode,
      creditCode: enterprises.creditCode,
      legalRepresentative: violationCases.legalRepresentative,
    })
    .from(violationCases)
    .innerJoin(enterprises, eq(enterprises.id, violationCases.enterpriseId))
    .where(and(eq(violationCases.state, 'published'), eq(violationCases.category, 'stealth_discharge')))
    .limit(1)
  grave = found as typeof grave
  elsewhere = await anOfficer(db, 'elsewhere', grave.regionCode === '430923' ? '430922' : '430923')
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof DomainError) return error.problems[0]?.field ?? error.code
  throw error ?? new Error('was not refused')
}
const proposal = (change = {}) => ({
  cases: [grave.id],
  subject: 'enterprise' as const,
  personName: null,
  measure: 'market_access' as const,
  detail: '一年内不得参加政府采购',
  department: '市公共资源交易中心',
  legalBasis: '实施细则五（三）',
  fromOn: today,
  untilOn: inDays(300),
  ...change,
})
const propose = (viewer: Account, change = {}) => proposePunishment(database.db, viewer, proposal(change), now)

describe('a joint punishment', () => {
  it('is public when a second person confirmed it, on its list, with its case and firm', async () => {
    const id = await propose(one)
    const shown = async () => (await punishmentsOfCase(database.db, grave.id)).find((each) => each.id === id)
    expect(await shown()).toBeUndefined()
    expect(await refused(confirmPunishment(database.db, one, id, now))).toBe('not_allowed')
    await confirmPunishment(database.db, two, id, now)
    expect(await shown()).toMatchObject({ creditCode: grave.creditCode, cases: [{ id: grave.id }], personName: null })
    expect((await punishmentsOfEnterprise(database.db, grave.creditCode)).map((each) => each.id)).toContain(id)
    expect(await refused(confirmPunishment(database.db, two, id, now))).toBe('conflict')
    expect(await refused(discardPunishment(database.db, one, id, now))).toBe('conflict')
    const { rows, facets } = await listPunishments(database.db, {
      state: 'in_force',
      region: grave.regionCode,
      page: 1,
    })
    expect(rows.map((row) => row.id)).toContain(id)
    expect(facets.every(({ state }) => state !== ('proposed' as string))).toBe(true)
    const [event] = await database.db
      .select()
      .from(events)
      .where(eq(events.subject, `joint_punishment:${id}`))
      .orderBy(events.id)
    expect(event).toMatchObject({ kind: 'sanction_draft.proposed', actorId: 'city-one' })
  })

  it('names a person only as the board does, and no more once the case is off it', async () => {
    const person = { subject: 'legal_representative', personName: grave.legalRepresentative }
    expect(await refused(propose(one, { ...person, personName: '查无此人' }))).toBe('personName')
    expect(await refused(propose(one, { ...person, personName: null }))).toBe('personName')
    const id = await propose(one, person)
    await confirmPunishment(database.db, two, id, now)
    const shown = async () =>
      (await punishmentsOfEnterprise(database.db, grave.creditCode)).find((each) => each.id === id)
    expect((await shown())?.personName).toBe(grave.legalRepresentative)
    await database.rolledBack(async (tx) => {
      await tx.update(violationCases).set({ category: 'other' }).where(eq(violationCases.id, grave.id))
      const rows = await punishmentsOfEnterprise(tx, grave.creditCode)
      expect(rows.find((each) => each.id === id)?.personName).toBeNull()
    })
  })

  it('is lifted when its case leaves the board: its names go, the record stays', async () => {
    const id = await propose(one)
    await confirmPunishment(database.db, two, id, now)
    await database.rolledBack(async (tx) => {
      expect(await liftForCase(tx, grave.id, now)).toBe(0)
      await tx
        .update(violationCases)
        .set({ state: 'repaired', removedOn: today, removalBasis: '信用修复' })
        .where(eq(violationCases.id, grave.id))
      expect(await liftForCase(tx, grave.id, now)).toBeGreaterThan(0)
      expect(await liftForCase(tx, grave.id, now)).toBe(0)
      const { rows } = await listPunishments(tx, { state: 'lifted', region: grave.regionCode, page: 1 })
      expect(rows.find((row) => row.id === id)).toMatchObject({
        enterpriseName: null,
        creditCode: null,
        personName: null,
        detail: null,
        cases: [],
        endedOn: today,
      })
      expect(await punishmentsOfEnterprise(tx, grave.creditCode)).toEqual([])
    })
  })

  it.each([
    ['a case that is not there', { cases: [999_999_999] }, 'cases'],
    ['a term over yesterday', { fromOn: inDays(-30), untilOn: inDays(-2) }, 'untilOn'],
    ['a telephone in what is public', { detail: '联系电话 13807370000' }, 'detail'],
  ])('%s is refused', async (_, change, field) => expect(await refused(propose(one, change))).toBe(field))

  it('a county enters nothing for another county and sees nothing of it', async () => {
    expect(await refused(propose(elsewhere))).toBe('not_allowed')
    const id = await propose(one)
    expect(await getOfficePunishment(database.db, elsewhere, id)).toBeUndefined()
    const rows = await listOfficePunishments(database.db, elsewhere)
    expect(rows.every(({ regionCode }) => regionCode === elsewhere.regionCode)).toBe(true)
    expect(await refused(confirmPunishment(database.db, elsewhere, id, now))).toBe('not_allowed')
    await discardPunishment(database.db, one, id, now)
    expect(await getOfficePunishment(database.db, one, id)).toBeUndefined()
  })

  it('feedback is dated and not of tomorrow; lifting gives its ground in public', async () => {
    const id = await propose(one)
    await confirmPunishment(database.db, two, id, now)
    expect(await refused(addFeedback(database.db, one, { id, givenOn: inDays(2), words: '已执行' }, now))).toBe(
      'givenOn',
    )
    await addFeedback(database.db, one, { id, givenOn: today, words: '已执行' }, now)
    expect((await getOfficePunishment(database.db, one, id))?.feedback).toEqual([{ givenOn: today, words: '已执行' }])
    await liftPunishment(database.db, two, { id, basis: '完成整改，准予修复' }, now)
    expect(await refused(liftPunishment(database.db, two, { id, basis: '完成整改，准予修复' }, now))).toBe('conflict')
    const { rows } = await listPunishments(database.db, { state: 'lifted', page: 1 })
    expect(rows.find((row) => row.id === id)).toMatchObject({ enterpriseName: null, endBasis: '完成整改，准予修复' })
  })

  it('ends the day after its last, once', async () => {
    const id = await propose(one, { untilOn: today })
    await confirmPunishment(database.db, two, id, now)
    await database.rolledBack(async (tx) => {
      await endTerms(tx, now)
      const state = async () =>
        (
          await tx.select({ state: jointPunishments.state }).from(jointPunishments).where(eq(jointPunishments.id, id))
        )[0]?.state
      expect(await state()).toBe('in_force')
      const later = new Date(now.getTime() + 2 * 86_400_000)
      expect((await endTerms(tx, later)).punishments).toBeGreaterThan(0)
      expect(await state()).toBe('ended')
      expect((await endTerms(tx, later)).punishments).toBe(0)
    })
  })
})

describe('the blacklist of monitoring vendors', () => {
  let count = 0
  const aVendor = () =>
    registerVendor(
      database.db,
      one,
      {
        creditCode: creditCodeOf('91', '430902', `MAXT${String(++count).padStart(4, '0')}`),
        name: `试验运维 ${count}`,
        kinds: ['operator'],
      },
      now,
    )
  const entry = (vendorId: number) => ({
    vendorId,
    facts: '运维人员修改仪器量程，自动监测数据失实。',
    factsEn: null,
    product: null,
    legalBasis: '现场监督检查办法第二十二条',
    decisionNo: null,
    fromOn: today,
    untilOn: inDays(365),
  })
  const anOutlet = async () => {
    const [found] = await database.db
      .select({ creditCode: enterprises.creditCode, outletCode: outlets.code })
      .from(outlets)
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(eq(enterprises.creditCode, grave.creditCode))
      .limit(1)
    return found as { creditCode: string; outletCode: string }
  }

  it('bars its vendor from new outlets, with the clause; the firm page warns', async () => {
    const vendorId = await aVendor()
    const link = { vendorId, ...(await anOutlet()), kind: 'operator' as const, device: null, toOn: null }
    await linkVendor(database.db, one, { ...link, fromOn: inDays(-90) }, now)
    const id = await proposeListing(database.db, one, entry(vendorId), now)
    expect(await refused(confirmListing(database.db, one, id, now))).toBe('not_allowed')
    expect(await getVendorListing(database.db, id)).toBeUndefined()
    await confirmListing(database.db, two, id, now)
    const found = await getVendorListing(database.db, id)
    expect(found).toMatchObject({ state: 'in_force', vendorId, outlets: [{ creditCode: grave.creditCode }] })
    const onPage = (await vendorsOfEnterprise(database.db, grave.creditCode, today)).find((row) => row.listingId === id)
    expect(onPage?.barredUntil).toBe(inDays(365))
    const again = linkVendor(database.db, one, { ...link, fromOn: today }, now)
    await expect(again).rejects.toThrow('五（三）')
    await linkVendor(database.db, one, { ...link, fromOn: inDays(400) }, now)
  })

  it('keeps no name once it ended: by repair or by its term', async () => {
    const vendorId = await aVendor()
    const id = await proposeListing(database.db, one, entry(vendorId), now)
    expect(await refused(proposeListing(database.db, one, entry(vendorId), now))).toBe('vendorId')
    await confirmListing(database.db, two, id, now)
    await liftListing(database.db, one, { id, basis: '完成整改，信用修复' }, now)
    const gone = await getVendorListing(database.db, id)
    expect(gone).toMatchObject({
      state: 'lifted',
      name: null,
      creditCode: null,
      facts: null,
      outlets: [],
      endedOn: today,
    })
    expect(JSON.stringify(await listVendorListings(database.db))).not.toContain(`试验运维 ${count}`)
    await database.rolledBack(async (tx) => {
      const next = await proposeListing(tx, one, { ...entry(vendorId), untilOn: today }, now)
      await confirmListing(tx, two, next, now)
      await endTerms(tx, new Date(now.getTime() + 2 * 86_400_000))
      const [ended] = await tx
        .select({ state: vendorListings.state })
        .from(vendorListings)
        .where(eq(vendorListings.id, next))
      expect(ended?.state).toBe('ended')
    })
  })

  it('a proposal can be thrown away; a wrong code, a code twice or work of another kind is refused', async () => {
    const vendorId = await aVendor()
    const id = await proposeListing(database.db, one, entry(vendorId), now)
    await discardListing(database.db, two, id, now)
    expect((await getVendor(database.db, one, vendorId))?.entries).toEqual([])
    const register = (creditCode: string) =>
      refused(registerVendor(database.db, one, { creditCode, name: '某某', kinds: ['maker'] }, now))
    expect(await register('123')).toBe('creditCode')
    expect(await register((await getVendor(database.db, one, vendorId))?.creditCode ?? '')).toBe('creditCode')
    const link = { vendorId, ...(await anOutlet()), kind: 'maker' as const, device: null, fromOn: today, toOn: null }
    expect(await refused(linkVendor(database.db, one, link, now))).toBe('kind')
    expect(await refused(linkVendor(database.db, one, { ...link, outletCode: 'DW999' }, now))).toBe('outletCode')
    expect(await refused(linkVendor(database.db, elsewhere, { ...link, kind: 'operator' }, now))).toBe('not_allowed')
  })

  it('work at an outlet ends on a day; the register counts the outlets', async () => {
    const vendorId = await aVendor()
    const link = { vendorId, ...(await anOutlet()), kind: 'operator' as const, device: '甲型', toOn: null }
    await linkVendor(database.db, one, { ...link, fromOn: inDays(-90) }, now)
    const [work] = (await getVendor(database.db, one, vendorId))?.outlets ?? []
    const id = work?.id as number
    expect(await refused(unlinkVendor(database.db, one, { id, toOn: inDays(-100) }, now))).toBe('toOn')
    await unlinkVendor(database.db, one, { id, toOn: inDays(-1) }, now)
    expect(
      (await vendorsOfEnterprise(database.db, grave.creditCode, today)).some((row) => row.vendorName === work?.device),
    ).toBe(false)
    expect((await listVendors(database.db, one)).find((row) => row.id === vendorId)).toMatchObject({
      outlets: 1,
      state: null,
    })
  })
})
