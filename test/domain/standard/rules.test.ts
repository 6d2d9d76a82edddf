import { describe, expect, it } from 'vitest'
import { countFacets, matchesFactor, standardSlug } from '#domain/standard/rules.ts'

it.each([
  ['GB 4915-2013', 'gb-4915-2013'],
  ['GB/T 31962-2015', 'gb-t-31962-2015'],
])('the standard %s stands at %s', (code, slug) => expect(standardSlug(code)).toBe(slug))

describe('a factor is found', () => {
  const cod = {
    code: 'w01018',
    nameZh: '化学需氧量',
    nameEn: 'Chemical oxygen demand',
    aliases: ['COD', 'CODCr'],
    casNumber: null,
  }
  it.each([
    ['化学需氧量', true],
    ['需氧', true],
    ['cod', true],
    ['ＣＯＤcr', true],
    ['W01018', true],
    ['oxygen', true],
    ['氨氮', false],
    ['！', false],
  ])('by %s: %s', (typed, found) => expect(matchesFactor(cod, typed)).toBe(found))
})

describe('the counts beside the filters', () => {
  const standards = [
    { sectorCodes: ['paper'], media: ['water'] },
    { sectorCodes: ['cement'], media: ['air'] },
    { sectorCodes: ['batteries'], media: ['air', 'water'] },
    { sectorCodes: [], media: ['air'] },
  ]
  it('count each medium and sector where nothing is chosen', () => {
    expect(countFacets(standards, { sector: [] })).toEqual({
      sector: { paper: 1, cement: 1, batteries: 1 },
      medium: { water: 2, air: 3 },
    })
  })
  it('are narrowed by the other filter and not by their own', () => {
    expect(countFacets(standards, { sector: ['paper'], medium: 'air' })).toEqual({
      sector: { cement: 1, batteries: 1 },
      medium: { water: 1 },
    })
  })
})
