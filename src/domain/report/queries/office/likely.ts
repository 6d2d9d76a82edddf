import { and, between, desc, eq, gte, isNotNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportKeys, reports } from '#db/schema/report.ts'
import { openContent, readContent } from '#domain/report/queries/content.ts'
import { likenessTo } from '#domain/report/rules/likeness.ts'
import { maskPersonal } from '#domain/report/rules/mask.ts'
import { duplicateRules } from '#domain/report/rules/terms.ts'
import { can, reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Reports that may be of the same matter, the likeliest first: within the weeks of the rule, of the same enterprise, or of the same
 * or a neighbouring cell and the same kind or words that are alike. Of a bounded number the words are opened and compared.
 */
export async function listLikely(db: Db, viewer: Viewer, id: number) {
  const [asked] = await db
    .select({
      kind: reports.kind,
      cellX: reports.cellX,
      cellY: reports.cellY,
      enterpriseId: reports.enterpriseId,
      regionCode: reports.regionCode,
      receivedAt: reports.receivedAt,
    })
    .from(reports)
    .where(eq(reports.id, id))
  if (!asked || !can(viewer, 'report.handle', { regionCode: asked.regionCode })) return []
  const { cellX, cellY, enterpriseId, receivedAt } = asked
  if (cellX === null && enterpriseId === null) return []
  const spanMs = duplicateRules.weeks.value * 7 * 86_400_000
  const isOwn = reachOf(viewer, 'report.handle') === 'own_region'
  const found = await db
    .select({
      id: reports.id,
      kind: reports.kind,
      state: reports.state,
      receivedAt: reports.receivedAt,
      enterpriseId: reports.enterpriseId,
      handle: reports.handle,
      content: reports.content,
      wrapped: reportKeys.content,
    })
    .from(reports)
    .innerJoin(reportKeys, eq(reportKeys.reportId, reports.id))
    .where(
      and(
        ne(reports.id, id),
        gte(reports.receivedAt, new Date(receivedAt.getTime() - spanMs)),
        lte(reports.receivedAt, new Date(receivedAt.getTime() + spanMs)),
        or(
          enterpriseId === null ? undefined : eq(reports.enterpriseId, enterpriseId),
          cellX === null || cellY === null
            ? undefined
            : and(
                isNotNull(reports.cellX),
                between(reports.cellX, cellX - 1, cellX + 1),
                between(reports.cellY, cellY - 1, cellY + 1),
              ),
        ),
        isOwn ? eq(reports.regionCode, asked.regionCode ?? '') : undefined,
        sql`${reports.state} <> 'joined'`,
      ),
    )
    .orderBy(desc(reports.receivedAt), desc(reports.id))
    .limit(duplicateRules.candidates.value)
  const likenessToOwn = likenessTo((await readContent(db, id)).content?.words ?? '')
  const compared = []
  for (const { enterpriseId: firm, handle, content: sealed, wrapped, ...row } of found) {
    const { content } = openContent({ handle, content: sealed, wrapped })
    if (!content) continue
    const likeness = likenessToOwn(content.words)
    const isSameFirm = firm !== null && firm === enterpriseId
    const isSameKind = row.kind === asked.kind
    if (likeness < duplicateRules.likeness.value && !(isSameKind && isSameFirm)) continue
    const opening = [...maskPersonal(content.words.slice(0, 400))].slice(0, 80).join('')
    compared.push({ ...row, likeness, isSameFirm, isSameKind, opening })
  }
  return compared.sort((a, b) => b.likeness - a.likeness || a.id - b.id)
}
export type LikelyReport = Awaited<ReturnType<typeof listLikely>>[number]
