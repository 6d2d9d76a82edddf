import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportStates, violationCategories } from '#db/vocabulary.ts'
import { caseCategoryOf } from '#domain/report/rules/case-category.ts'
import { openSteps } from '#domain/report/rules/desk-steps.ts'
import { dueOf } from '#domain/report/rules/due.ts'
import { likenessTo, sharedRun } from '#domain/report/rules/likeness.ts'
import { maskPersonal } from '#domain/report/rules/mask.ts'
import { ownWordsRun, publicTextFault } from '#domain/report/rules/public-text.ts'

describe('the clock of a report', () => {
  const clocked = { acceptDueOn: '2026-12-16', handleDueOn: null, recheckDueOn: null }
  it.each([
    ['received', {}, '2026-12-16', { wait: 'accept', isLate: false }],
    ['received', {}, '2026-12-17', { wait: 'accept', isLate: true }],
    ['accepted', { handleDueOn: '2027-02-01' }, '2027-02-01', { wait: 'handle', isLate: false }],
    ['accepted', { handleDueOn: '2027-02-01' }, '2027-02-02', { wait: 'handle', isLate: true }],
    [
      'accepted',
      { handleDueOn: '2027-02-01', recheckDueOn: '2027-03-01' },
      '2027-02-02',
      { wait: 'recheck', isLate: false },
    ],
    ['concluded', { recheckDueOn: '2027-03-01' }, '2027-03-02', { wait: 'recheck', isLate: true }],
    ['refused', { recheckDueOn: '2027-03-01' }, '2027-03-01', { wait: 'recheck', isLate: false }],
    ['concluded', { handleDueOn: '2026-01-01' }, '2027-03-02', undefined],
    ['joined', {}, '2030-01-01', undefined],
  ] as const)('%s %o on %s', (state, dates, today, expected) => {
    const due = dueOf({ ...clocked, ...dates, state }, today)
    if (expected === undefined) expect(due).toBeUndefined()
    else expect(due).toMatchObject(expected)
  })
})

describe('the steps that an officer is offered', () => {
  const none = { recheckDueOn: null, handleDueOn: null, caseId: null, extendedDays: 0 }
  it('follow from the state, and passing on is offered only to whom it is allowed', () => {
    expect(openSteps({ ...none, state: 'received' }, '2026-11-25', 30, false)).toEqual([
      'accept',
      'refuse',
      'refer',
      'join',
    ])
    expect(openSteps({ ...none, state: 'received' }, '2026-11-25', 30, true)).toContain('route')
    expect(openSteps({ ...none, state: 'joined' }, '2026-11-25', 30, true)).toEqual([])
    expect(openSteps({ ...none, state: 'concluded', caseId: 4 }, '2026-11-25', 30, true)).toEqual([])
    expect(
      openSteps({ ...none, state: 'concluded', caseId: 4, recheckDueOn: '2026-12-01' }, '2026-11-25', 30, true),
    ).toEqual(['reopen'])
  })
  it.each([
    ['2026-12-01', 0, null, true],
    ['2026-11-25', 29, null, true],
    ['2026-11-24', 0, null, false],
    ['2026-12-01', 30, null, false],
    ['2026-12-01', 0, '2026-12-09', false],
  ])(
    'a term that ends %s and was extended by %i days (second look by %s) can be extended: %s',
    (handleDueOn, extendedDays, recheckDueOn, may) => {
      const report = { ...none, state: 'accepted' as const, handleDueOn, extendedDays, recheckDueOn }
      expect(openSteps(report, '2026-11-25', 30, true).includes('extend')).toBe(may)
    },
  )
  it('are none in no state but a joined or a finally concluded one', () => {
    for (const state of reportStates)
      expect(openSteps({ ...none, state, recheckDueOn: '2026-12-01' }, '2026-11-25', 30, true).length > 0).toBe(
        state !== 'joined',
      )
  })
})

