import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { events } from '#db/schema/event.ts'
import { errorReportAnswers, errorReports } from '#db/schema/review.ts'
import { openCorrection } from '#domain/disclosure/commands/open-draft.ts'
import { answerError } from '#domain/error-report/commands/answer-error.ts'
import { hideError } from '#domain/error-report/commands/hide-error.ts'
import { reportError } from '#domain/error-report/commands/report-error.ts'
import { countOpenReports, listDeskReports, listErrorReports } from '#domain/error-report/queries/list.ts'
import { ErrorReportRefusal } from '#domain/error-report/refusal.ts'
import { errorReportState } from '#domain/error-report/rules.ts'
import { countUse } from '#platform/auth/brake.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { aMill, type Mill } from '#test/domain/disclosure/mill.ts'
import { anOfficer, publishMill, signAs } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-22T02:00:00Z')
let mill: Mill
let taojiang: Account
let anhua: Account
let count = 0
let id: number
beforeEach(async () => {
  mill = await aMill(database.db, creditCodeOf('91', '430922', `MAYER${String(++count).padStart(3, '0')}`))
  taojiang = await anOfficer(database.db, 'taojiang', '430922')
  anhua = await anOfficer(database.db, 'anhua', '430923')
  id = (await publishMill(database.db, mill, now)).id
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ErrorReportRefusal) return error.refusal
  if (error instanceof DomainError) return error.code
  throw error ?? new Error('was not refused')
}
const report = (words = '公示栏写的是 78，这里是 58', field = `r${mill.water}_w01018.mean`, at = now) =>
  reportError(database.db, { disclosureId: id, field, words }, at)
const answer = (viewer: Account, of: number, mendedById: number | null = null) =>
  answerError(database.db, viewer, { id: of, words: '已核对监测报告', mendedById }, now)
const listed = () => listErrorReports(database.db, mill.enterpriseId, 2026)

describe('where a report stands', () => {
  it.each([
    ['the last day is in time', '2026-07-13', [], null, 'open'],
    ['the day after is late', '2026-07-14', [], null, 'overdue'],
    ['an answer of either ends it', '2026-07-14', [{ party: 'firm' }], null, 'answered'],
    ['hidden is hidden, answered or not', '2026-07-14', [{ party: 'firm' }], now, 'hidden'],
  ] as const)('%s', (_, today, answers, hiddenAt, state) =>
    expect(errorReportState({ dueOn: '2026-07-13', hiddenAt, answers }, today)).toBe(state),
  )
})

describe('a reader reports an error', () => {
  it('without an account; it is due after fifteen working days and nothing about the reader is kept', async () => {
    const sent = await report()
    expect(sent.dueOn).toBe('2026-07-13')
    const [kept] = await database.db.select().from(errorReports).where(eq(errorReports.id, sent.id))
    expect(Object.keys(kept ?? {}).sort()).toEqual(
      [
        'disclosureId',
        'dueOn',
        'field',
        'hiddenAt',
        'hiddenBy',
        'hiddenGround',
        'hiddenNote',
        'id',
        'reportedAt',
        'words',
      ].sort(),
    )
    const [event] = await database.db.select().from(events).where(eq(events.kind, 'error_report.received'))
    expect(event).toMatchObject({ actorId: null, actorRole: null })
    expect(JSON.stringify(event)).not.toContain('公示栏')
  })

  it('reaches the firm’s desk and its county’s office, and no other', async () => {
    await report()
    expect(await countOpenReports(database.db, { enterpriseId: mill.enterpriseId })).toBe(1)
    expect(await countOpenReports(database.db, { regionCode: '430922' })).toBeGreaterThan(0)
    expect(await listDeskReports(database.db, { regionCode: '430923' })).toEqual([])
  })

  it('twice in a row is one; about a field that the record does not have is none', async () => {
    await report()
    expect(await refused(report())).toBe('sent_already')
    await report('公示栏写的是 78，这里是 58', `r${mill.water}_w01018.mean`, new Date(now.getTime() + 2 * 3_600_000))
    expect(await refused(report('不对不对', 'r1_w00000.mean'))).toBe('field_unknown')
    expect(
      await refused(reportError(database.db, { disclosureId: 999_999, field: 'form', words: '不对不对' }, now)),
    ).toBe('no_such_version')
  })

  it('a draft is nobody else’s to report on', async () => {
    const draft = await openCorrection(
      database.db,
      mill.viewer,
      { enterpriseId: mill.enterpriseId, year: 2026, reason: '改正录入' },
      now,
    )
    expect(
      await refused(reportError(database.db, { disclosureId: draft.id, field: 'form', words: '不对不对' }, now)),
    ).toBe('no_such_version')
  })

  it('one network that sends very many has to wait, another does not', async () => {
    const brake = { free: 3, firstWaitS: 60, longestWaitS: 60 }
    const use = (address: string) => countUse(database.db, `test-${count}`, address, brake, now)
    for (let i = 0; i < 3; i++) await use('203.0.113.7')
    expect(await refused(use('203.0.113.9'))).toBe('too_often')
    await use('198.51.100.1')
  })
})

