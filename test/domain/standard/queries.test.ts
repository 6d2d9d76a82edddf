import { expect, it } from 'vitest'
import { getStandard, listStandards } from '#domain/standard/queries.ts'
import { standardSlug } from '#domain/standard/rules.ts'
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
