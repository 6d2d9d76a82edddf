import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { boardBits, violationCases as cases } from '#db/schema/violation.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { countBoard, facetNames } from '#domain/violation/queries/counts.ts'
import { fineBand, fineBands } from '#domain/violation/rules/measures.ts'
import { writeCases } from '#test/domain/violation/invented-cases.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
beforeAll(() => writeCases(database.db))
afterAll(() => database.db.delete(cases))
const repeatsOnly = boardSearch.zh.parse({ repeat: 'yes' })

describe('the bits behind the counts', () => {
  const sorted = (rows: (typeof boardBits.$inferSelect)[]) => rows.map((row) => JSON.stringify(row)).sort()

  it('are the same kept by each write as built anew', async () => {
    await database.rolledBack(async (tx) => {
      const read = () => tx.select().from(boardBits).where(sql`bit_count(${boardBits.bits}) > 0`)
      await tx.execute(sql`update violation_cases set region_code = '430981' where id % 7 = 0`)
      await tx.execute(sql`update violation_cases set measure_kinds = '{fine,closure}', fine_fen = 7 where id % 5 = 0`)
      await tx.execute(sql`update violation_cases set state = 'withdrawn', removed_on = '2026-03-01', removal_basis = 'x'
        where state = 'published' and id % 3 = 0`)
      await tx.execute(
        sql`update violation_cases set state = 'published', removed_on = null, removal_basis = null where state = 'repaired'`,
      )
      await tx.execute(sql`delete from violation_cases where id % 13 = 0`)
      const kept = sorted(await read())
      await tx.execute(sql`select rebuild_board_bits()`)
      expect(sorted(await read())).toEqual(kept)
    })
  })

  it('the database and the rules know the same bands of fines', async () => {
    for (const fen of Object.values(fineBands).flatMap(([from]) => [from, from - 1].filter((edge) => edge >= 0))) {
      const [row] = await database.db.execute<{ band: string }>(sql`select board_fine_band(${fen}::bigint) as band`)
      expect([fen, row?.band]).toEqual([fen, fineBand(fen)])
    }
  })

  it('every filter has its bits', async () => {
    const rows = await database.db.selectDistinct({ facet: boardBits.facet }).from(boardBits)
    expect(rows.map(({ facet }) => facet)).toEqual(
      expect.arrayContaining(facetNames.filter((name) => name !== 'repeat')),
    )
  })
})

describe('a repeat', () => {
  const enterprise = (tx: Db, creditCode: string) =>
    tx.execute<{ id: number }>(sql`
      insert into enterprises (credit_code, name, name_pinyin, legal_representative, address, longitude_deg, latitude_deg,
        control_level, sector_code, region_code, search_text)
      select ${creditCode}, '示例公司', 'shi li', '示例甲', '示例路', 112.3, 28.5, 'other',
        (select code from sectors limit 1), '430922', 'x' returning id`)
  const decide = (tx: Db, id: number, enterpriseId: number, decidedOn: string, state = 'published') =>
    tx.execute(sql`insert into violation_cases (id, enterprise_id, enterprise_name, region_code, category, title, facts,
        legal_basis, decision_no, decision_no_key, decided_on, authority, lead_source, state, published_at, search_text)
      overriding system value values (${id}, ${enterpriseId}, '示例公司', '430922', 'other', 't', 'f', 'b', ${`r${id}`},
        ${`r${id}`}, ${decidedOn}, 'a', 'online', ${state}, ${state === 'draft' ? null : '2026-01-01'}, 'x')`)
  const repeats = async (tx: Db) =>
    (await tx.execute<{ id: number }>(sql`select id from violation_cases where repeat_offence order by id`)).map(
      ({ id }) => id,
    )

  it.each([
    ['2024-03-01', '2026-03-01', true],
    ['2024-02-28', '2026-03-01', false],
    ['2026-03-01', '2026-03-01', true],
  ])('a decision of %s makes one of %s a repeat: %s', (first, second, is) =>
    database.rolledBack(async (tx) => {
      const [firm] = await enterprise(tx, '91430922MAFAKE06X7')
      await decide(tx, 1, firm?.id ?? 0, first)
      await decide(tx, 2, firm?.id ?? 0, second)
      expect(await repeats(tx)).toEqual(is ? [2] : [])
    }),
  )

  it('another firm, a draft or a withdrawn decision makes none; withdrawing later takes the mark away', () =>
    database.rolledBack(async (tx) => {
      const [firm] = await enterprise(tx, '91430922MAFAKE06X7')
      const [other] = await enterprise(tx, '91430902MAFAKE0008')
      await decide(tx, 1, other?.id ?? 0, '2026-01-01')
      await decide(tx, 2, firm?.id ?? 0, '2026-01-01', 'draft')
      await decide(tx, 3, firm?.id ?? 0, '2026-02-01')
      expect(await repeats(tx)).toEqual([])
      await tx.execute(sql`delete from violation_cases where id = 2`)
      await decide(tx, 2, firm?.id ?? 0, '2026-01-01')
      expect(await repeats(tx)).toEqual([3])
      expect((await countBoard(tx, repeatsOnly)).total).toBe(1)
      await tx.execute(sql`update violation_cases set state = 'withdrawn', removed_on = '2026-03-01', removal_basis = 'x'
        where id = 2`)
      expect(await repeats(tx)).toEqual([])
      expect((await countBoard(tx, repeatsOnly)).total).toBe(0)
    }))
})
