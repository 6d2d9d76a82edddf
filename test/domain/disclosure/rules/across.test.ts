import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDraft, checkRow } from '#domain/disclosure/rules/check.ts'
import type { RowContext, Typed } from '#domain/disclosure/rules/form.ts'
import { checkAcross } from '#domain/disclosure/rules/plausibility-across.ts'
import { cod, dust, quiet } from '#test/domain/disclosure/rules/row.ts'

const row = (context: RowContext, typed: Typed) => ({
  context,
  answers: checkRow(context, { ...quiet, ...typed }).answers,
})
const said = (...rows: ReturnType<typeof row>[]) =>
  checkAcross(rows).problems.map(({ field, code, kind }) => `${field} ${code} ${kind}`)
const bod = { ...cod, factorCode: 'w01017', lastYear: null }
const same = (value: string) => ({ min: value, mean: value, max: value })

describe('a part against its whole', () => {
  it.each([
    ['63.8', []],
    ['63.9', ['r12_w01017.mean part_above_whole explain']],
    ['87', ['r12_w01017.mean part_above_whole explain']],
    ['87.1', ['r12_w01017.mean part_above_whole wrong']],
  ])('BOD5 of %s beside COD of 58', (mean, expected) =>
    expect(said(row(cod, {}), row(bod, { mean, max: '90', total: '1' }))).toEqual(expected),
  )
  it('is not compared between two outlets', () =>
    expect(said(row(cod, {}), row({ ...bod, outletId: 99 }, { mean: '88', max: '90', total: '1' }))).toEqual([]))
})

describe('rows that changed places', () => {
  const solids = { ...cod, factorCode: 'w01012', lastYear: { mean: 10, totalTonnes: 11 } }
  it('are seen when both are four times off their own year and close to the other', () =>
    expect(said(row(cod, { min: '5', mean: '10', total: '11' }), row(solids, { mean: '55', total: '60' }))).toEqual([
      'r12_w01018.mean like_other_factor explain',
      'r12_w01012.mean like_other_factor explain',
    ]))
  it('are not suspected when one of them alone has changed', () =>
    expect(
      said(row(cod, { min: '5', mean: '10', total: '11' }), row(solids, { min: '5', mean: '10', total: '11' })),
    ).toEqual([]))
  it('nor without a year before', () =>
    expect(
      said(
        row({ ...cod, lastYear: null }, { min: '5', mean: '10' }),
        row({ ...solids, lastYear: null }, { mean: '55' }),
      ),
    ).toEqual([]))
})

describe('copied columns', () => {
  const factors = ['w01018', 'w01012', 'w21011', 'w21003'].map((factorCode) => ({ ...cod, factorCode, lastYear: null }))
  const rows = (n: number, typed: Typed = {}) =>
    factors.slice(0, n).map((context, i) => row(context, { ...same(String(i + 2)), total: String(i), ...typed }))
  it('are seen from three rows on', () => {
    expect(said(...rows(2))).toEqual([])
    expect(said(...rows(3))).toEqual(['r12_w01018.mean copied_columns explain'])
  })
  it('are no wonder where one sample was taken', () => expect(said(...rows(4, { judged: '1' }))).toEqual([]))
  it('are explained, no longer asked about, once the row says why', () => {
    const typed = (i: number) => ({
      ...quiet,
      ...same(String(i + 2)),
      total: String(i + 1),
      unusualReason: '全年只在三月生产',
    })
    const checked = checkDraft(factors.slice(0, 3).map((context, i) => ({ context, typed: typed(i) })))
    expect(checked.problems).toEqual([])
    expect(checked.rows.map(({ explained }) => explained.map(({ code }) => code))).toEqual([['copied_columns'], [], []])
  })
})

describe("the enterprise's permitted total", () => {
  const permitted = { ...dust, permittedTonnes: null, permittedEnterpriseTonnes: 10 }
  const two = (a: string, b: string) =>
    said(row(permitted, { total: a }), row({ ...permitted, outletId: 14 }, { total: b }))
  it.each([
    ['6', '4', []],
    ['6', '4.04', []],
    ['6', '4.1', ['r13_a34013.total over_enterprise_permit explain']],
  ])('%s and %s t of 10', (a, b, expected) => expect(two(a, b)).toEqual(expected))
})

describe('the flow', () => {
  it('of a stack is held against its mouth, of water against its works', () => {
    const stack = { ...dust, carriesM3PerYear: 8784 * 50_000, hours: 8000 }
    expect(said(row({ ...stack, flow: 50_000 }, {}))).toEqual([])
    expect(said(row({ ...stack, flow: 50_001 }, {}))).toEqual(['outlets_13.flow flow_beyond_mouth wrong'])
    expect(said(row({ ...cod, flow: 1001, carriesM3PerYear: 1000 }, {}))).toEqual([
      'outlets_12.flow flow_beyond_mouth wrong',
    ])
  })
})

describe('whatever is filed', () => {
  const typed = fc.record({
    min: fc.constantFrom('', '1', '<0.05', 'ND', '58', '-3'),
    mean: fc.constantFrom('', '2', '58', 'x', '0'),
    max: fc.constantFrom('', '3', '58', '1e9'),
    total: fc.constantFrom('', '0', '62.4', '1e12', 'ND'),
  })
  it('every problem names a field of a row that is there, and nothing is said twice', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('w01018', 'w01017', 'w21003', 'w21001'), typed), { maxLength: 6 }),
        (given) => {
          const rows = [...new Map(given.map(([code, fields]) => [code, fields]))].map(([factorCode, fields]) =>
            row({ ...cod, factorCode }, fields),
          )
          const problems = checkAcross(rows).problems
          const keys = rows.map(({ context }) => `r${context.outletId}_${context.factorCode}`)
          for (const { field } of problems) expect(keys).toContain(field.split('.')[0])
          expect(new Set(problems.map(({ field, code, given }) => `${field} ${code} ${given?.nameEn}`)).size).toBe(
            problems.length,
          )
        },
      ),
    ))
})
