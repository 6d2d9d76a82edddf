import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCount, readQuantity } from '#src/text/quantity.ts'

describe('a number is read as people type it', () => {
  it.each([
    ['12.5', 12.5],
    [' 12.5 ', 12.5],
    ['１２．５', 12.5],
    ['1 234', 1234],
    ['1,234', 1234],
    ['1，234，567.8', 1_234_567.8],
    ['.5', 0.5],
    ['5.', 5],
    ['+3', 3],
    ['-3', -3],
    ['−3', -3],
    ['1.2e-3', 0.0012],
    ['1.2E3', 1200],
    ['1.2×10^-3', 0.0012],
    ['0', 0],
    ['58mg/L', 58],
    ['58 mg/l', 58],
    ['58毫克/升', 58],
  ])('%j is %d mg/L', (typed, value) => expect(readQuantity(typed, 'mg/L')).toEqual({ kind: 'number', value }))

  it.each([
    ['30 mg/Nm³', 'mg/m³', 30],
    ['30mg/m3', 'mg/m³', 30],
    ['12.4吨', 't', 12.4],
    ['12.4 t/a', 't', 12.4],
  ])('%j in %s is %d', (typed, unit, value) => expect(readQuantity(typed, unit)).toEqual({ kind: 'number', value }))

  it.each([
    ['未检出', null],
    ['ND', null],
    ['n.d.', null],
    ['低于检出限', null],
    ['<0.05', 0.05],
    ['＜０.０５', 0.05],
    ['< 0.05 mg/L', 0.05],
    ['0.05L', 0.05],
  ])('%j is below the detection limit (%s)', (typed, detectionLimit) =>
    expect(readQuantity(typed, 'mg/L')).toEqual({ kind: 'below_detection', detectionLimit }),
  )

  it.each([
    ['', { kind: 'blank' }],
    ['　', { kind: 'blank' }],
    ['未排放', { kind: 'no_discharge' }],
  ])('%j', (typed, read) => expect(readQuantity(typed, 'mg/L')).toEqual(read))

  it.each([
    ['1,5', 'comma'],
    ['0,123', 'comma'],
    ['12,34', 'comma'],
    ['1.234,5', 'comma'],
    ['12-15', 'not_exact'],
    ['12~15', 'not_exact'],
    ['约12', 'not_exact'],
    ['12左右', 'not_exact'],
    ['>12', 'not_exact'],
    ['58 µg/L', 'unit'],
    ['58 mg/m³', 'unit'],
    ['-', 'dash'],
    ['——', 'dash'],
    ['/', 'dash'],
    ['无', 'dash'],
    ['达标', 'no_number'],
    ['1.2.3', 'no_number'],
    ['五', 'no_number'],
    ['<0', 'no_number'],
    ['1e999', 'no_number'],
    ['<abc', 'no_number'],
  ])('%j is not guessed: %s', (typed, why) => expect(readQuantity(typed, 'mg/L')).toEqual({ kind: 'unreadable', why }))

  it.each([
    ['12次', 12],
    ['365 天', 365],
    ['8,412 小时', 8412],
  ])('the count %j is %d', (typed, value) => expect(readCount(typed)).toEqual({ kind: 'number', value }))

  it('every number comes back from its own text, plain, full-width or with thousands marks', () => {
    const fullWidth = (text: string) =>
      text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 5 }), (n, decimals) => {
        const value = Number(`${n}e-${decimals}`)
        for (const typed of [
          String(value),
          fullWidth(String(value)),
          value.toLocaleString('en', { maximumFractionDigits: 5 }),
        ]) {
          expect(readQuantity(typed)).toEqual({ kind: 'number', value })
        }
      }),
    )
  })

  it('no text throws, and none gives a number that is not finite', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const read = readQuantity(typed, 'mg/L')
        if (read.kind === 'number') expect(Number.isFinite(read.value)).toBe(true)
      }),
    )
  })
})
