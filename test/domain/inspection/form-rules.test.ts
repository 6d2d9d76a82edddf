import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formFields, inspectionLimits } from '#domain/inspection/input.ts'
import { isRevealDue, mayRun } from '#domain/inspection/rules/draw/steps.ts'
import { minuteText, readInspection, readMinute } from '#domain/inspection/rules/form.ts'
import { mergeForm, type SavedForm, valuesOf } from '#domain/inspection/rules/merge.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'

const now = new Date('2026-11-26T18:00:00+08:00')
const context = {
  ...{ now, kind: 'daily', plannedOn: '2026-11-26', most: inspectionLimits },
  outlets: new Map([['DW001', 7]]),
  factorCodes: new Set(['w01018']),
  terms: inspectionTermsOn('2026-11-26'),
}
const whole = {
  ...{ startedAt: '2026-11-26T09:30', endedAt: '2026-11-26T11:00', words: '生产正常，设施运行，台账齐全。' },
  result: 'no_problem',
}
const found = { ...whole, result: 'problems', 'f1.kind': 'records', 'f1.words': '台账缺少六天的加药量记录。' }
const fields = (typed: Record<string, string>, more: Partial<typeof context> = {}) =>
  readInspection(typed, { ...context, ...more }).problems.map(({ field }) => field)

describe('the form of an inspection', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['is whole with times, words and a result', whole, []],
    ['is whole with a finding', found, []],
    ['wants the time of arrival', { ...whole, startedAt: '' }, ['startedAt']],
    ['refuses a day that there is not', { ...whole, startedAt: '2026-02-30T09:30' }, ['startedAt']],
    ['refuses an arrival before the day of the plan', { ...whole, startedAt: '2026-11-25T23:59' }, ['startedAt']],
    ['refuses leaving before arriving', { ...whole, endedAt: '2026-11-26T09:30' }, ['endedAt']],
    ['refuses leaving in the future', { ...whole, endedAt: '2026-11-26T18:01' }, ['endedAt']],
    ['wants words', { ...whole, words: '正常' }, ['words']],
    ['wants a result', { ...whole, result: '' }, ['result']],
    ['refuses problems without a finding', { ...whole, result: 'problems' }, ['result']],
    ['refuses a finding without problems', { ...found, result: 'no_problem' }, ['result']],
    ['refuses a finding without words', { ...found, 'f1.words': '' }, ['f1.words']],
    ['refuses a finding without a kind', { ...found, 'f1.kind': 'odd' }, ['f1.kind']],
    ['refuses an outlet of another firm', { ...found, 'f1.outlet': 'DW009' }, ['f1.outlet']],
    ['refuses a sample without its report', { ...whole, 's2.outlet': 'DW001' }, ['s2.reportNo']],
    ['refuses a value without its factor', { ...whole, 's1.reportNo': 'YJ-1', 's1.value': '3' }, ['s1.factor']],
    [
      'refuses a value that is no number',
      { ...whole, 's1.reportNo': 'YJ-1', 's1.factor': 'w01018', 's1.value': '<3' },
      ['s1.value'],
    ],
    [
      'refuses an identity number in public words',
      { ...whole, words: '法人 430922198001011234 在场陪同检查' },
      ['words'],
    ],
  ])('%s', (_, typed, problems) => {
    expect(fields(typed)).toEqual(problems)
  })

  it('of a night inspection begins between 20:00 and 6:00', () => {
    const at = (time: string) =>
      fields(
        { ...whole, startedAt: `2026-11-26T${time}`, endedAt: '2026-11-27T07:00' },
        {
          kind: 'night',
          now: new Date('2026-11-28T00:00:00+08:00'),
        },
      )
    expect([at('19:59'), at('20:00'), at('05:59'), at('06:00')]).toEqual([['startedAt'], [], [], ['startedAt']])
  })

  it('lasts 48 hours at most', () => {
    const until = (endedAt: string) => fields({ ...whole, endedAt }, { now: new Date('2026-12-01T00:00:00+08:00') })
    expect([until('2026-11-28T09:30'), until('2026-11-28T09:31')]).toEqual([[], ['endedAt']])
  })

  it('never throws, and names only fields that it has', () => {
    const names = new Set<string>(formFields)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...formFields), fc.string({ maxLength: 12 })), (typed) => {
        expect(fields(typed).every((field) => names.has(field))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('reads the minutes that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 27_000_000, max: 33_000_000 }), (minutes) => {
        const at = new Date(minutes * 60_000)
        expect(readMinute(minuteText(at))).toEqual(at)
      }),
      { numRuns: 100 },
    )
  })
})

describe('what two people type into one form', () => {
  const saved: SavedForm = { words: { value: '甲', version: 3 }, result: { value: '', version: 0 } }

  it('is put together where they wrote into different fields', () => {
    const merged = mergeForm(saved, 3, { revision: 1, fields: { result: 'problems' } })
    expect(valuesOf(merged.form)).toEqual({ words: '甲', result: 'problems' })
    expect(merged).toMatchObject({ version: 4, clashes: [], others: { words: '甲' }, changed: ['result'] })
  })

  it('is asked about where they wrote different things into one, and nothing is written over', () => {
    const merged = mergeForm(saved, 3, { revision: 2, fields: { words: '乙' } })
    expect(merged).toMatchObject({ version: 3, clashes: [{ field: 'words', theirs: '甲', mine: '乙' }], form: saved })
  })

  it('changes nothing when it comes a second time', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('words', 'result', 'f1.kind'), fc.string({ maxLength: 5 })),
        fc.integer({ min: 0, max: 5 }),
        (sent, revision) => {
          const first = mergeForm(saved, 3, { revision, fields: sent })
          const again = mergeForm(first.form, first.version, { revision: first.version, fields: valuesOf(first.form) })
          expect(again).toMatchObject({ version: first.version, form: first.form, clashes: [], changed: [] })
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the steps of a draw', () => {
  const committed = { committedBy: 'a', committedAt: new Date('2026-11-25T10:00:00+08:00') }
  it.each([
    ['another person draws at once', 'b', '2026-11-25T10:01:00+08:00', true],
    ['who committed does not', 'a', '2026-11-26T09:59:59+08:00', false],
    ['until 24 hours are over', 'a', '2026-11-26T10:00:00+08:00', true],
  ])('%s', (_, who, at, may) => {
    expect(mayRun(committed, who, new Date(at), 24)).toBe(may)
  })

  it.each([
    ['while inspections are open nothing is revealed', 1, '2026-12-30T23:59:59+08:00', false],
    ['until 30 days after their last day', 1, '2026-12-31T00:00:00+08:00', true],
    ['all are over', 0, '2026-11-26T00:00:00+08:00', true],
  ])('%s', (_, open, at, due) => {
    expect(isRevealDue({ toOn: '2026-11-30', open }, new Date(at), 30)).toBe(due)
  })
})
