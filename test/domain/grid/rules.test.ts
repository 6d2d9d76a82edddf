import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceKm, distanceToLineKm, reachAt, townAt } from '#db/grid-place.ts'

const towns = [
  { id: 1, regionCode: '430922', longitudeDeg: 112.0, latitudeDeg: 28.5, reachKm: 5 },
  { id: 2, regionCode: '430922', longitudeDeg: 112.1, latitudeDeg: 28.5, reachKm: 8 },
  { id: 3, regionCode: '430923', longitudeDeg: 112.0, latitudeDeg: 28.5, reachKm: 50 },
]
const point = fc.tuple(fc.double({ min: 111, max: 113, noNaN: true }), fc.double({ min: 28, max: 29.5, noNaN: true }))

describe('the town of a source', () => {
  it.each([
    [[112.01, 28.5], '430922', 1],
    [[112.09, 28.5], '430922', 2],
    [[112.0, 28.56], '430922', undefined],
    [[112.01, 28.5], '430923', 3],
    [[112.01, 28.5], '430981', undefined],
  ] as const)('%j in %s is %s', (at, region, id) => {
    expect(townAt(at, region, towns)).toBe(id)
  })
  it('is the same in whatever order the towns are given, of its county, and within the reach of the town', () => {
    fc.assert(
      fc.property(point, fc.constantFrom('430922', '430923', '430981'), (at, region) => {
        const found = townAt(at, region, towns)
        expect(townAt(at, region, [...towns].reverse())).toBe(found)
        if (found === undefined) return
        const town = towns.find(({ id }) => id === found) as (typeof towns)[number]
        expect(town.regionCode).toBe(region)
        expect(distanceKm(at, [town.longitudeDeg, town.latitudeDeg])).toBeLessThanOrEqual(town.reachKm)
      }),
      { numRuns: 150 },
    )
  })
  it('of two equally near ones is the older', () => {
    const twins = [7, 4].map((id) => ({ ...(towns[0] as (typeof towns)[number]), id }))
    expect(townAt([112.01, 28.5], '430922', twins)).toBe(4)
  })
})

describe('the reach of a river', () => {
  const line: [number, number][] = [
    [112.0, 28.5],
    [112.2, 28.5],
    [112.2, 28.6],
  ]
  it('is that along which a point lies, its ends included', () => {
    const reaches = [{ id: 9, regionCode: '430922', line, reachKm: 3 }]
    expect(reachAt([112.1, 28.52], '430922', reaches)).toBe(9)
    expect(reachAt([112.1, 28.53], '430922', reaches)).toBeUndefined()
    expect(reachAt([112.22, 28.61], '430922', reaches)).toBe(9)
    expect(reachAt([112.1, 28.5], '430923', reaches)).toBeUndefined()
  })
  it('is never farther than its nearest corner, and a line without a point is nowhere', () => {
    fc.assert(
      fc.property(point, (at) => {
        const corners = line.map((corner) => distanceKm(at, corner))
        expect(distanceToLineKm(at, line)).toBeLessThanOrEqual(Math.min(...corners) + 1e-9)
      }),
      { numRuns: 150 },
    )
    expect(distanceToLineKm([112, 28], [])).toBe(Number.POSITIVE_INFINITY)
  })
})
