import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportKeys, reports } from '#db/schema/report.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { unwrapKey } from '#platform/seal/wrap.ts'

export interface ReportKey {
  handle: string
  key: Buffer
}

/** The key of what a reporter wrote and of the clean copies; undefined when there is no such report, or none any more. */
export async function contentKeyOf(db: Db, reportId: number): Promise<ReportKey | undefined> {
  const [row] = await db
    .select({ handle: reports.handle, wrapped: reportKeys.content })
    .from(reportKeys)
    .innerJoin(reports, eq(reports.id, reportKeys.reportId))
    .where(eq(reportKeys.reportId, reportId))
  return row && { handle: row.handle, key: unwrapKey(row.wrapped, purposeOf(row.handle, 'content-key')) }
}
