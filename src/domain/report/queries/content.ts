import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportKeys, reports } from '#db/schema/report.ts'
import { type Closed, openKey, readPart } from '#domain/report/queries/keys.ts'
import type { ReportContent } from '#domain/report/rules/content.ts'

export type OpenedContent = { content: ReportContent; closed: undefined } | { content: undefined; closed: Closed }

/** What the reporter wrote, unmasked, for this domain's own use; or why it cannot be read. */
export async function readContent(db: Db, reportId: number): Promise<OpenedContent> {
  const [row] = await db
    .select({ handle: reports.handle, content: reports.content, wrapped: reportKeys.content })
    .from(reports)
    .leftJoin(reportKeys, eq(reportKeys.reportId, reports.id))
    .where(eq(reports.id, reportId))
  return row ? openContent(row) : { content: undefined, closed: 'destroyed' }
}

/** The same from the columns of a list. */
export function openContent(row: { handle: string; content: Buffer; wrapped: Buffer | null }): OpenedContent {
  const key = openKey(row.handle, row.wrapped)
  if (typeof key === 'string') return { content: undefined, closed: key }
  const text = readPart(key, 'content', row.content)
  return text === null ? { content: undefined, closed: 'locked' } : { content: JSON.parse(text), closed: undefined }
}
