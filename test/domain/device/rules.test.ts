import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkDueOn,
  faultStanding,
  isSilenceConsent,
  isWithinStop,
  nextSampleAt,
  samplesDue,
  visitDueOn,
} from '#domain/device/rules/clock.ts'
import { groupsOf } from '#domain/device/rules/obligation.ts'
import { scaleOf, unitHint } from '#domain/device/rules/plausible.ts'
import { acceptanceSteps, barToStep, type DoneStep, nextStep } from '#domain/device/rules/steps.ts'
import { answerDueOn, faultClocks, signOffDueOn } from '#domain/device/rules/terms.ts'

const at = (text: string) => new Date(`${text}+08:00`)

describe('who must install', () => {
  const outlet = { sectorCode: 'food', industryCode: 'C1411', isKeyPolluter: false, factorCodes: ['w01018'] }
  it.each([
    ['a paper mill', { sectorCode: 'paper' }, ['listed_sector']],
    ['a food firm', {}, []],
    ['an aluminium smelter, by its industry', { sectorCode: 'nonferrous', industryCode: 'C3216' }, ['listed_sector']],
    ['an antimony smelter', { sectorCode: 'nonferrous', industryCode: 'C3215' }, []],
    ['a chemical firm', { sectorCode: 'fertilisers', industryCode: 'C2621' }, ['chemical']],
    ['a key polluter that discharges phosphorus', { isKeyPolluter: true, factorCodes: ['w21011'] }, ['nutrient']],
    ['another that discharges phosphorus', { factorCodes: ['w21011'] }, []],
    [
      'a paper mill and key polluter with nitrogen',
      { sectorCode: 'paper', isKeyPolluter: true, factorCodes: ['w21001'] },
      ['listed_sector', 'nutrient'],
    ],
    ['an outlet of a paper mill with a minor pollutant only', { sectorCode: 'paper', factorCodes: ['w01012'] }, []],
  ])('%s', (_, over, groups) => {
    expect(groupsOf({ ...outlet, ...over }, '2026-11-26')).toEqual(groups)
  })
  it('nobody by this rule before the city rule', () => {
    expect(groupsOf({ ...outlet, sectorCode: 'paper' }, '2017-04-12')).toEqual([])
    expect(groupsOf({ ...outlet, sectorCode: 'paper' }, '2017-04-13')).toEqual(['listed_sector'])
  })
})

describe('the way of a device', () => {
  const done: DoneStep[] = [
    { step: 'installed', reachedOn: '2026-03-01', by: 'a' },
    { step: 'connected', reachedOn: '2026-03-05', by: 'a' },
    { step: 'compared', reachedOn: '2026-03-20', by: 'a' },
  ]
  const asked = {
    step: 'accepted' as const,
    reachedOn: '2026-04-01',
    documentNo: '益环验〔2026〕3号',
    by: 'b',
    today: '2026-04-02',
    isHeard: true,
  }
  it('goes one step after the other to the sign-off', () => {
    expect(acceptanceSteps.map(nextStep)).toEqual([...acceptanceSteps.slice(1), null])
    expect(barToStep('compared', done, asked)).toBeUndefined()
  })
  it.each([
    ['accepted by who recorded the comparison', 'compared', { by: 'a' }, { code: 'two_people', step: 'compared' }],
    ['a step left out', 'compared', { step: 'signed_off' }, { code: 'order', next: 'accepted' }],
    ['a step back', 'compared', { step: 'installed' }, { code: 'order', next: 'accepted' }],
    ['a day to come', 'compared', { reachedOn: '2026-04-03' }, { code: 'future' }],
    ['a day before the step before', 'compared', { reachedOn: '2026-03-19' }, { code: 'before', day: '2026-03-20' }],
    ['without the paper', 'compared', { documentNo: null }, { code: 'document' }],
    ['while it is stopped', 'stopped', {}, { code: 'stopped' }],
    ['after it was removed', 'removed', {}, { code: 'removed' }],
    [
      'connected, and nothing was heard of it',
      'installed',
      { step: 'connected', isHeard: false },
      { code: 'not_heard' },
    ],
  ] as const)('refuses %s', (_, state, over, bar) => {
    expect(barToStep(state, done, { ...asked, ...over })).toEqual(bar)
  })
  it('whatever two people try, nobody both compares and accepts, or both accepts and signs off', () => {
    const attempt = fc.record({ step: fc.constantFrom(...acceptanceSteps), by: fc.constantFrom('a', 'b') })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 60 }), (attempts) => {
        let state: (typeof acceptanceSteps)[number] = 'planned'
        const steps: DoneStep[] = []
        for (const { step, by } of attempts) {
          if (barToStep(state, steps, { ...asked, step, by })) continue
          state = step
          steps.push({ step, reachedOn: asked.reachedOn, by })
        }
        const who = (step: string) => steps.find((each) => each.step === step)?.by
        expect(steps.map(({ step }) => step)).toEqual(acceptanceSteps.slice(1, steps.length + 1))
        if (state === 'signed_off') expect([who('compared'), who('signed_off')]).toEqual(Array(2).fill(who('compared')))
        if (who('accepted')) expect(who('accepted')).not.toBe(who('compared'))
        if (who('signed_off')) expect(who('signed_off')).not.toBe(who('accepted'))
      }),
      { numRuns: 150 },
    )
  })
})

