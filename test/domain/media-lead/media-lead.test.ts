import { beforeAll, describe, expect, it } from 'vitest'
import { answerMediaLead, recordMediaLead } from '#domain/media-lead/commands.ts'
import { mediaLeadRecording } from '#domain/media-lead/input.ts'
import { countOpenLeads, getMediaLead, listAnsweredLeads, listMediaLeads } from '#domain/media-lead/queries.ts'
import { answerDue, hoursLeft, hoursTaken } from '#domain/media-lead/rules.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:00:00Z')
const lead = {
  source: 'newspaper' as const,
  outlet: '资江晚报（演示）',
  title: '沿江排口水色发红',
  url: 'https://example.org/a',
  publishedOn: '2026-11-24',
  summary: '报道称沿江一处排口近日排出红褐色的水。',
  regionCode: '430922',
  creditCode: null,
}
const reply = {
  state: 'answered' as const,
  answer: '当日采样，色度超过标准，已责令停产检修。',
  answerEn: null,
  caseId: null,
}
let county: Account
let elsewhere: Account
let city: Account
beforeAll(async () => {
  county = await anOfficer(database.db, 'county', '430922')
  elsewhere = await anOfficer(database.db, 'anhua', '430923')
  city = await anOfficer(database.db, 'city', null)
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (fault) => fault,
  )
  expect(error).toBeInstanceOf(DomainError)
  return error as DomainError
}

describe('the clock of an answer', () => {
  it('is 24 hours from the recording, holidays included', () => {
    expect(answerDue(new Date('2026-10-01T02:00:00Z')).toISOString()).toBe('2026-10-02T02:00:00.000Z')
  })
  it.each([
    ['2026-11-26T02:00:00Z', 0],
    ['2026-11-26T01:00:01Z', 0],
    ['2026-11-26T01:00:00Z', 1],
    ['2026-11-26T02:00:01Z', -1],
    ['2026-11-26T03:00:00Z', -1],
    ['2026-11-26T03:00:01Z', -2],
  ])('at %s there are %i hours left', (at, hours) => {
    expect(hoursLeft(answerDue(now), new Date(at))).toBe(hours)
  })
  it('an answer after ten minutes took one hour', () => {
    expect(hoursTaken(now, new Date('2026-11-25T02:10:00Z'))).toBe(1)
    expect(hoursTaken(now, new Date('2026-11-26T02:00:00Z'))).toBe(24)
  })
})

describe('a lead from the media', () => {
  it('is recorded by its county or the city, answered once, and then public', async () => {
    const { db } = database
    expect((await refused(recordMediaLead(db, elsewhere, lead, now))).code).toBe('not_allowed')
    expect((await refused(recordMediaLead(db, visitor, lead, now))).code).toBe('not_allowed')
    expect((await refused(recordMediaLead(db, county, { ...lead, regionCode: null }, now))).code).toBe('not_allowed')
    const id = await recordMediaLead(db, county, lead, now)
    expect((await listAnsweredLeads(db, 1)).total).toBe(0)
    expect(await countOpenLeads(db, new Date('2026-11-26T02:00:01Z'))).toEqual({ open: 1, late: 1 })
    expect((await listMediaLeads(db, county, { state: 'open', late: 'yes', page: 1 }, now)).total).toBe(0)
    expect(await getMediaLead(db, elsewhere, id)).toBeUndefined()
    expect((await refused(answerMediaLead(db, elsewhere, { id, ...reply }, now))).code).toBe('not_allowed')
    await answerMediaLead(db, city, { id, ...reply }, now)
    expect((await refused(answerMediaLead(db, county, { id, ...reply }, now))).code).toBe('conflict')
    expect((await listAnsweredLeads(db, 1)).rows[0]).toMatchObject({ id, answer: reply.answer, caseId: null })
  })
  it('what is not of this city is not public', async () => {
    const { db } = database
    const before = (await listAnsweredLeads(db, undefined)).total
    const id = await recordMediaLead(db, city, { ...lead, regionCode: null }, now)
    await answerMediaLead(db, city, { id, ...reply, state: 'dismissed' }, now)
    expect((await listAnsweredLeads(db, undefined)).total).toBe(before)
  })
  it.each([
    ['publishedOn', { publishedOn: '2026-11-26' }],
    ['creditCode', { creditCode: '91430900MA00000000' }],
    ['regionCode', { regionCode: '999999' }],
    ['summary', { summary: '联系人 13900000001 反映河水发红。' }],
  ])('is refused at %s', async (field, wrong) => {
    expect((await refused(recordMediaLead(database.db, city, { ...lead, ...wrong }, now))).problems[0]?.field).toBe(
      field,
    )
  })
  it('an answer names no case that is not there and holds no personal data', async () => {
    const { db } = database
    const id = await recordMediaLead(db, city, lead, now)
    expect((await refused(answerMediaLead(db, city, { id, ...reply, caseId: 999_999 }, now))).problems[0]?.field).toBe(
      'caseId',
    )
    const personal = { id, ...reply, answer: '请找张某 430903198001011234 核实情况。' }
    expect((await refused(answerMediaLead(db, city, personal, now))).problems[0]?.field).toBe('answer')
  })
  it.each(['javascript:alert(1)', 'ftp://example.org', 'https://', 'http://a b'])(
    'the address %s is no address',
    (url) => {
      expect(mediaLeadRecording.safeParse({ ...lead, url, regionCode: '', creditCode: '' }).success).toBe(false)
    },
  )
})
