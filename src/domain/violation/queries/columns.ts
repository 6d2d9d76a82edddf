import { sql } from 'drizzle-orm'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'

/** One line of a list of published cases. No person is in it. */
export const rowColumns = {
  id: cases.id,
  title: cases.title,
  titleEn: cases.titleEn,
  category: cases.category,
  decisionNo: sql<string>`${cases.decisionNo}`,
  decidedOn: sql<string>`${cases.decidedOn}::text`,
  authority: cases.authority,
  regionCode: cases.regionCode,
  sectorCode: cases.sectorCode,
  controlLevel: cases.controlLevel,
  fineFen: cases.fineFen,
  measureKinds: cases.measureKinds,
  executionState: cases.executionState,
  rectifyBy: cases.rectifyBy,
  repeatOffence: cases.repeatOffence,
  publishedAt: sql<Date>`${cases.publishedAt}`.mapWith(cases.publishedAt),
  updatedAt: cases.updatedAt,
  enterpriseName: cases.enterpriseName,
  enterpriseNameEn: enterprises.nameEn,
  /** Null while the firm is not in the register. */
  creditCode: enterprises.creditCode,
  facts: cases.facts,
  factsEn: cases.factsEn,
}
