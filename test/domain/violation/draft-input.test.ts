import { describe, expect, it } from 'vitest'
import { caseDraft, caseLimits, readCaseForm, readRows } from '#domain/violation/input/draft.ts'
import { countUnseen, readDay, readYuan } from '#domain/violation/input/texts.ts'

const whole = {
  category: 'serious_exceedance',
  enterpriseName: '示例纸业有限公司',
  regionCode: '430922',
  title: '超标排放案',
  facts: '现场检查发现超标。',
  leadSource: 'online',
  executionState: 'pending',
}
function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...whole, ...fields }))
    for (const each of [value].flat()) form.append(name, each)
  return form
}
const parse = (fields: Record<string, string | string[]> = {}) => caseDraft.safeParse(readCaseForm(formOf(fields)))
const problems = (fields: Record<string, string | string[]>) =>
  parse(fields).error?.issues.map((issue) => [
    issue.path.join('.'),
    issue.message,
    'params' in issue ? issue.params : undefined,
  ])

describe('the form of a case', () => {
  it('is read whole; blank rows of measures and persons are none', () => {
    const read = parse({
      'measures_0.kind': '',
      'measures_3.kind': 'fine',
      'measures_3.amount': '20万元',
      'measures_4.kind': 'daily_penalty',
      'measures_4.periods': '2026-06-05 2026-06-20\n2026年6月20日 至 2026年7月1日',
      'persons_0.kind': 'responsible',
      'persons_1.name': '示例甲',
      'persons_1.kind': 'legal_representative',
      'persons_1.isMinor': 'on',
      bases: ['water-exceed'],
      outlets: ['3', '4'],
      disclosures: ['17, https://portal.invalid/disclosures/19'],
      readings: '5月3日化学需氧量312\n\n5月4日 280',
      actOn: '2026/5/12',
    }).data
    expect(read).toMatchObject({
      measures: [
        { kind: 'fine', amountFen: 200_000_00 },
        {
          kind: 'daily_penalty',
          periods: [
            { servedOn: '2026-06-05', recheckedOn: '2026-06-20' },
            { servedOn: '2026-06-20', recheckedOn: '2026-07-01' },
          ],
        },
      ],
      persons: [{ name: '示例甲', kind: 'legal_representative', isMinor: true }],
      outlets: [3, 4],
      disclosures: [17, 19],
      readings: ['5月3日化学需氧量312', '5月4日 280'],
      actOn: '2026-05-12',
    })
    expect(readRows(formOf({ 'persons_1.name': '示例甲' }), 'persons')).toEqual([{ name: '示例甲' }])
  })

  it('scripts and markup are text like any other', () =>
    expect(parse({ facts: '<script>alert(1)</script><b>超标</b>' }).data?.facts).toBe(
      '<script>alert(1)</script><b>超标</b>',
    ))

  it('a text of a million characters is refused with its length and what is allowed', () =>
    expect(problems({ facts: '超'.repeat(1_000_000) })).toEqual([
      ['facts', 'too_long', { length: 1_000_000, most: caseLimits.facts }],
    ]))

  it('a text at its limit is taken, one sign more is not; signs outside the first plane count once', () => {
    expect(problems({ facts: '𠮷'.repeat(caseLimits.facts) })).toBeUndefined()
    expect(problems({ facts: '𠮷'.repeat(caseLimits.facts + 1) })).toMatchObject([
      ['facts', 'too_long', { length: caseLimits.facts + 1 }],
    ])
  })

  it('a sign that turns the direction of the text is refused and named', () =>
    expect(problems({ title: '超标\u202e案件标题' })).toEqual([['title', 'turning_sign', { sign: 'U+202E' }]]))

  it('signs that are not seen are taken out and counted', () => {
    const fields = { title: '超\u200b标\ufeff排放案', facts: '13800\u200b138000' }
    expect(parse(fields).data).toMatchObject({ title: '超标排放案', facts: '13800138000' })
    expect(countUnseen(formOf(fields))).toBe(3)
  })

  it.each([
    [{ category: 'theft' }, 'category', 'not_a_choice'],
    [{ actOn: '2026-02-30' }, 'actOn', 'no_day'],
    [{ decidedOn: '昨天' }, 'decidedOn', 'no_day'],
    [{ 'measures_0.kind': 'fine', 'measures_0.amount': '很多' }, 'measures.0.amount', 'no_amount'],
    [{ 'measures_0.kind': 'daily_penalty', 'measures_0.periods': '6月5日' }, 'measures.0.periods', 'no_period'],
    [{ title: '' }, 'title', 'missing'],
    [{ title: '案' }, 'title', 'too_short'],
    [{ disclosures: 'abc' }, 'disclosures', 'no_number'],
    [{ readings: Array.from({ length: 21 }, (_, i) => `${i}`).join('\n') }, 'readings', 'too_many'],
  ])('%o is refused at %s: %s', (fields, field, code) =>
    expect(problems(fields as Record<string, string>)).toMatchObject([[field, code, expect.anything()]]),
  )
})

describe('an amount', () => {
  it.each([
    ['100000', 100_000_00],
    ['100,000.50', 100_000_50],
    ['¥ 2', 200],
    ['12.5万元', 125_000_00],
    ['１０万', 100_000_00],
    ['0.1', 10],
    ['0.005', undefined],
    ['-5', undefined],
    ['1e9', undefined],
    ['999999999999', undefined],
  ])('%s is %s fen', (typed, fen) => expect(readYuan(typed)).toBe(fen))
})

describe('a day', () => {
  it.each([
    ['2026-06-05', '2026-06-05'],
    ['2026.6.5', '2026-06-05'],
    ['２０２６年６月５日', '2026-06-05'],
    ['2026-13-01', undefined],
    ['1026-06-05', undefined],
    ['20260605', undefined],
  ])('%s is %s', (typed, day) => expect(readDay(typed)).toBe(day))
})
