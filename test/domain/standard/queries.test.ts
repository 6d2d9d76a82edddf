import { describe, expect, it } from 'vitest'
import { enterpriseFilter } from '#domain/enterprise/input.ts'
import { countRegister } from '#domain/enterprise/queries/facets.ts'
import { countDischargers, getFactor, listFactors } from '#domain/standard/queries/factors.ts'
import { getStandard, listLimitsOfFactor, listStandards } from '#domain/standard/queries/standards.ts'
import { standardSlug } from '#domain/standard/rules.ts'
import { cityDate } from '#platform/clock.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')

it('every standard is listed with its limits and found again by its address', async () => {
  const standards = await listStandards(database.db)
  expect(standards.length).toBeGreaterThanOrEqual(15)
  for (const { code, limitCount } of standards) {
    const standard = await getStandard(database.db, standardSlug(code))
    expect(standard?.code).toBe(code)
    expect(standard?.limits.length).toBe(limitCount)
  }
})

it('the cement standard limits particulate matter of the kiln to 30 mg/m³ at 10 % oxygen', async () => {
  const cement = await getStandard(database.db, 'gb-4915-2013')
  const kiln = cement?.limits.find(({ factorZh, limitMax }) => factorZh.includes('颗粒物') && limitMax === 30)
  expect(kiln).toMatchObject({ unit: 'mg/m³', referenceOxygenPercent: 10, medium: 'air' })
})

it('an address that names no standard finds none', async () => {
  expect(await getStandard(database.db, 'gb-1')).toBeUndefined()
})

describe('factors', () => {
  const demo = useDatabase('qy_demo')

  it('each is listed with the number of its limits and found again by its code', async () => {
    const factors = await listFactors(demo.db)
    expect(factors.length).toBeGreaterThan(100)
    for (const code of ['w01018', 'a34013', 'w20004']) {
      const listed = factors.find((factor) => factor.code === code)
      expect(listed?.limitCount).toBe((await listLimitsOfFactor(demo.db, code)).length)
      expect((await getFactor(demo.db, code))?.nameZh).toBe(listed?.nameZh)
    }
    expect(await getFactor(demo.db, 'w99999')).toBeUndefined()
  })

  it('are found by what people type', async () => {
    expect((await listFactors(demo.db, { q: 'NOx' })).map(({ code }) => code)).toContain('a21002')
    expect((await listFactors(demo.db, { q: '氨氮', medium: 'air' })).length).toBe(0)
  })

  it('count as dischargers exactly the enterprises that the register shows for them', async () => {
    const today = cityDate(new Date())
    for (const code of ['w01018', 'w20004', 'a20057']) {
      const filter = enterpriseFilter.zh.parse({ factor: code })
      const { total } = await countRegister(demo.db, filter, today)
      expect(await countDischargers(demo.db, code, today)).toBe(total)
      expect(total).toBeGreaterThan(0)
    }
  })
})

it('standards are narrowed by sector, medium and factor', async () => {
  const codes = async (filter: Parameters<typeof listStandards>[1]) =>
    (await listStandards(database.db, filter)).map(({ code }) => code)
  expect(await codes({ sector: ['paper'] })).toEqual(['GB 3544-2008'])
  expect(await codes({ sector: ['cement'], medium: 'water' })).toEqual([])
  expect(await codes({ factor: 'w99002' })).toEqual(['GB 3544-2008', 'GB 4287-2012'])
  for (const { media } of await listStandards(database.db, { medium: 'air' })) expect(media).toContain('air')
})
