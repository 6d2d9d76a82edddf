import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { getDisclosure } from '#domain/disclosure/queries/public.ts'
import { compareDisclosure } from '#domain/monitoring/queries/comparison.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')

/** Every published disclosure of the demo city beside its other sources. */
async function compareCity() {
  const found = (await database.db.execute(
    sql`select id, year from disclosures where state = 'published' order by id`,
  )) as unknown as { id: number; year: number }[]
  return Promise.all(
    found.map(async ({ id, year }) => {
      const disclosure = await getDisclosure(database.db, id)
      return compareDisclosure(database.db, year - 1, disclosure?.rows ?? [])
    }),
  )
}

describe('the demo city held against its own devices and samples', () => {
  it('contradicts in a handful of outlets and agrees in the rest', { timeout: 60_000 }, async () => {
    const rows = (await compareCity()).flat()
    const contradicting = rows.filter(({ comparison }) => comparison.verdict === 'contradicts')
    const outlets = new Set(contradicting.map(({ outletId }) => outletId))
    const kinds = Map.groupBy(
      contradicting.flatMap(({ comparison }) => comparison.contradictions),
      ({ code }) => code,
    )
    expect([...kinds.keys()]).toEqual(
      expect.arrayContaining(['mean_unlike_online', 'online_exceedance_denied', 'sample_above_maximum']),
    )
    expect(rows.length).toBeGreaterThan(4000)
    expect(outlets.size).toBeGreaterThan(5)
    expect(outlets.size).toBeLessThan(60)
  })

  it('is not asked where neither has seen the outlet', async () =>
    expect(await compareDisclosure(database.db, 1999, [])).toEqual([]))
})

describe('what was entered', () => {
  it('is never changed or deleted, only superseded', async () => {
    const { sql: query } = database
    await expect(query`update supervisory_results set value = 1 where id = 1`).rejects.toThrow(/can only be superseded/)
    await expect(query`delete from supervisory_results where id = 1`).rejects.toThrow(/can only be superseded/)
    await expect(query`delete from online_summaries where id = 1`).rejects.toThrow(/can only be superseded/)
  })
  it('never has two on-line statements of one day in force', async () => {
    const { sql: query } = database
    await expect(
      query`insert into online_summaries (outlet_id, factor_code, from_on, to_on, averaging, judged_count, exceedance_count,
          concentration_min, concentration_mean, concentration_max, unit, source, entered_at)
        select outlet_id, factor_code, from_on + 30, from_on + 60, averaging, 1, 0, 1, 1, 1, unit, source, entered_at
        from online_summaries limit 1`,
    ).rejects.toThrow(/online_summaries_never_overlap/)
  })
})
