import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FormOutlet } from '#domain/disclosure/queries/draft-form.ts'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import { groupsInOrder, pagesOf, partAddress } from '#src/components/filing/parts.ts'

const outlet = (rows: number, i: number) =>
  ({
    id: i,
    code: `DA${String(i).padStart(3, '0')}`,
    name: '',
    destination: null,
    rows: Array(rows).fill({}),
  }) as FormOutlet

it('an ordinary enterprise has each part on one page', () => {
  for (const part of formParts) expect(pagesOf(part, [7, 1, 3, 3, 3, 2].map(outlet))).toHaveLength(1)
})

it('of a large one every outlet stands on exactly one page of the discharge, in order, whole, after the streams', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const outlets = sizes.map(outlet)
      const pages = pagesOf('discharge', outlets)
      expect(pages.flatMap((page) => page.outlets)).toEqual(outlets)
      expect(pages.filter(({ hasGroups }) => hasGroups)).toEqual([pages[0]])
      if (pages.length > 1) expect(pages.slice(1).every((page) => page.outlets.length > 0)).toBe(true)
    }),
  )
})

it('a page has its own address', () => {
  expect(partAddress('/filing/2026', 'basic')).toBe('/filing/2026/basic')
  expect(partAddress('/filing/2026', 'discharge', 2, { check: '1' })).toBe('/filing/2026/discharge?check=1&page=3')
})

it('what a group is asked for stands before it', () => {
  expect(groupsInOrder('conclusion')).toEqual(['conclusion', 'problemsFound', 'signatures'])
})
