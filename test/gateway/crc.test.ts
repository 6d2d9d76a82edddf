import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc16, crcOfPart, crcPrefixes, crcText } from '#src/gateway/crc.ts'
import { answerSegment, hourSegment, rtdSegment, standardSegment } from '#test/gateway/vectors.ts'

/** As the standard describes it, bit by bit. */
function bitwise(bytes: Uint8Array): number {
  let register = 0xffff
  for (const byte of bytes) {
    register = (register >> 8) ^ byte
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  }
  return register
}

describe("HJ 212's CRC", () => {
  it.each([
    ['', 'FFFF'],
    ['AB', 'D581'],
    ['123456789', '2F80'],
    [standardSegment, '1C80'],
    ['QN=20160801085000001;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&', 'C241'],
    [rtdSegment, '6600'],
    [hourSegment, '53C0'],
    [answerSegment, '24C0'],
  ])('of %j is %s', (text, expected) => {
    const bytes = Buffer.from(text)
    expect(crcText(crc16(bytes, 0, bytes.length))).toBe(expected)
  })

  it('eight bytes at a time give the same as bit by bit, wherever the part begins and ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(40), fc.nat(40), (bytes, skip, drop) => {
        const from = Math.min(skip, bytes.length)
        const to = Math.max(from, bytes.length - drop)
        const right = bitwise(bytes.subarray(from, to))
        expect(crc16(bytes, from, to)).toBe(right)
        expect(crcOfPart(bytes, crcPrefixes(bytes), from, to)).toBe(right)
      }),
      { numRuns: 2000 },
    )
  })
})
