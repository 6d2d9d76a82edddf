import { sql } from 'drizzle-orm'
import { caseSeals } from '#db/schema/aftercare.ts'
import { problems } from '#db/schema/rectification.ts'
import { violationCases } from '#db/schema/violation.ts'

/** What stands in the place of words that the law takes out of public. */
export const withheldWords = '（案件已移出曝光台，内容依法不再公开）'

const isSealed = sql`exists (select from ${caseSeals} where ${caseSeals.caseId} = ${problems.caseId})`

const titleOnBoard = sql`(select ${violationCases.title} from ${violationCases}
  where ${violationCases.id} = ${problems.caseId} and ${violationCases.state} = 'published')`

/**
 * The columns of a line that speak of its case. Once that case has left the board they say nothing of it any more (行政处罚法 art. 48;
 * credit repair; end of display). A problem that was found by a case is told in that case's own words, which the ledger does not keep.
 * The line itself stays: it is the firm's to close.
 */
export const ofCase = {
  words: sql<string>`case when ${problems.source} = 'case' and ${problems.caseId} is not null then coalesce(${titleOnBoard}, ${withheldWords}) else ${problems.words} end`,
  documentNo: sql<string | null>`case when ${isSealed} then null else ${problems.documentNo} end`,
  requirement: sql<string | null>`case when ${isSealed} then null else ${problems.requirement} end`,
  executionWords: sql<string | null>`case when ${isSealed} then null else ${problems.executionWords} end`,
}
