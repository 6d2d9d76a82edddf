import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { reports } from '#db/schema/report.ts'
import { outcomeLine } from '#domain/report/open-data.ts'
import { getOutcome, listOutcomes, readOnOutcomes } from '#domain/report/queries/public/outcomes.ts'
import { getReportSummary } from '#domain/report/queries/public/summary.ts'
import { useDatabase } from '#test/support/database.ts'

const demo = useDatabase('qy_demo')

describe('the public view of reports', () => {
  it('counts each report once in each table', async () => {
    const { db } = demo
    const all = await db.$count(reports)
    const summary = await getReportSummary(db)
    const sum = (rows: { received: number }[]) => rows.reduce((total, { received }) => total + received, 0)
    expect(all).toBeGreaterThan(40)
    expect([sum(summary.kinds), sum(summary.regions), sum(summary.months)]).toEqual([all, all, all])
    const onMap = [...summary.map.cells.map(({ count }) => count), ...summary.map.merged.values()]
    expect(onMap.reduce((total, count) => total + count, 0)).toBe(all)
    expect(summary.map.cells.every(({ count }) => count >= 3)).toBe(true)
    expect(summary.toAccept.of).toBe(await db.$count(reports, sql`accepted_on is not null`))
    expect(summary.toConclude.days).toBeGreaterThan(0)
  })
  it('lists concluded ones by their own number, month by month where few were concluded', async () => {
    const { db } = demo
    const { rows, total } = await listOutcomes(db, {}, 1)
    expect(total).toBe(await db.$count(reports, sql`state = 'concluded'`))
    const numbers = rows.map(({ no }) => no)
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    const few = await db.execute<{ few: boolean }>(
      sql`select count(*) < 3 as few from reports where state = 'concluded' group by region_code, to_char(concluded_on, 'YYYY-MM')`,
    )
    expect(rows.some(({ concludedOn }) => concludedOn.length === 7)).toBe(few.some((each) => each.few))
    const [first] = rows
    expect(await getOutcome(db, first?.no as number)).toEqual(first)
    expect(await getOutcome(db, 999_999)).toBeUndefined()
    expect(
      (await listOutcomes(db, { outcome: 'not_found', kind: 'nuisance' }, 1)).rows.every(
        ({ outcome, kind }) => outcome === 'not_found' && kind === 'nuisance',
      ),
    ).toBe(true)
  })
  it('is read on to its end without a gap or a repetition', async () => {
    const { db } = demo
    const seen: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const found = await readOnOutcomes(db, {}, 4, cursor === '' ? undefined : Number(cursor))
      seen.push(...found.rows.map(({ no }) => no))
      cursor = found.cursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(await db.$count(reports, sql`state = 'concluded'`))
  })
  it('holds nothing that tells who: no word of a report, no day of it, no number of it, no place, no enterprise', async () => {
    const { db } = demo
    const { rows } = await readOnOutcomes(db, {}, 1000)
    const text = JSON.stringify(rows.map(outcomeLine))
    for (const word of [
      '暗管往河里',
      '刺鼻',
      '城区附近',
      '举报人（虚构）',
      '19900000000',
      'receivedAt',
      'cell',
      'enterprise',
      'handle',
    ])
      expect(text).not.toContain(word)
    expect(Object.keys(outcomeLine(rows[0] as never)).sort()).toEqual(
      ['case', 'concludedOn', 'creditedTo', 'id', 'kind', 'outcome', 'regionCode', 'text', 'textEn', 'url'].sort(),
    )
  })
  it('names an association only where it wants to be named, and while its account is open', async () => {
    const { db, owner } = demo
    await owner.db.insert(users).values({ id: 'club', name: '会', email: 'club@example.invalid' })
    await owner.db.insert(memberships).values({ userId: 'club', role: 'ngo', organisation: '巡河队（演示）' })
    const [one, two] = (await listOutcomes(db, {}, 1)).rows
    await owner.sql`alter table reports disable trigger reports_keep`
    await owner.sql`update reports set submitted_by = 'club', wants_credit = (outcome_no = ${one?.no as number}) where outcome_no in (${one?.no as number}, ${two?.no as number})`
    await owner.sql`alter table reports enable trigger reports_keep`
    expect((await getOutcome(db, one?.no as number))?.creditedTo).toBe('巡河队（演示）')
    expect((await getOutcome(db, two?.no as number))?.creditedTo).toBeNull()
    const named = async () =>
      (await readOnOutcomes(db, {}, 1000)).rows.flatMap(({ no, creditedTo }) =>
        creditedTo === '巡河队（演示）' ? [no] : [],
      )
    expect(await named()).toEqual([one?.no])
    await owner.sql`update users set disabled_at = now() where id = 'club'`
    expect(await named()).toEqual([])
    await owner.sql`update users set disabled_at = null where id = 'club'`
    await owner.sql`update memberships set role = 'monitoring_operator' where user_id = 'club'`
    expect(await named()).toEqual([])
  })
})
