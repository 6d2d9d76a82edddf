import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { keyPolluterFiles } from '#db/schema/enterprise.ts'
import { getList } from '#domain/listing/queries/list.ts'
import { type PlannedFirm, planList } from '#domain/listing/queries/plan.ts'
import { readListFile } from '#domain/listing/rules/read-file.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** A list as it was handed in. Undefined for an id that is none, too. */
export async function getListFile(db: Db, id: string, options: { forUpdate?: boolean } = {}) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const query = db
    .select({
      id: keyPolluterFiles.id,
      year: keyPolluterFiles.year,
      fileName: keyPolluterFiles.fileName,
      content: keyPolluterFiles.content,
      sha256: keyPolluterFiles.sha256,
      uploadedAt: keyPolluterFiles.uploadedAt,
      publishedAt: keyPolluterFiles.publishedAt,
      supplementId: keyPolluterFiles.supplementId,
    })
    .from(keyPolluterFiles)
    .where(eq(keyPolluterFiles.id, id))
  const [found] = await (options.forUpdate ? query.for('update') : query)
  return found
}

/** The newest files with who handed them in and whether they are public. */
export const listListFiles = (db: Db, limit = 20) =>
  db
    .select({
      id: keyPolluterFiles.id,
      year: keyPolluterFiles.year,
      fileName: keyPolluterFiles.fileName,
      uploadedBy: users.name,
      uploadedAt: keyPolluterFiles.uploadedAt,
      publishedAt: keyPolluterFiles.publishedAt,
      supplementId: keyPolluterFiles.supplementId,
    })
    .from(keyPolluterFiles)
    .leftJoin(users, eq(users.id, keyPolluterFiles.uploadedBy))
    .orderBy(desc(keyPolluterFiles.uploadedAt))
    .limit(limit)

/** What a list or supplement would say. Nothing of it is published while anything is refused. */
export interface ListReport {
  format: string
  sheet: string
  headerLine: number | undefined
  rows: number
  isSupplement: boolean
  firms: PlannedFirm[]
  /** In the order of the lines. */
  findings: Finding[]
  refused: number
}

/** The dry run, line by line. Once the year's list is out, a further file is a supplement to it. Writes nothing. */
export async function checkListFile(
  db: Db,
  { year, content }: { year: number; content: Uint8Array },
  locale: Locale,
): Promise<ListReport> {
  const file = await readListFile(content, locale)
  const isSupplement = (await getList(db, year)) !== undefined
  const plan = await planList(db, file, year, isSupplement, locale)
  const findings = [...file.findings, ...plan.findings].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return {
    format: file.format,
    sheet: file.sheet,
    headerLine: file.headerLine,
    rows: file.rows.length,
    isSupplement,
    firms: plan.firms,
    findings,
    refused: findings.filter(({ severity }) => severity === 'refuse').length,
  }
}
