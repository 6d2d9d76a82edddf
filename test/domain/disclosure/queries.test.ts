import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations } from '#db/schema/obligation.ts'
import { demoCast } from '#db/seed/cast.ts'
import { disclosureApiSearch, listedStates } from '#domain/disclosure/input.ts'
import { inFilingState } from '#domain/disclosure/queries/filing-state.ts'
import { countFilings, listDisclosureYears, listFilings } from '#domain/disclosure/queries/list.ts'
import { countFiled } from '#domain/disclosure/queries/obligations.ts'
import { listDisclosures } from '#domain/disclosure/queries/open-data.ts'
import { getDisclosure, listVersions } from '#domain/disclosure/queries/public.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import { endOfDueDay, filingState } from '#domain/disclosure/rules/deadline.ts'
import { changesBetween } from '#domain/disclosure/rules/difference.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
let year: number
beforeAll(async () => {
  year = (await listDisclosureYears(database.db))[0] as number
})
const all = { sort: '-published', page: 1 } as const

describe('who had to disclose', () => {
  it('the years are those with obligations, newest first', async () => {
    const rows = await database.db.selectDistinct({ year: disclosureObligations.year }).from(disclosureObligations)
    expect(await listDisclosureYears(database.db)).toEqual(rows.map((row) => row.year).sort((a, b) => b - a))
  })

  it('the counts of the states, of the counties and the list agree', async () => {
    const counts = await countFilings(database.db, { year }, now)
    const { total } = await listFilings(database.db, { ...all, year }, now)
    const sum = (map: Map<string, number>) => [...map.values()].reduce((a, b) => a + b, 0)
    expect([sum(counts.states), sum(counts.regions)]).toEqual([total, total])
    expect(await countFiled(database.db, year)).toMatchObject({ due: total })
    for (const state of listedStates) {
      const narrowed = await listFilings(database.db, { ...all, year, state }, now)
      expect(narrowed.total).toBe(counts.states.get(state) ?? 0)
      expect(narrowed.rows.every((row) => row.state === state)).toBe(true)
    }
    const [region, count] = [...counts.regions][0] as [string, number]
    expect((await listFilings(database.db, { ...all, year, region }, now)).total).toBe(count)
    expect((await listFilings(database.db, { ...all, year, exceeding: 'yes' }, now)).total).toBe(counts.exceeding)
  })

  it('the longest overdue stand first among those that have published nothing', async () => {
    const { rows } = await listFilings(database.db, { ...all, year, state: 'overdue' }, now)
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(rows.map(({ dueOn }) => dueOn).sort())
    expect(rows.every(({ disclosureId }) => disclosureId === null)).toBe(true)
  })

  it('a state in the database is the state of the rule, on both sides of 24:00 of the due day and of the month before', async () => {
    const dueOn = '2026-06-30'
    const edge = endOfDueDay(dueOn).getTime()
    const [{ id } = { id: 0 }] = await database.db
      .select({ id: enterprises.id })
      .from(enterprises)
      .where(eq(enterprises.creditCode, demoCast.paperMill))
    const moments = [-86_400_000, -1, 0, 1, 86_400_000].map((ms) => new Date(edge + ms))
    await database.rolledBack(async (tx) => {
      const obligations = [
        ...[null, ...moments].map((publishedAt) => ({ dueOn, publishedAt, refusedOn: null })),
        { dueOn, publishedAt: null, refusedOn: '2026-07-20' },
        { dueOn, publishedAt: moments[4] as Date, refusedOn: '2026-07-01' },
      ]
      const before = [-31, -30, -29].flatMap((days) => [-1, 0, 1].map((ms) => new Date(edge + days * 86_400_000 + ms)))
      for (const obligation of obligations) {
        const { publishedAt, refusedOn } = obligation
        await tx
          .update(disclosureObligations)
          .set({ ...obligation, refusalBasis: refusedOn && '责令公开后仍未公开' })
          .where(eq(disclosureObligations.enterpriseId, id))
        for (const at of [...before, ...moments]) {
          const state = filingState(obligation, at)
          for (const asked of listedStates) {
            const found = await tx.$count(
              disclosureObligations,
              sql`${eq(disclosureObligations.enterpriseId, id)} and ${inFilingState(asked, at)}`,
            )
            expect(found > 0, `${publishedAt?.toISOString()} at ${at.toISOString()}: ${asked}`).toBe(state === asked)
          }
        }
      }
    })
  })
})

describe('what the public reads', () => {
  it('never a draft', async () => {
    await database.rolledBack(async (tx) => {
      const [mill] = await tx
        .select({ id: enterprises.id })
        .from(enterprises)
        .where(eq(enterprises.creditCode, demoCast.paperMill))
      const [draft] = await tx
        .insert(disclosures)
        .values({ enterpriseId: mill!.id, year, version: 9 })
        .returning({ id: disclosures.id })
      expect(await getDisclosure(tx, draft!.id)).toBeUndefined()
      expect((await listVersions(tx, mill!.id, year)).map(({ id }) => id)).not.toContain(draft!.id)
      const { rows } = await listDisclosures(tx, disclosureApiSearch.parse({ creditCode: demoCast.paperMill }))
      expect(rows.map(({ id }) => id)).not.toContain(draft!.id)
    })
  })

  it('a corrected version with what it changed, under the address of each', async () => {
    const [old] = await database.db
      .select({ id: disclosures.id, enterpriseId: disclosures.enterpriseId, year: disclosures.year })
      .from(disclosures)
      .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
      .where(sql`${eq(enterprises.creditCode, demoCast.cementWorks)} and ${eq(disclosures.state, 'superseded')}`)
    const versions = await listVersions(database.db, old!.enterpriseId, old!.year)
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [1, 'superseded'],
      [2, 'published'],
    ])
    const [before, after] = await Promise.all(versions.map(({ id }) => listPublishedRows(database.db, id)))
    expect(changesBetween(before!, after!).flatMap(({ changes }) => changes.map(({ column }) => column))).toContain(
      'totalTonnes',
    )
  })

  it('the open data walk all versions in force by any page size, none twice, newest first', async () => {
    const total = await database.db.$count(disclosures, eq(disclosures.state, 'published'))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 60, max: 200 }), async (limit) => {
        const seen: { id: number; at: number }[] = []
        let cursor: string | undefined
        do {
          const page = await listDisclosures(database.db, disclosureApiSearch.parse({ limit: String(limit), cursor }))
          seen.push(...page.rows.map(({ id, publishedAt }) => ({ id, at: publishedAt?.getTime() ?? 0 })))
          cursor = page.cursor ?? undefined
        } while (cursor)
        expect(new Set(seen.map(({ id }) => id)).size).toBe(total)
        expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => b - a))
      }),
      { numRuns: 5 },
    )
  })
})
