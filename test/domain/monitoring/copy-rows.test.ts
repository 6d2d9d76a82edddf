import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CopyRows, type ReadingRow } from '#domain/monitoring/commands/receive/copy-rows.ts'
import { Newest } from '#domain/monitoring/commands/receive/newest.ts'

const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null })
const instant = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2099, 11, 31) })
const row: fc.Arbitrary<ReadingRow> = fc.record({
  outletId: fc.integer({ min: 1, max: 2_147_483_647 }),
  factorNo: fc.integer({ min: 1, max: 12 }),
  kind: fc.constantFrom('realtime', 'minute', 'hour', 'day'),
  atMs: instant,
  min: number,
  mean: number,
  max: number,
  total: number,
  stdMin: number,
  stdMean: number,
  stdMax: number,
  flag: fc.option(fc.constantFrom('N', 'F', 'M', '中'), { nil: null }),
  receivedMs: instant,
})

describe('rows for COPY', () => {
  it('are read again as they were written, over any number of messages', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 1, max: 900 }), (some, times) => {
        const rows = new CopyRows()
        const given = Array.from({ length: times }, () => some).flat()
        for (const each of given) rows.add(each)
        expect(rows.size).toBe(given.length)
        expect([...rows.rows()]).toEqual(given)
        const messages = rows.messages()
        expect(messages.every(({ length }) => length <= 65_536)).toBe(true)
        const sent = Buffer.concat(messages)
        expect(sent.subarray(0, 11).toString('latin1')).toBe('PGCOPY\n\xff\r\n\0')
        expect(sent.readInt16BE(sent.length - 2)).toBe(-1)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the newest values of a kind', () => {
  it('are the last row of the latest time of each factor; a copy leaves what it was made from; kept and read again they are the same', () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), (before, after) => {
        const naive = new Map<number, ReadingRow>()
        const take = (rows: readonly ReadingRow[], newest: Newest) => {
          for (const each of rows) {
            newest.put(each)
            if (each.atMs >= (naive.get(each.factorNo)?.atMs ?? 0)) naive.set(each.factorNo, each)
          }
        }
        const expected = () =>
          Object.fromEntries(
            [...naive].map(([no, { atMs, mean, stdMean, flag, receivedMs }]) => [
              no,
              [atMs, mean, stdMean, flag, receivedMs],
            ]),
          )
        const first = Newest.of({})
        take(before, first)
        const kept = expected()
        const second = Newest.of(JSON.parse(JSON.stringify(first.copy())))
        take(after, second)
        const third = first.copy()
        for (const each of after) third.put(each)
        // JSON knows no minus zero.
        expect(first.toJSON()).toEqual(kept)
        expect(JSON.stringify(second)).toBe(JSON.stringify(expected()))
        expect(JSON.stringify(third)).toBe(JSON.stringify(expected()))
      }),
    )
  })
})
