import { sql } from 'drizzle-orm'
import { caseSearchText } from '#db/case-search-text.ts'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { controlLevels, executionStates, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { chunkBits } from '#domain/violation/queries/counts.ts'

export type Case = typeof cases.$inferInsert & { id: number; decisionNo: string; decidedOn: string }
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** 240 cases that differ in everything, a fifth of them not on the board; numbers on both sides of a chunk's edge. */
export async function writeCases(db: Db): Promise<Case[]> {
  const regions = ['430902', '430903', '430922', '430923']
  const sectors = (await db.execute<{ code: string }>(sql`select code from sectors order by code limit 5`)).map(
    ({ code }) => code,
  )
  const rows = Array.from({ length: 240 }, (_, i): Case => {
    const n = (i * 7919) % 1009
    const state = n % 5 === 0 ? pick(['draft', 'legal_review', 'withdrawn', 'repaired'] as const, i) : 'published'
    const isRemoved = state === 'withdrawn' || state === 'repaired'
    const parts = {
      title: `示例${i % 3 ? '纸业' : '锑业'}公司${i % 4 ? '超标排放' : '私设暗管'}案`,
      facts: `第 ${i} 次检查发现外排废水化学需氧量超过限值。`,
      enterpriseName: `示例${i % 3 ? '纸业' : '锑业'}公司`,
      decisionNo: `益环罚〔${2020 + (n % 6)}〕${i + 1}号`,
    }
    return {
      ...parts,
      id: chunkBits - 120 + i,
      regionCode: pick(regions, n),
      sectorCode: n % 11 === 0 ? null : pick(sectors, n >> 2),
      controlLevel: pick(controlLevels, n >> 1),
      category: pick(violationCategories, n >> 3),
      legalBasis: '《示例法》第一条',
      decisionNoKey: decisionNoKey(parts.decisionNo),
      decidedOn: `${2020 + (n % 6)}-0${1 + (n % 9)}-1${n % 7}`,
      authority: '示例局',
      leadSource: 'inspection',
      fineFen: pick([0, 1, 4_999_999, 5_000_000, 20_000_000, 100_000_000], n >> 1),
      measureKinds: measureKinds.filter((_, m) => (n >> m) & 1),
      executionState: pick(executionStates, n >> 4),
      legalRepresentative: '示例甲',
      responsiblePersons: ['示例乙'],
      state,
      publishedAt: state === 'draft' || state === 'legal_review' ? null : new Date('2026-01-01T00:00:00Z'),
      removedOn: isRemoved ? '2026-02-01' : null,
      removalBasis: isRemoved ? '《示例法》第二条' : null,
      searchText: caseSearchText({ ...parts, authority: '示例局', regionNames: [], sectorNames: [], terms: [] }),
    }
  })
  await db.insert(cases).overridingSystemValue().values(rows)
  return rows
}
