import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDraft, checkRow } from '#domain/disclosure/rules/check.ts'
import { type RowContext, rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { cod, dust, ph, quiet } from '#test/domain/disclosure/rules/row.ts'

const found = (context: RowContext, typed: Typed) =>
  checkRow(context, typed).problems.map(({ field, code, kind }) => `${field.split('.')[1]} ${code} ${kind}`)
const changed = (typed: Typed) => found(cod, { ...quiet, ...typed })

describe('a whole row', () => {
  it('of plausible values has nothing against it', () => expect(found(cod, quiet)).toEqual([]))
  it('counts its required fields and those that are filled', () => {
    expect(checkRow(cod, quiet)).toMatchObject({ required: 7, filled: 7 })
    expect(checkRow(cod, { ...quiet, max: '', total: '1,5' })).toMatchObject({ required: 7, filled: 5 })
  })
})

describe('which fields are required', () => {
  const missing = (context: RowContext, typed: Typed) =>
    found(context, typed).flatMap((line) => (line.endsWith('missing') ? [line.split(' ')[0]] : []))
  it.each([
    ['nothing said yet', cod, {}, ['min', 'mean', 'max', 'origin', 'total', 'judged', 'exceeded']],
    ['no limit: no judged periods', { ...cod, limitMax: null }, {}, ['min', 'mean', 'max', 'origin', 'total']],
    ['pH: no total', ph, {}, ['min', 'mean', 'max', 'origin', 'judged', 'exceeded']],
    ['below the detection limit', cod, { mean: 'ND' }, ['origin', 'total', 'judged', 'exceeded']],
    ['nothing discharged', cod, { reason: 'no_discharge' }, []],
    ['not required to measure: the total still is', cod, { reason: 'not_required' }, ['total']],
    ['a reason instead of the total', cod, { reason: 'not_required', totalReason: 'not_required' }, []],
    ['over the limit: why', cod, { ...quiet, max: '120', exceeded: '3' }, ['exceedanceReason']],
    [
      'exceedances counted: why',
      cod,
      { ...quiet, exceeded: '3', unusualReason: '在线数据取日均值' },
      ['exceedanceReason'],
    ],
  ])('%s', (_, context, typed, fields) => expect(missing(context as RowContext, typed)).toEqual(fields))
})

describe('what contradicts itself is refused', () => {
  it.each([
    [{ min: '59' }, 'min min_above_mean wrong'],
    [{ max: '57.9' }, 'max mean_above_max wrong'],
    [{ exceeded: '362', max: '91', exceedanceReason: '停电' }, 'exceeded more_exceeded_than_judged wrong'],
    [{ judged: '0' }, 'judged none_judged wrong'],
    [{ judged: '12.5' }, 'judged not_whole wrong'],
    [{ reason: 'no_discharge' }, 'reason value_and_reason wrong'],
    [{ totalReason: 'not_required' }, 'totalReason value_and_reason wrong'],
    [{ mean: 'ND' }, 'mean mean_below_detection wrong'],
    [{ min: 'ND' }, 'min detection_unknown wrong'],
    [{ origin: 'guessed' }, 'origin choice_unknown wrong'],
    [{ max: '91' }, 'exceeded over_without_exceedance wrong'],
    [{ min: '', mean: '', max: '', reason: 'no_discharge', total: '3' }, 'total discharged_nothing wrong'],
  ])('%j', (typed, problem) => expect(changed(typed)).toContain(problem))

  it.each([
    [{ min: '58', max: '58' }],
    [{ min: '<4' }],
    [{ max: '90' }],
    [{ max: '90.4' }],
    [{ max: '91', exceeded: '1', exceedanceReason: '进水冲击负荷' }],
    [{ judged: '1', exceeded: '0' }],
    [{ min: '', mean: '', max: '', reason: 'no_discharge', total: '0' }],
  ])('%j stands', (typed) => expect(changed(typed)).toEqual([]))

  it('a pH is over on either side of its range', () => {
    const typed = { ...quiet, total: '', min: '5.8', mean: '7.1', max: '8.2' }
    expect(found(ph, typed)).toContain('exceeded over_without_exceedance wrong')
    expect(found(ph, { ...typed, min: '6', max: '9.2' })).toContain('exceeded over_without_exceedance wrong')
    expect(found(ph, { ...typed, min: '6', max: '9' })).toEqual([])
  })
})

describe('what cannot be is refused, what hardly can asks for a reason', () => {
  it.each([
    [{ min: '-1' }, 'min negative wrong'],
    [{ total: '-1' }, 'total negative wrong'],
    [{ max: '1000001', exceeded: '1', exceedanceReason: '停电' }, 'max beyond_density wrong'],
    [{ total: '1000001' }, 'total beyond_total wrong'],
    [{ total: '11190000000' }, 'total beyond_total wrong'],
    [{ judged: '367' }, 'judged beyond_year wrong'],
    [{ max: '9001', exceeded: '1', exceedanceReason: '停电' }, 'max far_over_limit explain'],
    [{ total: '231.2' }, 'total over_permit explain'],
    [{ total: '690' }, 'total over_permit explain'],
    [{ total: '691' }, 'total far_over_permit explain'],
    [{ total: '62400' }, 'total like_kilograms explain'],
    [{ total: '0.0624' }, 'total unlike_last_year_total explain'],
    [{ total: '0' }, 'total zero_total explain'],
    [{ min: '1', mean: '2', max: '3' }, 'mean unlike_last_year_mean explain'],
    [{ min: '0', mean: '0', max: '0' }, 'mean zero_measured explain'],
    [{ min: '', mean: '<91', max: '' }, 'mean detection_above_limit explain'],
    [{ exceeded: '2', exceedanceReason: '停电' }, 'max exceedance_without_over explain'],
  ])('%j', (typed, problem) => expect(changed(typed)).toContain(problem))

  it.each([
    [{ max: '9000', exceeded: '1', exceedanceReason: '停电' }],
    [{ total: '231.1' }],
    [{ judged: '366' }],
    [{ min: '1', mean: '2.75', max: '9' }],
    [{ total: '3' }],
  ])('%j is on the near side of the edge', (typed) => expect(changed(typed)).toEqual([]))

  it('one written reason answers for what is unusual in the row, not for what cannot be', () => {
    expect(changed({ total: '691', unusualReason: '下半年新增生产线' })).toEqual([])
    expect(changed({ total: '1000001', unusualReason: '下半年新增生产线' })).toEqual(['total beyond_total wrong'])
  })

  it('a total that no gas flow through the stack could carry is refused', () => {
    // 1 m across: 0.785 m² x 60 m/s x 8784 h = 1.49e9 m³; at 30 mg/m³ at most 44.7 t
    const stack = { ...dust, permittedTonnes: null, carriesM3PerYear: 1.49e9 }
    const typed = { ...quiet, route: 'organised', min: '3', mean: '12', max: '30', rateMin: '1', rateMax: '9' }
    expect(found(stack, { ...typed, total: '44' })).toEqual([])
    expect(found(stack, { ...typed, total: '45' })).toEqual(['total beyond_flow wrong'])
  })

  it('pH beyond 14 is off its scale', () => {
    expect(found(ph, { ...quiet, min: '7', mean: '7', max: '14.1', exceeded: '1', exceedanceReason: '停电' })).toEqual([
      'max out_of_scale wrong',
    ])
  })
})

describe('the whole form', () => {
  const rows = [
    { context: cod, typed: quiet },
    { context: { ...ph }, typed: { ...quiet, total: '', min: '7', mean: '7.4', max: '8' } },
    { context: dust, typed: {} },
  ]
  it('asks how an outlet discharges once, and counts it once', () => {
    const { required, filled, problems } = checkDraft(rows)
    expect({ required, filled }).toEqual({ required: 7 + 6 + 7 + 2 * 2, filled: 7 + 6 + 2 })
    expect(problems.filter(({ field }) => field.startsWith('o')).map(({ field }) => field)).toEqual([
      'o13.route',
      'o13.pattern',
    ])
  })
  it('refuses a route that the outlet cannot have, once', () => {
    const { problems } = checkDraft(
      rows.slice(0, 2).map(({ context, typed }) => ({ context, typed: { ...typed, route: 'organised' } })),
    )
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['o12.route choice_unknown'])
  })
})

