import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReviewInput, readPoints } from '#domain/review/input.ts'
import { fieldsOf } from '#domain/review/rules/fields.ts'
import { joinedPoints, pointsOf, reviewProblems } from '#domain/review/rules/review-form.ts'
import { barToReview, type GivenReview, type IntendedReview, reviewState } from '#domain/review/rules/state.ts'
import { can } from '#platform/permissions/matrix.ts'
import { actions } from '#platform/permissions/routes.ts'

const published = new Date('2026-06-20T02:00:00Z')
const later = (hours: number) => new Date(published.getTime() + hours * 3_600_000)
const county: GivenReview = { level: 'county', opinion: 'agreed', reviewerId: 'a', reviewedAt: later(1) }
const city: GivenReview = { level: 'city', opinion: 'agreed_with_additions', reviewerId: 'b', reviewedAt: later(2) }
const returned: GivenReview = { level: 'county', opinion: 'returned', reviewerId: 'a', reviewedAt: later(3) }
const intended = (review: Partial<IntendedReview>): IntendedReview => ({
  level: 'county',
  opinion: 'agreed',
  reviewerId: 'c',
  isInForce: true,
  openDoubts: 0,
  rejectedDoubts: 0,
  ...review,
})

describe('where a version stands with the bureaus', () => {
  it.each([
    ['just published, it waits for the county from its publication', [], 'waiting_county', published],
    ['agreed by the county, it waits for the city from that hour', [county], 'waiting_city', later(1)],
    ['agreed by both, it is agreed', [county, city], 'agreed', later(2)],
    ['returned by the county', [returned], 'returned', later(3)],
    ['returned later by who had agreed, it is returned', [county, city, returned], 'returned', later(3)],
  ] as const)('%s', (_, reviews, state, since) => expect(reviewState(published, reviews)).toEqual({ state, since }))
})

describe('what bars a review', () => {
  it.each([
    ['nothing bars the county’s first opinion', [], {}, undefined],
    ['the city waits for the county', [], { level: 'city' }, 'county_first'],
    ['the city may act once the county has agreed', [county], { level: 'city' }, undefined],
    ['not the person who reviewed for the county', [county], { level: 'city', reviewerId: 'a' }, 'same_person'],
    [
      'the same person may not return it for the city either',
      [county],
      { level: 'city', reviewerId: 'a', opinion: 'returned' },
      'same_person',
    ],
    ['one agreement of each level', [county], {}, 'agreed_already'],
    ['who agreed may return it later', [county], { opinion: 'returned' }, undefined],
    ['a returned version is not agreed by the same level', [returned], {}, 'returned_already'],
    ['a returned version is not agreed by the city', [returned], { level: 'city' }, 'returned_already'],
    ['nor returned twice', [returned], { opinion: 'returned' }, 'returned_already'],
    ['a superseded version is not reviewed', [], { isInForce: false }, 'not_in_force'],
    ['no agreement over a value that nobody has looked at', [], { openDoubts: 1 }, 'doubts_open'],
    ['no agreement over a rejected explanation', [], { rejectedDoubts: 1 }, 'doubts_rejected'],
    ['a return may leave doubts open', [], { openDoubts: 1, rejectedDoubts: 1, opinion: 'returned' }, undefined],
  ] as const)('%s', (_, given, review, bar) => expect(barToReview(given, intended(review))).toBe(bar))

  it('whatever is tried in whatever order, no version is agreed by one person, by the city alone, or after a return', () => {
    const step = fc.record({
      level: fc.constantFrom('county' as const, 'city' as const),
      opinion: fc.constantFrom('agreed' as const, 'agreed_with_additions' as const, 'returned' as const),
      reviewerId: fc.constantFrom('a', 'b', 'c'),
      openDoubts: fc.nat(1),
      rejectedDoubts: fc.nat(1),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const given: GivenReview[] = []
        for (const [i, review] of steps.entries()) {
          if (barToReview(given, intended(review)) === undefined) given.push({ ...review, reviewedAt: later(i) })
        }
        const agreedBy = given.filter(({ opinion }) => opinion !== 'returned')
        const end = given.findIndex(({ opinion }) => opinion === 'returned')
        expect(end === -1 || end === given.length - 1).toBe(true)
        expect(agreedBy.map(({ level }) => level)).toEqual(['county', 'city'].slice(0, agreedBy.length))
        expect(new Set(agreedBy.map(({ reviewerId }) => reviewerId)).size).toBe(agreedBy.length)
        const { state } = reviewState(published, given)
        expect(state).toBe(
          end >= 0 ? 'returned' : (['waiting_county', 'waiting_city', 'agreed'] as const)[agreedBy.length],
        )
      }),
    )
  })
})

