import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { contentColumns, fingerprint, groupsOf } from '#domain/disclosure/rules/fingerprint.ts'
import type { PublishedItem } from '#domain/disclosure/rules/items/item.ts'
import { canonicalJson } from '#platform/canonical-json.ts'

const row = {
  ...Object.fromEntries(contentColumns.map((column) => [column, null])),
  outletId: 7,
  outletCode: 'DW001',
  factorCode: 'w01018',
  concentrationMean: 58,
  outletName: '废水总排口',
} as unknown as PublishedRow
const items: PublishedItem[] = [
  { group: 'outlets', item: 7, answers: { hours: 8000 } },
  { group: 'facilities', item: 2, answers: { code: 'TW001' } },
  { group: 'permit', item: 1, answers: { held: true } },
]
const content = {
  id: 12,
  year: 2026,
  version: 2,
  correctionReason: '更正',
  signedName: '甲',
  signedAt: new Date('2026-06-01T01:02:03Z'),
  publishedAt: new Date('2026-06-01T01:02:03Z'),
  rows: [row],
  items,
}

describe('the fingerprint of a published version', () => {
  it('is the SHA-256 of its content, which whoever has the record can count again', () => {
    const { items: _, rows: __, ...head } = content
    const published = {
      ...JSON.parse(JSON.stringify(head)),
      rows: [Object.fromEntries(contentColumns.map((column) => [column, row[column]]))],
      groups: groupsOf(items, [row]),
    }
    expect(fingerprint(content)).toBe(createHash('sha256').update(canonicalJson(published)).digest('hex'))
  })
  it('is another one when any value, answer or reason is', () => {
    const all = [
      content,
      { ...content, rows: [{ ...row, concentrationMean: 59 }] },
      { ...content, items: items.slice(1) },
      { ...content, correctionReason: null },
      { ...content, version: 3 },
    ].map(fingerprint)
    expect(new Set(all).size).toBe(all.length)
  })
  it('does not change with a name of the register', () => {
    expect(fingerprint({ ...content, rows: [{ ...row, outletName: '一号排口' }] })).toBe(fingerprint(content))
  })
  it('is of groups by name: one object, or a list where there are several, outlets by their code', () => {
    expect(groupsOf(items, [row])).toEqual({
      outlets: [{ outletCode: 'DW001', hours: 8000 }],
      facilities: [{ item: 2, code: 'TW001' }],
      permit: { held: true },
    })
  })
})

describe('canonical JSON', () => {
  it('says the same whatever the order of the keys, and reads as what it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
