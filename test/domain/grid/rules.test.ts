import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceKm, distanceToLineKm, reachAt, townAt } from '#db/grid-place.ts'
import { readCourse } from '#domain/grid/rules.ts'

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

describe('the course of a reach', () => {
  const within = ([longitude, latitude]: readonly [number, number]) =>
    longitude > 111 && longitude < 113 && latitude > 28 && latitude < 30
  it.each([
    [
      '112.1,28.5\n112.2，28.6',
      [
        [112.1, 28.5],
        [112.2, 28.6],
      ],
    ],
    [
      '\n 112.1, 28.5 \n\n112.2\t28.6\n',
      [
        [112.1, 28.5],
        [112.2, 28.6],
      ],
    ],
  ])('is a place a line, however it is separated: %j', (text, course) => {
    expect(readCourse(text, within)).toEqual({ course })
  })
  it.each([
    ['', { kind: 'count', count: 0 }],
    ['112.1,28.5', { kind: 'count', count: 1 }],
    [Array.from({ length: 201 }, (_, i) => `112.${1000 + i},28.5`).join('\n'), { kind: 'count', count: 201 }],
    ['112.1,28.5\nZi River', { kind: 'unreadable', line: 2, given: 'Zi River' }],
    ['112.1,28.5\n28.6,112.2', { kind: 'unreadable', line: 2, given: '28.6,112.2' }],
    ['112.1,28.5\n\n114.2,28.6', { kind: 'elsewhere', line: 3, given: '114.2,28.6' }],
    ['112.1,28.5\n112.10,28.50', { kind: 'twice', line: 2, given: '112.10,28.50' }],
    ['112.1,28.5\n112.6,28.5', { kind: 'too_far', line: 2, given: '112.6,28.5', km: 49 }],
  ])('is refused at its line: %j', (text, problem) => {
    expect(readCourse(text, within)).toEqual({ problem })
  })
  it('whatever is typed, what is read lies within the city, and no neighbour is far', () => {
    const coordinate = fc.tuple(fc.integer({ min: 1105, max: 1135 }), fc.integer({ min: 275, max: 305 }))
    fc.assert(
      fc.property(fc.array(coordinate, { maxLength: 6 }), (points) => {
        const read = readCourse(points.map(([x, y]) => `${x / 10},${y / 10}`).join('\n'), within)
        if (!('course' in read)) return
        expect(read.course.every(within)).toBe(true)
        for (const [i, point] of read.course.slice(1).entries())
          expect(distanceKm(read.course[i] as never, point)).toBeLessThanOrEqual(40)
      }),
      { numRuns: 200 },
    )
  })
})