describe('the clocks of a fault', () => {
  it.each([
    // A Thursday; the five working days end on the next Thursday.
    ['2026-11-26T10:00', '2026-11-26T22:00', '2026-12-04T00:00'],
    // The day before the National Day holiday of 2025 (1 to 8 October; 11 October is worked).
    ['2025-09-30T20:00', '2025-10-01T08:00', '2025-10-15T00:00'],
    // The older rule: 48 hours.
    ['2012-03-31T23:59', '2012-04-01T11:59', '2012-04-02T23:59'],
    ['2012-04-01T00:00', '2012-04-01T12:00', '2012-04-11T00:00'],
  ])('of %s: reported until %s, working again before %s', (began, report, repair) => {
    const clocks = faultClocks(at(began))
    expect([clocks.reportDueAt, clocks.samplesPerDay]).toEqual([at(report), 4])
    if (began >= '2012-04-01T') expect(clocks.repairDueAt.getTime() % 86_400_000).toBe(16 * 3_600_000)
    if (!began.startsWith('2012-04-01')) expect(clocks.repairDueAt).toEqual(at(repair))
  })
  it('a minute after the term is late, the term itself is not', () => {
    const clocks = faultClocks(at('2026-11-26T10:00'))
    const fault = { beganAt: at('2026-11-26T10:00'), ...clocks, reportedAt: clocks.reportDueAt, repairedAt: null }
    expect(faultStanding(fault, clocks.repairDueAt)).toEqual({ isReportLate: false, isOpen: true, isRepairLate: false })
    const later = new Date(clocks.repairDueAt.getTime() + 1)
    expect(faultStanding({ ...fault, reportedAt: at('2026-11-26T22:01') }, later)).toMatchObject({
      isReportLate: true,
      isRepairLate: true,
    })
    expect(faultStanding({ ...fault, repairedAt: clocks.repairDueAt }, later).isRepairLate).toBe(false)
  })
  it('four samples a day are due by hand until it works again', () => {
    const fault = {
      beganAt: at('2026-11-26T10:00'),
      ...faultClocks(at('2026-11-26T10:00')),
      reportedAt: at('2026-11-26T11:00'),
      repairedAt: null,
    }
    expect([5, 6, 24, 30].map((h) => samplesDue(fault, 4, new Date(fault.beganAt.getTime() + h * 3_600_000)))).toEqual([
      0, 1, 4, 5,
    ])
    expect(nextSampleAt(fault.beganAt, null, 6)).toEqual(at('2026-11-26T16:00'))
    expect(nextSampleAt(fault.beganAt, at('2026-11-26T15:00'), 6)).toEqual(at('2026-11-26T21:00'))
    expect(samplesDue({ ...fault, repairedAt: at('2026-11-27T10:00') }, 4, at('2026-12-30T00:00'))).toBe(4)
  })
})

describe('a stop', () => {
  const stop = {
    kind: 'device' as const,
    state: 'approved' as const,
    fromAt: at('2026-12-01T08:00'),
    toAt: at('2026-12-03T08:00'),
    endedAt: null,
  }
  it.each([
    ['2026-12-01T07:59', {}, false],
    ['2026-12-01T08:00', {}, true],
    ['2026-12-03T07:59', {}, true],
    ['2026-12-03T08:00', {}, false],
    ['2026-12-02T12:00', { endedAt: at('2026-12-02T12:00') }, false],
    ['2026-12-02T12:00', { state: 'applied' as const }, false],
    ['2026-12-02T12:00', { state: 'refused' as const }, false],
    ['2026-12-02T12:00', { state: 'silent' as const }, true],
    ['2030-01-01T00:00', { kind: 'removal' as const, toAt: null }, true],
  ])('%s with %j: %s', (moment, over, expected) => {
    expect(isWithinStop({ ...stop, ...over }, at(moment))).toBe(expected)
  })
  it('is answered within five working days, within seven days by the older rule; then silence is consent', () => {
    expect(answerDueOn('2026-11-26')).toBe('2026-12-03')
    expect(answerDueOn('2012-03-31')).toBe('2012-04-07')
    expect(isSilenceConsent('2026-12-03', at('2026-12-03T23:59'))).toBe(false)
    expect(isSilenceConsent('2026-12-03', at('2026-12-04T00:00'))).toBe(true)
  })
})

describe('terms that come again', () => {
  it('nationally controlled firms are checked each month, others each quarter', () => {
    expect([checkDueOn('2026-01-31', true), checkDueOn('2026-01-31', false), checkDueOn('2026-11-30', false)]).toEqual([
      '2026-02-28',
      '2026-04-30',
      '2027-02-28',
    ])
  })
  it('an accepted device is signed off within five working days; a visit comes each so many days', () => {
    expect(signOffDueOn('2026-11-26')).toBe('2026-12-03')
    expect([visitDueOn('2026-11-01', null, 30), visitDueOn('2026-11-01', '2026-11-20', 30)]).toEqual([
      '2026-11-30',
      '2026-12-20',
    ])
  })
})

describe('a hint at a wrong unit', () => {
  const values = (value: number) => Array.from({ length: 20 }, () => value)
  it.each([
    [46_000, 'thousand_high'],
    [5000, 'thousand_high'],
    [4999, undefined],
    [40, undefined],
    [0.26, undefined],
    [0.25, 'thousand_low'],
  ])('values of %d under a limit of 50: %s', (value, hint) => {
    expect(unitHint(values(value), 50)).toBe(hint)
  })
  it('says nothing of few values, zeros or an outlet without a limit', () => {
    expect(unitHint(values(46_000).slice(0, 11), 50)).toBeUndefined()
    expect(unitHint(values(0), 50)).toBeUndefined()
    expect(unitHint(values(46_000), null)).toBeUndefined()
  })
  it('a channel in another unit has its scale, and none where the unit measures something else', () => {
    expect([scaleOf('µg/L', 'mg/L'), scaleOf('ug/l', 'mg/L'), scaleOf('mg/m³', 'mg/L')]).toEqual([0.001, 0.001, null])
  })
})
