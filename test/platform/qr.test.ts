import fc from 'fast-check'
import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { qrPath } from '#platform/qr.ts'

/** What a scanner reads from the drawing, at four pixels to a module. */
function scan({ size, path }: { size: number; path: string }): string | undefined {
  const scale = 4
  const side = size * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3)
  return jsQR(pixels, side, side)?.data
}

describe('a QR code', () => {
  it.each([
    'otpauth://totp/Qingyuan:paper?secret=JBSWY3DPEHPK3PXP&issuer=Qingyuan&digits=6&period=30',
    'https://portal.example/disclosures/91430921MA4L16HX3D/2025/2',
    '益阳市企业环境信息公开平台',
    'A',
    'x'.repeat(1000),
  ])('of %s is read back by a scanner', (text) => expect(scan(qrPath(text))).toBe(text))

  it('of any printable text is read back, and keeps a quiet zone of four around it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,300}$/), (text) => {
        const code = qrPath(text)
        expect(scan(code)).toBe(text)
        for (const [, x, y, run] of code.path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
          expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4)
          expect(Math.max(Number(x) + Number(run), Number(y) + 1)).toBeLessThanOrEqual(code.size - 4)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('is refused for a text that no code can hold', () => {
    expect(scan(qrPath('x'.repeat(2331)))).toBe('x'.repeat(2331))
    expect(() => qrPath('x'.repeat(2332))).toThrow(RangeError)
  })
})
