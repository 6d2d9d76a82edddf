import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { isSecretOf } from '#platform/seal/argon2.ts'
import { readPaperCode } from '#platform/seal/code.ts'

/**
 * The report of a receipt, or undefined for anything else. A receipt that is no code, one of no report and one with a wrong
 * secret each cost the same Argon2id, so that the time does not tell them apart.
 */
export async function findByReceipt(db: Db, typed: string): Promise<FollowedReport | undefined> {
  const code = readPaperCode(typed)
  const [row] = await db
    .select({ id: reports.id, hash: reports.receiptHash })
    .from(reports)
    .where(eq(reports.handle, code?.handle ?? ''))
  return (await isSecretOf(code?.secret ?? '', row?.hash)) ? (row?.id as FollowedReport | undefined) : undefined
}
