import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRow } from '#domain/disclosure/rules/answers.ts'
import { checkRow } from '#domain/disclosure/rules/check.ts'
import { lastingAnswers, typedOf } from '#domain/disclosure/rules/typed.ts'
import { cod, quiet } from '#test/domain/disclosure/rules/row.ts'

describe('a correction starts from what is published', () => {
  const amount = fc.integer({ min: 1, max: 9000 }).map((n) => n / 100)
  const filled = fc
    .record({
      concentration: fc.oneof(
        fc.tuple(amount, amount, amount).map((three) => {
          const [min, mean, max] = three.sort((a, b) => a - b)
          return { min: `${min}`, mean: `${mean}`, max: `${max}` }
        }),
        amount.map((n) => ({ min: `<${n / 100}`, mean: `${n}`, max: `${n}` })),
        amount.map((n) => ({ mean: `<${n}` })),
        fc.constantFrom(
          { mean: 'ND' },
          { reason: 'not_required' },
          { reason: 'not_yet_due' },
          { reason: 'no_discharge' },
        ),
      ),
      total: fc.oneof(
        amount.map((n) => ({ total: `${n}` })),
        fc.constantFrom({ totalReason: 'not_required' }, { total: 'ND' }),
      ),
      exceedanceReason: fc.constantFrom('', '曝气机故障'),
      unusualReason: fc.constantFrom('', '新增生产线'),
    })
    .map(({ concentration, total, ...reasons }) => {
      const { min: _, mean: __, max: ___, ...rest } = quiet
      return {
        ...rest,
        ...concentration,
        ...('reason' in concentration ? {} : total),
        ...reasons,
        total: undefined,
        ...total,
      }
    })

  it('and reading it gives the published row again', () => {
    fc.assert(
      fc.property(filled, ({ total, ...rest }) => {
        const typed = total === undefined ? rest : { ...rest, total }
        const { answers, issues } = readRow(typed, cod)
        fc.pre(issues.length === 0)
        expect(readRow(typedOf(answers), cod).answers).toEqual(answers)
      }),
    )
  })

  it('"as last year" takes over no value, no count and no reason that may have passed', () => {
    const { answers } = checkRow(cod, { ...quiet, exceedanceReason: '停电', unusualReason: '新线' })
    expect(lastingAnswers(answers)).toEqual({ route: 'direct', pattern: 'continuous', origin: 'online' })
    const notDue = readRow(
      { ...quiet, min: '', mean: '', max: '', reason: 'not_yet_due', total: '', totalReason: 'not_required' },
      cod,
    )
    expect(lastingAnswers(notDue.answers)).toEqual({
      route: 'direct',
      pattern: 'continuous',
      origin: 'online',
      totalReason: 'not_required',
    })
  })
})