describe('whatever is typed', () => {
  const anything = fc.record(
    Object.fromEntries(
      rowFields.map((field) => [
        field,
        fc.oneof(fc.string({ maxLength: 12 }), fc.double().map(String), fc.constant('ND')),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Typed>

  it('the check answers, never fills more than is required, and a row without problems can be published', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(cod, ph, dust), (typed, context) => {
        const { required, filled, problems, answers } = checkRow(context, {
          route: quiet.route,
          pattern: quiet.pattern,
          ...typed,
        })
        expect(filled).toBeLessThanOrEqual(required)
        if (problems.length > 0) return
        expect(filled).toBe(required)
        // what the table's check constraints ask for
        const { concentrationMin: min, concentrationMean: mean, concentrationMax: max } = answers
        expect(answers.concentrationState === 'measured').toBe(mean !== null)
        expect([min === null, max === null]).toEqual([mean === null, mean === null])
        expect(answers.totalState === 'measured').toBe(answers.totalTonnes !== null)
        expect(answers.exceedanceCount === null).toBe(answers.judgedCount === null)
      }),
      { numRuns: 2000 },
    )
  })

  it('a worse maximum never has fewer exceedance problems', () => {
    fc.assert(
      fc.property(fc.integer({ min: 58, max: 500 }), fc.integer({ min: 0, max: 500 }), (max, more) => {
        const over = (n: number) => changed({ max: String(n) }).includes('exceeded over_without_exceedance wrong')
        if (over(max)) expect(over(max + more)).toBe(true)
      }),
    )
  })
})
