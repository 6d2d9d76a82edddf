import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCoordinate, splitCoordinates } from '#domain/enterprise/rules/import/coordinates.ts'

const eastern = 112 + 21 / 60 + 18.5 / 3600

describe('a longitude', () => {
  it.each([
    '112.3551389',
    '１１２．３５５１３８９',
    '112.3551389°',
    '东经112.3551389',
    'E112.3551389',
    '112.3551389 E',
    '112°21′18.5″',
    `112°21'18.5"`,
    `112°21'18.5''`,
    '112º21´18.5″',
    '112˚ 21’ 18.5”',
    '112度21分18.5秒',
    '东经：112°21′18.5″',
    '112°21.3083333′',
    '112 21 18.5',
    '112-21-18.5',
    '112:21:18.5',
    '\u3000112 ° 21 ′ 18.5 ″ ',
  ])('is read from %s', (given) => {
    const read = readCoordinate(given, 'longitude')
    expect(read.ok && read.degrees).toBeCloseTo(eastern, 5)
    expect(read.ok && read.isSwapped).toBe(false)
  })

  it.each([
    ['112.21.18', 'ambiguous'],
    ['112.21.18.5', 'ambiguous'],
    ['112°61′00″', 'minutes'],
    ['112°21′60″', 'seconds'],
    ['112,355', 'unreadable'],
    ['', 'unreadable'],
    ['不详', 'unreadable'],
    ['112°21′18', undefined],
    ['北纬28.5', 'other_axis'],
    ['N28.5', 'other_axis'],
    ['212.355', 'range'],
    ['0', 'range'],
    ['-112.3', 'unreadable'],
    ['1.1e2', 'unreadable'],
  ])('%s: %s', (given, problem) => {
    const read = readCoordinate(given, 'longitude')
    if (problem === undefined) expect(read.ok).toBe(true)
    else expect(read).toMatchObject({ ok: false, problem: { kind: problem } })
  })

  it('that can only be a latitude is seen as swapped', () => {
    expect(readCoordinate('28.584', 'longitude')).toMatchObject({ ok: true, isSwapped: true })
    expect(readCoordinate('112.355', 'latitude')).toMatchObject({ ok: true, isSwapped: true })
    expect(readCoordinate('54', 'latitude')).toMatchObject({ ok: true, isSwapped: false })
    expect(readCoordinate('73', 'longitude')).toMatchObject({ ok: true, isSwapped: false })
  })

  it('written as degrees, minutes and seconds reads back as the same place to a tenth of a metre', () => {
    const spellings = [
      (d: number, m: number, s: string) => `${d}°${m}′${s}″`,
      (d: number, m: number, s: string) => `${d}度${m}分${s}秒`,
      (d: number, m: number, s: string) => `${d} ${m} ${s}`,
      (d: number, m: number, s: string) => `E ${d}°${m}'${s}"`,
    ]
    fc.assert(
      fc.property(
        fc.integer({ min: 73, max: 135 }),
        fc.nat(59),
        fc.nat(59_999),
        fc.nat(3),
        (d, m, thousandths, which) => {
          const s = (thousandths / 1000).toFixed(3)
          const read = readCoordinate(spellings[which]!(d, m, s), 'longitude')
          expect(read.ok && read.degrees).toBeCloseTo(d + m / 60 + Number(s) / 3600, 6)
        },
      ),
    )
  })

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof readCoordinate(text, 'latitude').ok === 'boolean'),
    )
  })
})

describe('a cell that holds both', () => {
  it.each([
    '112.355,28.584',
    '112.355，28.584',
    '（112.355、28.584）',
    '东经112°21′18″，北纬28°35′02.4″',
    '东经112°21′18″北纬28°35′02.4″',
    'E112.355 N28.584',
    '经度：112.355 纬度：28.584',
  ])('%s is cut in two', (given) => {
    const parts = splitCoordinates(given)
    const longitude = readCoordinate(parts?.longitude ?? '', 'longitude')
    const latitude = readCoordinate(parts?.latitude ?? '', 'latitude')
    expect(longitude.ok && longitude.degrees).toBeCloseTo(112.355, 3)
    expect(latitude.ok && latitude.degrees).toBeCloseTo(28.584, 3)
  })

  it.each(['112.355', '', '1,2,3', '赫山区'])('%s is not', (given) => {
    expect(splitCoordinates(given)).toBeUndefined()
  })
})