const whole: ReviewInput = {
  disclosureId: 1,
  opinion: 'agreed',
  findings: ['无'],
  monitoring: '',
  monitoringReportNos: [],
  knownProblems: '无',
  words: '',
  inspectedOn: '2026-06-20',
  inspectors: ['甲', '乙'],
}
describe('part 五 as it is filled in', () => {
  const codes = (review: Partial<ReviewInput>, level: 'county' | 'city' = 'county') =>
    reviewProblems({ ...whole, ...review }, level, '2026-06-21').map(({ field, code }) => `${field} ${code}`)
  it.each([
    ['complete', {}, []],
    [
      'findings and known problems are said, also when there are none',
      { findings: [], knownProblems: '' },
      ['findings findings_missing', 'knownProblems known_missing'],
    ],
    ['monitoring names its reports', { monitoring: '采样 3 次' }, ['monitoringReportNos report_nos_missing']],
    ['reports say what was monitored', { monitoringReportNos: ['益环监 1'] }, ['monitoring monitoring_missing']],
    ['additions are written down', { opinion: 'agreed_with_additions' }, ['words words_missing']],
    ['a return says why', { opinion: 'returned' }, ['words words_missing']],
    ['an inspection is not in the future', { inspectedOn: '2026-06-22' }, ['inspectedOn inspected_on_ahead']],
    ['today is in time', { inspectedOn: '2026-06-21' }, []],
    ['two go there', { inspectors: ['甲'] }, ['inspectors inspectors_few']],
    [
      'the county goes there before it agrees',
      { inspectedOn: null, inspectors: [] },
      ['inspectedOn inspected_on_missing', 'inspectors inspectors_few'],
    ],
    [
      'a return may be given from the desk',
      { opinion: 'returned', words: '总量单位有误', inspectedOn: null, inspectors: [] },
      [],
    ],
  ] as const)('%s', (_, review, problems) => expect(codes(review as Partial<ReviewInput>)).toEqual(problems))
  it('the city need not go there, but says when if it did', () => {
    expect(codes({ inspectedOn: null, inspectors: [] }, 'city')).toEqual([])
    expect(codes({ inspectedOn: null }, 'city')).toEqual(['inspectedOn inspected_on_missing'])
  })
})

describe('the points of a return', () => {
  const known = new Set(fieldsOf([{ outletId: 12, outletKind: 'water_outlet', factorCode: 'w01018' }]))
  const sent = (fields: [string, string][]) => {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    return pointsOf(readPoints(form), known)
  }
  it('one reason stands at each field that was ticked', () =>
    expect(
      sent([
        ['tick.r12_w01018', 'r12_w01018.mean'],
        ['tick.r12_w01018', 'r12_w01018.max'],
        ['why.r12_w01018', ' 与监测报告不符 '],
      ]),
    ).toEqual({
      points: [
        { field: 'r12_w01018.mean', reason: '与监测报告不符' },
        { field: 'r12_w01018.max', reason: '与监测报告不符' },
      ],
      problems: [],
    }))
  it('a reason without a tick is about the row as a whole', () =>
    expect(sent([['why.r12_w01018', '整行未填']]).points).toEqual([{ field: 'r12_w01018', reason: '整行未填' }]))
  it('a tick without a reason is asked about', () =>
    expect(
      sent([
        ['tick.o12', 'o12.route'],
        ['why.o12', ''],
      ]).problems,
    ).toEqual([{ field: 'why.o12', code: 'point_without_reason' }]))
  it.each([
    ['of another outlet', 'r13_w01018.mean'],
    ['that the form does not have', 'r12_w01018.colour'],
  ])('a field %s is refused', (_, field) =>
    expect(
      sent([
        ['tick.r12_w01018', field],
        ['why.r12_w01018', '有误'],
      ]).problems,
    ).toMatchObject([{ code: 'field_unknown', given: { given: field } }]),
  )
  it('rejected explanations are points by themselves; an own reason goes before', () => {
    const own = [{ field: 'r12_w01018.mean', reason: '自己写的' }]
    const rejected = [
      { field: 'r12_w01018.mean', reason: '说明不足' },
      { field: 'r12_w01018.total', reason: '无依据' },
    ]
    expect(joinedPoints('returned', own, rejected).points).toEqual([...own, rejected[1]])
    expect(joinedPoints('agreed', own, []).problems).toMatchObject([{ code: 'points_without_return' }])
    expect(joinedPoints('returned', [], []).problems).toMatchObject([{ code: 'return_without_point' }])
  })
})

it('no regulator has any way to a firm’s figures: filing is the firm’s own, whatever role or scope', () => {
  const regulators = (['county_officer', 'city_officer', 'auditor', 'administrator'] as const).map((role) => ({
    role,
    userId: 'a',
    name: '',
    regionCode: role === 'county_officer' ? '430922' : null,
    department: 'inspection' as const,
    enterpriseId: null,
    hasSecondFactor: true,
  }))
  fc.assert(
    fc.property(
      fc.constantFrom(...regulators),
      fc.option(fc.integer({ min: 1, max: 3 })),
      fc.constantFrom('430922', '430923', null),
      (viewer, enterpriseId, regionCode) => !can(viewer, 'disclosure.file', { enterpriseId, regionCode }),
    ),
  )
  const office = Object.entries(actions).filter(([name]) => name.startsWith('review.'))
  expect(office.map(([, permission]) => permission)).toEqual(office.map(() => 'disclosure.review'))
})
