import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { openSearch, removeSearch, saveSearch } from '#domain/subscription/commands/saved-search.ts'
import { savedSearchLimits } from '#domain/subscription/input/saved-search.ts'
import { listSavedSearches } from '#domain/subscription/queries/saved-searches.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { writeCases } from '#test/domain/violation/invented-cases.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
beforeAll(() => writeCases(database.db))
afterAll(() => database.db.delete(cases))

const before = new Date('2025-12-31T00:00:00Z')
const after = new Date('2026-01-02T00:00:00Z')
async function account(tx: Db, id: string): Promise<Account> {
  await tx.insert(users).values({ id, name: id, email: `${id}@example.org`, role: 'ngo' } as never)
  return {
    role: 'ngo',
    userId: id,
    name: id,
    regionCode: null,
    department: null,
    enterpriseId: null,
    hasSecondFactor: false,
  }
}

describe('a saved search', () => {
  it('counts the cases published since it was last opened', async () => {
    await database.rolledBack(async (tx) => {
      const viewer = await account(tx, 'a')
      const id = await saveSearch(tx, viewer, { name: '桃江', state: 'region=430922' }, before)
      const known = await tx.$count(cases, eq(cases.regionCode, '430922'))
      const [one] = await listSavedSearches(tx, viewer)
      expect(one?.fresh).toBeGreaterThan(0)
      expect(one?.fresh).toBeLessThanOrEqual(known)
      expect(await openSearch(tx, viewer, id, after)).toBe('region=430922')
      expect((await listSavedSearches(tx, viewer)).map(({ fresh }) => fresh)).toEqual([0])
    })
  })

  it('saved twice is one, under the newer name', async () => {
    await database.rolledBack(async (tx) => {
      const viewer = await account(tx, 'a')
      await saveSearch(tx, viewer, { name: '甲', state: 'year=2021' }, before)
      await saveSearch(tx, viewer, { name: '乙', state: 'year=2021' }, after)
      expect((await listSavedSearches(tx, viewer)).map(({ name }) => name)).toEqual(['乙'])
    })
  })

  it('is nobody else’s: another account neither sees, opens nor removes it', async () => {
    await database.rolledBack(async (tx) => {
      const [a, b] = [await account(tx, 'a'), await account(tx, 'b')]
      const id = await saveSearch(tx, a, { name: '甲', state: '' }, before)
      expect(await listSavedSearches(tx, b)).toEqual([])
      await expect(openSearch(tx, b, id, after)).rejects.toMatchObject({ code: 'not_found' })
      await expect(removeSearch(tx, b, id, after)).rejects.toMatchObject({ code: 'not_found' })
      await removeSearch(tx, a, id, after)
      expect(await listSavedSearches(tx, a)).toEqual([])
    })
  })

  it('needs an account, and each has at most fifty', async () => {
    await database.rolledBack(async (tx) => {
      await expect(saveSearch(tx, visitor, { name: '甲', state: '' }, before)).rejects.toMatchObject({
        code: 'not_allowed',
      })
      const viewer = await account(tx, 'a')
      for (let n = 0; n < savedSearchLimits.each; n++)
        await saveSearch(tx, viewer, { name: `第 ${n} 个`, state: `q=${n}0` }, before)
      await expect(saveSearch(tx, viewer, { name: '多一个', state: 'q=many' }, before)).rejects.toMatchObject({
        code: 'rule_broken',
      })
    })
  })
})
