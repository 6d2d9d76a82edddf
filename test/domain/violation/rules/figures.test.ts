import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisionNoKey } from '#db/decision-no.ts'
import { violationCategories } from '#db/vocabulary.ts'
import { dailyPenalty, isDailyPenaltyOf } from '#domain/violation/rules/daily-penalty.ts'
import { fineBand } from '#domain/violation/rules/measures.ts'
import { graveCategories, namedPersons } from '#domain/violation/rules/persons.ts'
import { addDays } from '#platform/clock.ts'

describe('one penalty document stands once, however its number is typed', () => {
  it.each([
    ['益环罚〔2017〕12号', '益环罚(2017)12号'],
    ['益环罚[2017]12号', '益环罚(2017)12号'],
    ['益环罚(2017)12号', '益环罚(2017)12号'],
    ['益环罚（2017）12 号', '益环罚(2017)12号'],
    ['益环罚【２０１７】１２号', '益环罚(2017)12号'],
    ['益环罚［2017］12号', '益环罚(2017)12号'],
    ['　益环罚 〔 2017 〕 12\u200b号\n', '益环罚(2017)12号'],
    ['湘H环罚〔2017〕3号', '湘H环罚(2017)3号'],
    ['湘h环罚〔2017〕3号', '湘H环罚(2017)3号'],
    ['益环罚字〔2017〕第12号', '益环罚字(2017)第12号'],
  ])('%j becomes %s', (typed, key) => expect(decisionNoKey(typed)).toBe(key))

  it('the year or the serial number makes it another document', () => {
    expect(decisionNoKey('益环罚〔2017〕12号')).not.toBe(decisionNoKey('益环罚〔2018〕12号'))
    expect(decisionNoKey('益环罚〔2017〕12号')).not.toBe(decisionNoKey('益环罚〔2017〕1号'))
  })

  it('normalising twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (s) => decisionNoKey(decisionNoKey(s)) === decisionNoKey(s)))
  })
})

describe('persons are named in grave cases only', () => {
  const onRecord = { legalRepresentative: '示例甲', responsiblePersons: ['示例乙'] }
  it.each(violationCategories.map((category) => [category, graveCategories.includes(category)] as const))(
    '%s: named %s',
    (category, named) =>
      expect(namedPersons(category, onRecord)).toEqual(
        named ? onRecord : { legalRepresentative: null, responsiblePersons: [] },
      ),
  )
  it('the grave ones are the four that the city rule singles out', () =>
    expect(graveCategories).toEqual([
      'stealth_discharge',
      'falsified_data',
      'abnormal_operation',
      'serious_exceedance',
    ]))
})

describe('the daily penalty counts from the day after service to the day of the recheck', () => {
  const fen = (yuan: number) => yuan * 100

  it('served 5 June, recheck 20 June, fine 100,000 yuan: 15 days, 1,500,000 yuan', () =>
    expect(dailyPenalty(fen(100_000), [{ servedOn: '2017-06-05', recheckedOn: '2017-06-20' }])).toEqual({
      days: 15,
      amountFen: fen(1_500_000),
    }))

  it('a recheck on the day after service counts one day', () =>
    expect(dailyPenalty(fen(100_000), [{ servedOn: '2017-06-05', recheckedOn: '2017-06-06' }]).days).toBe(1))

  it.each(['2017-06-05', '2017-06-04', 'no day'])('a recheck on %s after service on 5 June is refused', (recheckedOn) =>
    expect(() => dailyPenalty(fen(1), [{ servedOn: '2017-06-05', recheckedOn }])).toThrow(/2017-06-05/),
  )

  it('the end of February is counted by the calendar', () => {
    expect(dailyPenalty(1, [{ servedOn: '2024-02-28', recheckedOn: '2024-03-01' }]).days).toBe(2)
    expect(dailyPenalty(1, [{ servedOn: '2025-02-28', recheckedOn: '2025-03-01' }]).days).toBe(1)
  })

  it('days of a second recheck that still finds the act add up', () =>
    expect(
      dailyPenalty(fen(100_000), [
        { servedOn: '2017-06-05', recheckedOn: '2017-06-20' },
        { servedOn: '2017-06-20', recheckedOn: '2017-07-05' },
      ]),
    ).toEqual({ days: 30, amountFen: fen(3_000_000) }))

  it('for any service and recheck the amount is the fine for each day between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1e9 }), (days, fine) => {
        const got = dailyPenalty(fine, [{ servedOn: '2016-12-20', recheckedOn: addDays('2016-12-20', days) }])
        return got.days === days && isDailyPenaltyOf(fine, got.days, got.amountFen)
      }),
    )
  })
})

describe('the bands of the fine', () => {
  it.each([
    [0, 'none'],
    [1, 'under_50k'],
    [49_999_99, 'under_50k'],
    [50_000_00, 'from_50k'],
    [199_999_99, 'from_50k'],
    [200_000_00, 'from_200k'],
    [999_999_99, 'from_200k'],
    [1_000_000_00, 'from_1m'],
    [1e13, 'from_1m'],
  ] as const)('%d fen is in %s', (fen, band) => expect(fineBand(fen)).toBe(band))
})
