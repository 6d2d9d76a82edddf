import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesBetween } from '#domain/disclosure/rules/difference.ts'
import { mergeTyped } from '#domain/disclosure/rules/merge.ts'

describe('two people editing one form lose nothing', () => {
  it.each([
    ['only I changed it', { a: '1' }, { a: '1' }, { a: '2' }, { changes: { a: '2' }, conflicts: [] }],
    ['only the other did', { a: '1' }, { a: '3' }, { a: '1' }, { changes: {}, conflicts: [] }],
    ['both, alike', { a: '1' }, { a: '2' }, { a: '2' }, { changes: {}, conflicts: [] }],
    [
      'both, unlike',
      { a: '1' },
      { a: '3' },
      { a: '2' },
      { changes: {}, conflicts: [{ field: 'a', theirs: '3', mine: '2' }] },
    ],
    [
      'the other emptied it',
      { a: '1' },
      { a: '' },
      { a: '2' },
      { changes: {}, conflicts: [{ field: 'a', theirs: '', mine: '2' }] },
    ],
    ['not sent', { a: '1' }, { a: '3' }, {}, { changes: {}, conflicts: [] }],
    ['new to both', {}, {}, { a: '2' }, { changes: { a: '2' }, conflicts: [] }],
  ])('%s', (_, before, now, mine, merged) => expect(mergeTyped(before, now, mine)).toEqual(merged))

  it('every change of either is in the result or named as a conflict', () => {
    const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', '1', '2', '3'))
    fc.assert(
      fc.property(fields, fields, fields, (before, theirEdits, myEdits) => {
        const now = { ...before, ...theirEdits }
        const mine = { ...before, ...myEdits }
        const { changes, conflicts } = mergeTyped(before, now, mine)
        const result: Record<string, string> = { ...now, ...changes }
        for (const field of Object.keys({ ...now, ...mine })) {
          const [was, theirs, my] = [before[field] ?? now[field] ?? '', now[field] ?? '', mine[field] ?? '']
          if (conflicts.some((conflict) => conflict.field === field)) expect(result[field] ?? '').toBe(theirs)
          else if (field in mine && my !== was) expect(result[field] ?? '').toBe(my)
          else expect(result[field] ?? '').toBe(theirs)
        }
      }),
    )
  })
})

describe('the difference of two versions', () => {
  const row = {
    outletCode: 'DW001',
    factorCode: 'w01018',
    route: 'direct',
    pattern: 'continuous',
    concentrationState: 'measured',
    concentrationMin: 21,
    concentrationMean: 58,
    concentrationMax: 84,
    detectionLimit: null,
    origin: 'online',
    sampleCount: null,
    reportNo: null,
    rateMin: null,
    rateMax: null,
    specialLimit: null,
    limitRate: null,
    limitWaterPerProduct: null,
    specialPeriodLimit: null,
    supervisoryExceedanceRate: null,
    onlineExceedanceRate: null,
    totalState: 'measured',
    totalTonnes: 62.4,
    judgedCount: 361,
    exceedanceCount: 0,
    exceedanceReason: null,
    unusualReason: null,
    limitMin: null,
    limitMax: 90,
    permittedTonnes: 230,
  } as const

  it('of equal versions is empty', () => expect(changesBetween([row], [{ ...row }])).toEqual([]))
  it('names each changed value with before and after', () => {
    expect(changesBetween([row], [{ ...row, concentrationMax: 91, exceedanceCount: 1 }])).toEqual([
      {
        kind: 'changed',
        row: { ...row, concentrationMax: 91, exceedanceCount: 1 },
        changes: [
          { column: 'concentrationMax', before: 84, after: 91 },
          { column: 'exceedanceCount', before: 0, after: 1 },
        ],
      },
    ])
  })
  it('names rows that came and rows that went', () => {
    const other = { ...row, outletCode: 'DW002' }
    expect(changesBetween([row], [other]).map(({ kind, row: { outletCode } }) => `${kind} ${outletCode}`)).toEqual([
      'added DW002',
      'removed DW001',
    ])
  })
})
