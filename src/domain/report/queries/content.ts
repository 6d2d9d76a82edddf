import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { purposeOf, type ReportContent } from '#domain/report/rules/content.ts'
import { unsealText } from '#platform/seal/seal.ts'

/** What the reporter wrote, unmasked: for this domain's own use. Undefined once its key is destroyed. */
export async function readContent(db: Db, reportId: number): Promise<ReportContent | undefined> {
  const [row] = await db.select({ content: reports.content }).from(reports).where(eq(reports.id, reportId))
  const sealed = row && (await contentKeyOf(db, reportId))
  return row && sealed
    ? JSON.parse(unsealText(sealed.key, purposeOf(sealed.handle, 'content'), row.content))
    : undefined
}
