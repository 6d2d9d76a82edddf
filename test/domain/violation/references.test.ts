import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { caseReferences } from '#db/schema/casework.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { listOverLimit } from '#domain/monitoring/queries/over-limit.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { listReferences } from '#domain/violation/queries/references.ts'
import { readingWords } from '#src/components/casework/reading-words.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')

it('a published case names its outlets, the disclosures and the values that it rests on, in the order given', () =>
  database.rolledBack(async (tx) => {
    const [found] = await tx.execute<{ id: number; outlet: number; code: string; filed: number; year: number }>(sql`
      select c.id, o.id as outlet, o.code, d.id as filed, d.year from violation_cases c
      join outlets o on o.enterprise_id = c.enterprise_id
      join disclosures d on d.enterprise_id = c.enterprise_id and d.state = 'published'
      where c.state = 'published' order by c.id limit 1`)
    const id = found?.id as number
    await tx.delete(caseReferences).where(eq(caseReferences.caseId, id))
    expect((await getCase(tx, id))?.state === 'published' && (await listReferences(tx, id))).toEqual({
      outlets: [],
      disclosures: [],
      readings: [],
    })
    await tx.insert(caseReferences).values([
      { caseId: id, position: 0, kind: 'outlet', outletId: found?.outlet },
      { caseId: id, position: 1, kind: 'disclosure', disclosureId: found?.filed },
      { caseId: id, position: 2, kind: 'reading', words: '总排口 化学需氧量 180 mg/L' },
    ])
    expect(await getCase(tx, id)).toMatchObject({
      restsOn: {
        outlets: [{ code: found?.code }],
        disclosures: [{ id: found?.filed, year: found?.year }],
        readings: ['总排口 化学需氧量 180 mg/L'],
      },
    })
  }))

it('values over their limit are offered to the drafter in words, and none that is within it', () =>
  database.rolledBack(async (tx) => {
    const [outlet] = await tx.execute<{ id: number; code: string; firm: number; factor: string }>(sql`
      select o.id, o.code, o.enterprise_id as firm, l.factor_code as factor from outlets o
      join outlet_limits l on l.outlet_id = o.id order by o.id limit 1`)
    const before = await listOverLimit(tx, outlet?.firm as number, '2026-05-01')
    for (const [value, report] of [
      [180, '示例监字〔2026〕1号'],
      [100, '示例监字〔2026〕2号'],
    ] as const)
      await tx.execute(sql`insert into supervisory_results
        (outlet_id, factor_code, sampled_on, state, value, unit, limit_max, report_no, authority, entered_at)
        values (${outlet?.id}, ${outlet?.factor}, '2026-05-06', 'measured', ${value}, 'mg/L', 100, ${report}, '示例站', now())`)
    const words = readingWords(await listOverLimit(tx, outlet?.firm as number, '2026-05-01'))
    expect(words.filter((each) => each.includes('示例监字'))).toEqual([
      expect.stringMatching(/^监督性监测 2026-05-06 \S+ .+ 180 mg\/L，限值 100 mg\/L（报告 示例监字〔2026〕1号）$/),
    ])
    expect(words.length).toBe(readingWords(before).length + 1)
    expect(await tx.$count(cases)).toBeGreaterThan(0)
  }))
