import { expect, it } from 'vitest'
import type { ShownSign } from '#domain/monitoring/queries/rates/ledger.ts'
import { barOf, valueAge } from '#src/components/live/words.ts'
import { factorsOf, groupSigns } from '#src/components/rates/sign-words.ts'

const sign = (factorZh: string, factorEn: string, hours = 28): ShownSign => ({
  sign: 'flags_over_limit',
  figures: { hours, flagged: 28 },
  factorCode: 'w01018',
  factorZh,
  factorEn,
  outletCode: 'DW001',
  creditCode: '91430902MAFAKE0008',
  enterpriseName: '厂',
  enterpriseNameEn: null,
  otherCreditCode: null,
  otherOutletCode: null,
})

it('signs of one kind with the same figures are one line that names the pollutants; other figures are another', () => {
  const signs = [sign('悬浮物', 'Solids'), sign('总氮', 'Nitrogen'), sign('总磷', 'Phosphorus', 20)]
  const groups = groupSigns('zh', signs)
  expect(groups.map((group) => [factorsOf('zh', group), group.text])).toEqual([
    ['悬浮物、总氮', '28 个标记小时中 28 个超限'],
    ['总磷', '28 个标记小时中 20 个超限'],
  ])
  const [first] = groupSigns('en', signs)
  expect(first && factorsOf('en', first, 1)).toBe('Solids and 1 more')
})

it('a value in the city’s list has its age: a mean with its period, and what is no number is not called missing', () => {
  const now = new Date('2026-11-26T21:46:00+08:00')
  const value = (kind: 'realtime' | 'hour', minutes: number, number: number | null = 5) => ({
    kind,
    at: new Date(now.getTime() - minutes * 60_000),
    receivedAt: now,
    value: number,
    flag: 'N',
  })
  expect(valueAge('zh', value('realtime', 2), now)).toBe('2 分钟前')
  expect(valueAge('zh', value('hour', 106), now)).toMatch(/^小时均值 · 20:00 · .+前$/)
  const factor = {
    outletId: 1,
    factorCode: 'w01018',
    factorZh: '化学需氧量',
    factorEn: 'COD',
    unit: 'mg/L',
    limitMin: null,
    limitMax: 50,
    now: undefined,
    judged: undefined,
  }
  expect(barOf('zh', factor, value('realtime', 1, null)).why).toBe('设备发来的不是数字')
  expect(barOf('zh', factor, undefined).why).toBe('没有收到这一项')
})
