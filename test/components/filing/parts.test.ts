import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FormOutlet } from '#domain/disclosure/queries/draft-form.ts'
import { outletAddress, partsOf } from '#src/components/filing/parts.ts'

const outlet = (rows: number, i: number) =>
  ({
    id: i,
    code: `DA${String(i).padStart(3, '0')}`,
    name: '',
    destination: null,
    rows: Array(rows).fill({}),
  }) as FormOutlet

it('an ordinary enterprise has its whole form on one page', () => {
  expect(partsOf([7, 1, 3, 3, 3, 2].map(outlet))).toHaveLength(1)
})

it('of a large one every outlet stands on exactly one page, in order, whole, and is found at its address', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const outlets = sizes.map(outlet)
      const parts = partsOf(outlets)
      expect(parts.flat()).toEqual(outlets)
      expect(parts.every((part) => part.length > 0)).toBe(true)
      for (const [i, part] of parts.entries()) {
        for (const { code } of part) expect(outletAddress(parts, code)).toBe(`${i > 0 ? `?part=${i + 1}` : ''}#${code}`)
      }
    }),
  )
})
