import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportFiles, reportMessages, reports } from '#db/schema/report.ts'
import type { documentWarnings } from '#db/vocabulary.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { unsealFrames } from '#platform/seal/frames.ts'
import { readStream } from '#platform/storage/files.ts'

/** Of a document that was looked into. */
export const documentWarning = sql<
  (typeof documentWarnings)[number] | null
>`case when ${reportFiles.state} = 'sealed' then ${reportFiles.failure} end`

/** The evidence of a report for its handlers: what there is of each file; the hash is that of the original, as a court compares it. */
export const listReportFiles = (db: Db, reportId: number) =>
  db
    .select({
      id: reportFiles.id,
      medium: reportFiles.medium,
      state: reportFiles.state,
      /** With which message it came later, and when; null for what came with the report. */
      messageId: reportFiles.messageId,
      addedAt: reportMessages.at,
      originalBytes: reportFiles.originalBytes,
      originalSha256: reportFiles.originalSha256,
      cleanBytes: reportFiles.cleanBytes,
      failure: reportFiles.failure,
      warning: documentWarning,
    })
    .from(reportFiles)
    .leftJoin(reportMessages, eq(reportMessages.id, reportFiles.messageId))
    .where(eq(reportFiles.reportId, reportId))
    .orderBy(asc(reportFiles.id))
export type ReportFileLine = Awaited<ReturnType<typeof listReportFiles>>[number]

/**
 * The copy that was drawn anew without metadata, opened piece by piece. Undefined also for another county's report, and for what is not
 * clean or cannot be opened here.
 */
export async function readCleanCopy(db: Db, viewer: Viewer, reportId: number, fileId: number) {
  const [found] = await db
    .select({
      regionCode: reports.regionCode,
      file: reportFiles.cleanFile,
      mediaType: reportFiles.cleanMediaType,
      size: reportFiles.cleanBytes,
    })
    .from(reportFiles)
    .innerJoin(reports, eq(reports.id, reportFiles.reportId))
    .where(and(eq(reportFiles.id, fileId), eq(reportFiles.reportId, reportId), eq(reportFiles.state, 'clean')))
  if (!found?.file || !found.mediaType || !can(viewer, 'report.handle', { regionCode: found.regionCode }))
    return undefined
  const [sealed, stored] = await Promise.all([contentKeyOf(db, reportId), readStream(found.file)])
  if (!sealed || !stored) return undefined
  const pieces = unsealFrames(sealed.key, purposeOf(sealed.handle, 'clean'), stored)
  return { mediaType: found.mediaType, bytes: found.size ?? 0, pieces }
}
