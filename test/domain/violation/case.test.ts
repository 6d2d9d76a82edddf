import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationCases as cases } from '#db/schema/violation.ts'
import { listRemovals } from '#domain/violation/queries/firm.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { type Case, writeCases } from '#test/domain/violation/invented-cases.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
let known: Case[]
beforeAll(async () => {
  known = await writeCases(database.db)
})
afterAll(() => database.db.delete(cases))

describe('a case', () => {
  const of = (test: (c: Case) => boolean) => known.find(test)!

  it('names the persons on record in a grave case and nobody in another', async () => {
    const grave = of((c) => c.state === 'published' && c.category === 'falsified_data')
    const light = of((c) => c.state === 'published' && c.category === 'disclosure_failure')
    expect(await getCase(database.db, grave.id)).toMatchObject({
      legalRepresentative: '示例甲',
      responsiblePersons: ['示例乙'],
    })
    expect(await getCase(database.db, light.id)).toMatchObject({ legalRepresentative: null, responsiblePersons: [] })
  })

  it.each(['draft', 'legal_review'])('in the state %s does not exist for the public', async (state) =>
    expect(await getCase(database.db, of((c) => c.state === state).id)).toBeUndefined(),
  )

  it.each(['withdrawn', 'repaired'])(
    'that is %s leaves its days and the basis, and nothing of firm or facts',
    async (state) => {
      const found = await getCase(database.db, of((c) => c.state === state).id)
      expect(Object.keys(found ?? {}).sort()).toEqual([
        'id',
        'publishedAt',
        'removalBasis',
        'removalReason',
        'removedOn',
        'state',
      ])
    },
  )

  it('that was never given a number is none', async () =>
    expect(await getCase(database.db, 999_999_999)).toBeUndefined())
})

describe('beside the board', () => {
  it('tells which records were taken down since a day', async () => {
    const removed = known.filter(({ removedOn }) => removedOn).length
    expect(await listRemovals(database.db, '2026-02-01')).toHaveLength(removed)
    expect(await listRemovals(database.db, '2026-02-02')).toHaveLength(0)
  })
})
