import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boardSums } from '#db/schema/board-sums.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { getStatistics } from '#domain/violation/queries/statistics.ts'
import { perHundred, quarterOf } from '#src/components/board/statistics.ts'
import { type Case, writeCases } from '#test/domain/violation/invented-cases.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
let published: Case[]
beforeAll(async () => {
  published = (await writeCases(database.db)).filter(({ state }) => state === 'published')
})
afterAll(() => database.db.delete(cases))

const filter = (given: object) => boardSearch.zh.parse(given)
const quarterKey = ({ decidedOn }: Case) => `${decidedOn.slice(0, 4)}-${Math.ceil(Number(decidedOn.slice(5, 7)) / 3)}`

describe('the statistics', () => {
  it('add up what is published, and nothing else', async () => {
    const { whole, by } = await getStatistics(database.db, filter({}))
    expect(whole.cases).toBe(published.length)
    expect(whole.fineFen).toBe(published.reduce((sum, c) => sum + (c.fineFen ?? 0), 0))
    expect(whole.done).toBe(published.filter((c) => c.executionState === 'done').length)
    expect(whole.overdue).toBe(published.filter((c) => c.executionState === 'overdue').length)
    for (const sums of Object.values(by)) expect(sums.reduce((sum, each) => sum + each.cases, 0)).toBe(published.length)
  })

  it('each line counts the cases of its quarter, county, sector or category', async () => {
    const { by } = await getStatistics(database.db, filter({}))
    const expected = (key: (c: Case) => string) =>
      [...Map.groupBy(published, key)].map(([each, list]) => [each, list.length]).sort()
    const got = (sums: { key: string; cases: number }[]) => sums.map((sum) => [sum.key, sum.cases]).sort()
    expect(got(by.quarter)).toEqual(expected(quarterKey))
    expect(got(by.region)).toEqual(expected((c) => c.regionCode))
    expect(got(by.sector)).toEqual(expected((c) => c.sectorCode ?? 'none'))
    expect(got(by.category)).toEqual(expected((c) => c.category))
  })

  it('each number leads to as many cases on the board', async () => {
    const { by, measures } = await getStatistics(database.db, filter({ region: '430922' }))
    for (const { key, cases: count } of by.quarter) {
      const [year, quarter] = quarterOf(key)
      const list = await listCases(
        database.db,
        filter({ region: '430922', year: String(year), quarter: String(quarter) }),
      )
      expect([key, list.total]).toEqual([key, count])
    }
    for (const [measure, count] of measures) {
      const list = await listCases(database.db, filter({ region: '430922', measure }))
      expect([measure, list.total]).toEqual([measure, count])
    }
  })

  it('narrow down together', async () => {
    const { whole } = await getStatistics(database.db, filter({ year: '2021', region: ['430902', '430922'] }))
    const fitting = published.filter(
      (c) => c.decidedOn.startsWith('2021') && ['430902', '430922'].includes(c.regionCode),
    )
    expect(whole.cases).toBe(fitting.length)
  })

  it('of no case are zero', async () => {
    const { whole, by } = await getStatistics(database.db, filter({ year: '2000' }))
    expect(whole).toEqual({ key: 'whole', cases: 0, fineFen: 0, done: 0, overdue: 0 })
    expect(by.quarter).toEqual([])
  })
})

describe('the sums behind them', () => {
  it('are the same kept by each write as built anew', async () => {
    await database.rolledBack(async (tx) => {
      const read = async () => (await tx.select().from(boardSums)).map((row) => JSON.stringify(row)).sort()
      await tx.execute(sql`update violation_cases set region_code = '430981' where id % 7 = 0`)
      await tx.execute(sql`update violation_cases set fine_fen = 7, execution_state = 'done' where id % 5 = 0`)
      await tx.execute(sql`update violation_cases set state = 'withdrawn', removed_on = '2026-03-01', removal_basis = 'x'
        where state = 'published' and id % 3 = 0`)
      await tx.execute(sql`delete from violation_cases where id % 13 = 0`)
      const kept = await read()
      await tx.execute(sql`select rebuild_board_bits()`)
      expect(await read()).toEqual(kept)
    })
  })
})

it('cases are set against each hundred firms, to one decimal; against no firm not at all', () => {
  expect(perHundred(7, 120)).toBe(5.8)
  expect(perHundred(0, 120)).toBe(0)
  expect(perHundred(7, 0)).toBeNull()
  expect(perHundred(7, null)).toBeNull()
})
