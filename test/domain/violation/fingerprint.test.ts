import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { fingerprintOf } from '#domain/violation/fingerprint.ts'

const record = {
  id: 12,
  title: '示例纸业公司私设暗管案',
  fine: 120000.5,
  enterprise: { name: '示例纸业公司', creditCode: null },
  steps: [],
}

it('the fingerprint is the SHA-256 of the record with sorted keys and without blanks', () => {
  const text =
    '{"enterprise":{"creditCode":null,"name":"示例纸业公司"},"fine":120000.5,"id":12,"steps":[],"title":"示例纸业公司私设暗管案"}'
  expect(fingerprintOf(record)).toBe(createHash('sha256').update(text).digest('hex'))
})

it('the order of its fields does not change it, one sign of its text does', () => {
  const turned = Object.fromEntries(Object.entries(record).reverse())
  expect(fingerprintOf(turned)).toBe(fingerprintOf(record))
  expect(fingerprintOf({ ...record, title: '示例纸业公司私设暗管案。' })).not.toBe(fingerprintOf(record))
})
