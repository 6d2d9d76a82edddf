import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { reportFiles, reportKeys, reports } from '#db/schema/report.ts'
import { openings } from '#db/schema/report-identity.ts'
import { documentWarning } from '#domain/report/queries/office/files.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** What of a report is sealed and can be opened, and by whom it was; nothing of what is in it. Undefined where there is none. */
export async function getSealedParts(db: Db, viewer: Viewer, id: number) {
  demand(viewer, 'report.open_identity')
  const [report] = await db
    .select({
      id: reports.id,
      isNamed: reports.isNamed,
      hasKey: sql<boolean>`${reportKeys.identity} is not null`,
    })
    .from(reports)
    .leftJoin(reportKeys, eq(reportKeys.reportId, reports.id))
    .where(eq(reports.id, id))
  if (!report) return undefined
  const [files, opened] = await Promise.all([
    db
      .select({
        id: reportFiles.id,
        medium: reportFiles.medium,
        bytes: reportFiles.originalBytes,
        warning: documentWarning,
      })
      .from(reportFiles)
      .where(eq(reportFiles.reportId, id))
      .orderBy(asc(reportFiles.id)),
    db
      .select({ id: openings.id, part: openings.part, at: openings.at, reason: openings.reason, byName: users.name })
      .from(openings)
      .leftJoin(users, eq(users.id, openings.byUserId))
      .where(eq(openings.reportId, id))
      .orderBy(asc(openings.id)),
  ])
  return { ...report, files, openings: opened }
}
