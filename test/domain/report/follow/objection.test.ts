import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '#db/schema/event.ts'
import { reportStates } from '#db/vocabulary.ts'
import { concludeReport, reopenReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport, refuseReport } from '#domain/report/commands/handle/triage.ts'
import { objectToOutcome } from '#domain/report/commands/objection.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { objectionBar } from '#domain/report/rules/objection.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { conclusion, rowOf } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const clocks = clocksOn('2026-11-25')
const decided = {
  state: 'concluded' as const,
  decidedOn: '2026-11-25',
  recheckDueOn: null,
  objections: 0,
  hasReward: false,
}

describe('whether an objection is possible', () => {
  it.each([
    ['on the last day', {}, '2026-12-25', undefined],
    ['the day after', {}, '2026-12-26', 'term_over'],
    ['of a refusal too', { state: 'refused' as const }, '2026-11-26', undefined],
    ['of a referral too', { state: 'referred' as const }, '2026-11-26', undefined],
    ['not before a decision', { state: 'accepted' as const }, '2026-11-26', 'not_decided'],
    ['not of a joined report', { state: 'joined' as const }, '2026-11-26', 'not_decided'],
    ['a second time', { objections: 1 }, '2026-11-26', undefined],
    ['not a third time', { objections: 2 }, '2026-11-26', 'too_often'],
    ['not while one is looked at', { recheckDueOn: '2026-12-20' }, '2026-11-26', 'waiting'],
    ['not after a reward was granted', { hasReward: true }, '2026-11-26', 'rewarded'],
  ])('%s', (_, given, today, bar) => {
    expect(objectionBar({ ...decided, ...given }, clocks, today)).toBe(bar)
  })

  it('only of what is decided, at most twice, never beside another, in no history whatever', () => {
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom(...reportStates),
          decidedOn: fc.constantFrom(null, '2026-11-25'),
          recheckDueOn: fc.constantFrom(null, '2026-12-20'),
          objections: fc.nat(5),
          hasReward: fc.boolean(),
        }),
        fc.integer({ min: 0, max: 60 }),
        (report, days) => {
          const today = new Date(Date.parse('2026-11-25') + days * 86_400_000).toISOString().slice(0, 10)
          if (objectionBar(report, clocks, today) !== undefined) return
          expect(['concluded', 'refused', 'referred']).toContain(report.state)
          expect(report).toMatchObject({ decidedOn: '2026-11-25', recheckDueOn: null, hasReward: false })
          expect(report.objections).toBeLessThan(2)
          expect(days).toBeLessThanOrEqual(30)
        },
      ),
    )
  })
})

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:20:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
let [one, two, three]: Account[] = []
beforeAll(async () => {
  one = await anOfficer(database.db, 'taojiang-one', '430922')
  two = await anOfficer(database.db, 'taojiang-two', '430922')
  three = await anOfficer(database.db, 'taojiang-three', '430922')
})
const concluded = async () => {
  const { db } = database
  const { id } = await followed(db, now)
  await acceptReport(db, one as Account, { id, revision: 0, words: '', note: '' }, now)
  await concludeReport(db, one as Account, { id, revision: 1, ...conclusion }, later(5))
  return id
}

describe('the reporter objects', () => {
  it('within the term: a clock for being looked at again, the step with its words, an event without them', async () => {
    const { db } = database
    const id = await concluded()
    expect((await getFollowed(db, id, later(6)))?.objection).toEqual({
      bar: undefined,
      until: '2026-12-30',
      most: 2,
      recheckDays: 30,
    })
    expect(await objectToOutcome(db, id, '夜里又排了一次，管子没有封。', later(10))).toBe('2027-01-04')
    expect(await rowOf(db, id)).toMatchObject({ objections: 1, recheckDueOn: '2027-01-04', revision: 3 })
    const seen = await getFollowed(db, id, later(10))
    expect(seen?.history.at(-1)).toMatchObject({
      step: 'objected',
      words: '夜里又排了一次，管子没有封。',
      at: new Date('2026-12-05T02:00:00Z'),
    })
    expect(seen?.objection.bar).toBe('waiting')
    const logged = await db
      .select()
      .from(events)
      .where(eq(events.subject, `report:${id}`))
    expect(logged.at(-1)).toMatchObject({
      kind: 'report.objected',
      actorId: null,
      at: new Date('2026-12-05T02:00:00Z'),
    })
    expect(JSON.stringify(logged)).not.toContain('夜里')
  })

  it('once more after another person looked at it, and not a third time', async () => {
    const { db } = database
    const id = await concluded()
    const objects = (days: number) => objectToOutcome(db, id, '还是没有解决，请再查。', later(days))
    const looksAgain = async (by: Account | undefined, revision: number, days: number) => {
      await reopenReport(db, by as Account, { id, revision, words: '', note: '' }, later(days))
      await concludeReport(db, by as Account, { id, revision: revision + 1, ...conclusion }, later(days))
    }
    await objects(6)
    await expect(objects(6)).rejects.toThrow('being looked at')
    await looksAgain(two, 3, 7)
    await objects(8)
    await looksAgain(three, 6, 9)
    await expect(objects(10)).rejects.toThrow('as often as is possible')
    expect(await rowOf(db, id)).toMatchObject({ objections: 2, recheckDueOn: null, state: 'concluded' })
  })

  it('of many at once, one counts', async () => {
    const { db } = database
    const id = await concluded()
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => objectToOutcome(db, id, '请再查一次，谢谢。', later(6))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await rowOf(db, id)).objections).toBe(1)
  })

  it('not after the term, not before a decision, not after a reward; to a refusal, yes', async () => {
    const { db } = database
    const id = await concluded()
    await expect(objectToOutcome(db, id, '太晚了，但还想说。', later(36))).rejects.toThrow(
      'term for objections is over',
    )
    const { id: open } = await followed(db, now)
    await expect(objectToOutcome(db, open, '还没有结果，我先说。', now)).rejects.toThrow('no outcome yet')
    await grant(db, id, later(6), '2027-01-10')
    await expect(objectToOutcome(db, id, '奖励之后还想说。', later(7))).rejects.toThrow('reward was granted')
    const { id: refused } = await followed(db, now)
    await refuseReport(
      db,
      one as Account,
      { id: refused, revision: 0, ground: 'no_facts', words: '请补充事实', note: '' },
      later(1),
    )
    expect(await objectToOutcome(db, refused, '有照片为证，请看附件。', later(2))).toBe('2026-12-27')
  })
})