describe('it is answered in public', () => {
  it('by the firm and by the bureau, each once, and an answer stays', async () => {
    const { id: of } = await report()
    await answer(mill.viewer, of)
    await answer(taojiang, of)
    expect((await listed())[0]?.answers.map(({ party }) => party)).toEqual(['firm', 'bureau'])
    expect(await refused(answer(mill.viewer, of))).toBe('answered_already')
    await expect(
      database.db.update(errorReportAnswers).set({ words: 'x' }).where(eq(errorReportAnswers.errorReportId, of)),
    ).rejects.toThrow()
    expect(await countOpenReports(database.db, { enterpriseId: mill.enterpriseId })).toBe(0)
  })

  it('naming the version that mended it: a later one of the same year', async () => {
    const { id: of } = await report()
    expect(await refused(answer(mill.viewer, of, id))).toBe('not_a_later_version')
    await openCorrection(
      database.db,
      mill.viewer,
      { enterpriseId: mill.enterpriseId, year: 2026, reason: '读者指出录入有误' },
      now,
    )
    const second = await signAs(database.db, mill, now, { [`r${mill.water}_w01018.mean`]: '78' }, 0)
    await answer(mill.viewer, of, second.id)
    expect((await listed())[0]?.answers).toMatchObject([{ mendedById: second.id, mendedByVersion: 2 }])
  })

  it.each([
    ['a visitor', () => visitor as unknown as Account],
    ['another firm', () => ({ ...mill.viewer, enterpriseId: mill.enterpriseId + 1 })],
    ['another county', () => anhua],
    ['an auditor', () => ({ ...taojiang, role: 'auditor' as const, regionCode: null, department: null })],
  ])('%s may not answer or hide', async (_, viewerOf) => {
    const { id: of } = await report()
    expect(await refused(answer(viewerOf(), of))).toBe('not_allowed')
    expect(await refused(hideError(database.db, viewerOf(), { id: of, ground: 'reputation', note: '' }, now))).toBe(
      'not_allowed',
    )
  })
})

describe('it is withheld only on a ground in law', () => {
  it('by the county, not by the firm; that one was withheld and why stays to be seen', async () => {
    const { id: of } = await report('某某某的电话是……')
    const hiding = { id: of, ground: 'personal_information' as const, note: '写有他人电话' }
    expect(await refused(hideError(database.db, mill.viewer, hiding, now))).toBe('not_allowed')
    await hideError(database.db, taojiang, hiding, now)
    expect(await listed()).toMatchObject([{ hiddenAt: now, hiddenGround: 'personal_information' }])
    expect(await refused(hideError(database.db, taojiang, hiding, now))).toBe('hidden_already')
    expect(await refused(answer(mill.viewer, of))).toBe('hidden_already')
  })
})
