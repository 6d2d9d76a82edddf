import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportFiles, reportKeys } from '#db/schema/report.ts'
import { attachEvidence, sealEvidence } from '#domain/report/commands/evidence.ts'
import { sendFromReporter } from '#domain/report/commands/messages.ts'
import type { UploadRef } from '#domain/report/commands/uploads.ts'
import { demandContentKey } from '#domain/report/queries/keys.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/**
 * 补充证据: the reporter writes to the handler, with files. All of it is on the disk when it returns, or none.
 * @throws DomainError as sendFromReporter; rule_broken at `files` for more than one report takes; conflict when its originals were
 * destroyed, or an upload was sent already
 */
export async function addEvidence(
  db: Db,
  report: FollowedReport,
  { words, uploads }: { words: string; uploads: readonly UploadRef[] },
  now: Date,
): Promise<number> {
  if (uploads.length === 0) return sendFromReporter(db, report, words, now)
  await demandRoom(db, report, uploads.length, 0)
  const sealed = await sealEvidence(db, uploads)
  const bytes = sealed.reduce((sum, { originalBytes }) => sum + originalBytes, 0)
  return sendFromReporter(db, report, words, now, async (tx, messageId) => {
    // The report is held: of many at once each sees what the others brought.
    await demandRoom(tx, report, sealed.length, bytes)
    const { handle, key } = await demandContentKey(tx, report)
    await attachEvidence(tx, { id: report, handle, contentKey: key }, sealed, messageId)
  })
}

async function demandRoom(db: Db, report: FollowedReport, files: number, bytes: number): Promise<void> {
  const [keys] = await db
    .select({ hasIdentity: sql<boolean>`${reportKeys.identity} is not null` })
    .from(reportKeys)
    .where(eq(reportKeys.reportId, report))
  if (keys && !keys.hasIdentity)
    throw conflict(
      '此件的原件已按期限销毁，不再收文件；文字仍可发送',
      'The originals of this report were destroyed after their term: it takes no files; words can still be sent',
    )
  const [there] = await db
    .select({ files: sql<number>`count(*)::int`, bytes: sql<number>`coalesce(sum(original_bytes), 0)::float8` })
    .from(reportFiles)
    .where(eq(reportFiles.reportId, report))
  const { reportFiles: most, reportFilesBytes } = reportLimits
  if ((there?.files ?? 0) + files > most)
    throw refusal(
      'files',
      `一件举报最多 ${most} 个文件，已有 ${there?.files} 个，这次 ${files} 个。请减少几个，或在文字中说明还有哪些`,
      `A report takes ${most} files; there are ${there?.files}, and these are ${files}. Please send fewer, or say in words what else you have`,
    )
  if ((there?.bytes ?? 0) + bytes > reportFilesBytes)
    throw refusal(
      'files',
      `一件举报的文件合计最多 ${reportFilesBytes / 1024 ** 3} GB，加上这次的已超过。请减少几个，视频可剪短`,
      `The files of a report may have ${reportFilesBytes / 1024 ** 3} GB together; with these it would be more. Please send fewer; videos can be cut`,
    )
}