describe('likeness of two texts', () => {
  it('is high for the same matter in other words and low for another one', () => {
    const one = '夜里十一点以后，厂后围墙外的暗管排黑水，气味刺鼻。'
    expect(likenessTo(one)('造纸厂后围墙外面暗管每天夜里排黑水')).toBeGreaterThan(0.4)
    expect(likenessTo(one)('白天路边有人焚烧垃圾，黑烟很大')).toBeLessThan(0.1)
    expect(likenessTo('')(one)).toBe(0)
    expect(likenessTo('！？。')(one)).toBe(0)
  })
  it('lies between 0 and 1, is the same either way, and 1 for a text with itself', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 60 })
    fc.assert(
      fc.property(words, words, (a, b) => {
        const likeness = likenessTo(a)(b)
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
        expect(likenessTo(b)(a)).toBe(likeness)
        expect([0, 1]).toContain(likenessTo(a)(a))
      }),
    )
  })
  it('a run that both have is found wherever it stands, one shorter than asked for is not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x4e00, max: 0x9000 }), { minLength: 16, maxLength: 16 }), (codes) => {
        const run = String.fromCodePoint(...codes)
        expect(sharedRun(`甲${run}`, `乙乙${run}丙`, 16)).toBe(run)
        expect(sharedRun(run, `${run.slice(0, 15)}`, 16)).toBeUndefined()
      }),
    )
  })
})

describe('a text for the public', () => {
  const words = '我每天晚上十一点下班路过老渡口都看到厂后面的暗管在排黑水'
  it('holds no personal data and no sentence of the reporter', () => {
    expect(publicTextFault('经查，该单位私设暗管排放废水，已立案处罚。', words)).toBeUndefined()
    expect(publicTextFault('举报人电话 13912345678，已立案。', words)?.kind).toBe('mobile')
    expect(publicTextFault('举报人称每天晚上十一点下班路过老渡口，都看到厂后面排水，经查属实。', words)?.kind).toBe(
      'own_words',
    )
  })
  it('may have a turn of phrase that is shorter than the run', () => {
    const short = [...words].slice(0, ownWordsRun - 1).join('')
    expect(publicTextFault(`经查${short}。`, words)).toBeUndefined()
    expect(publicTextFault(`经查${[...words].slice(0, ownWordsRun).join('')}。`, words)?.kind).toBe('own_words')
  })
})

it('what an officer reads has telephones and identity numbers covered, and nothing else changed', () => {
  expect(maskPersonal('请打 13912345678 找我，暗管在桥下')).toBe('请打 ███████████ 找我，暗管在桥下')
  expect(maskPersonal('暗管在桥下')).toBe('暗管在桥下')
  expect(maskPersonal('我的身份证 430903198001011234')).not.toContain('1980')
})

it.each([
  ['电话一三九一二三四五六七八', '电话███████████'],
  ['打 139 - 1234 - 5678', '打 █████████████████'],
  ['1.3.9.1.2.3.4.5.6.7.8 随时', '█████████████████████ 随时'],
  ['找我①③⑨①②③④⑤⑥⑦⑧', '找我███████████'],
  ['幺三九壹贰叁肆伍陆柒捌', '███████████'],
  ['1​3​912345678', '█████████████'],
  ['٠ و ١٣٩١٢٣٤٥٦٧٨', '٠ و ███████████'],
  ['𝟏𝟑𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖。', '███████████。'],
  ['身份证四三〇九〇三一九八〇〇一〇一一二三四', '身份证██████████████████'],
  ['加微信 lao_wang88，谢谢', '加微信 ██████████，谢谢'],
  ['我叫欧阳测试，住在河边', '我叫████，住在河边'],
  ['联系人：王测试', '联系人：███'],
  ['我是王测试。', '我是███。'],
])('what is told by other figures or words is covered as well: %s', (text, masked) => {
  expect(maskPersonal(text)).toBe(masked)
})

it.each([
  '二〇二六年十一月二十五日夜里十一点，约三四百立方',
  '我是附近的村民，我是本村居民，我是司机，我是高中生。',
  '联系人：匿名',
  '一三九\n一二三\n四五六\n七八',
  '化学需氧量 139.5、128.7、141.2 毫克每升，三次都超',
  'COD 139 128 141',
  '排口 DW001 距老渡口 1300 米，2026-11-25 23:40 至 02:10',
  '统一社会信用代码 91430902MA4L1ABC8X',
  '一二三四五，上山打老虎',
])('what is no person stays: %s', (text) => {
  expect(maskPersonal(text)).toBe(text)
})

it('a case from a report begins in the category of its kind, or in “other”', () => {
  expect(caseCategoryOf('stealth_discharge')).toBe('stealth_discharge')
  expect(caseCategoryOf('nuisance')).toBe('other')
  expect(violationCategories).toContain(caseCategoryOf('peer_lead'))
})
