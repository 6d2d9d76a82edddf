import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseEvidence } from '#db/schema/casework.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { getCaseContent } from '#domain/violation/queries/case-file.ts'
import type { CaseFinding } from '#domain/violation/rules/draft.ts'
import { hiddenNames, namesIn } from '#domain/violation/rules/naming.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

const publicColumns = {
  id: caseEvidence.id,
  kind: caseEvidence.kind,
  description: caseEvidence.description,
  fileName: caseEvidence.fileName,
  fileBytes: caseEvidence.fileBytes,
}

/** The evidence list as the public sees it: the public items of a published case. */
export const listPublicEvidence = (db: Db, caseId: number) =>
  db
    .select(publicColumns)
    .from(caseEvidence)
    .innerJoin(cases, eq(cases.id, caseEvidence.caseId))
    .where(and(eq(caseEvidence.caseId, caseId), eq(caseEvidence.isPublic, true), eq(cases.state, 'published')))
    .orderBy(asc(caseEvidence.id))
export type PublicEvidence = Awaited<ReturnType<typeof listPublicEvidence>>[number]

/** A file that the public may fetch. */
export async function getPublicEvidenceFile(db: Db, caseId: number, evidenceId: number) {
  const [found] = await db
    .select({ sha256: caseEvidence.fileSha256, name: caseEvidence.fileName, mediaType: caseEvidence.mediaType })
    .from(caseEvidence)
    .innerJoin(cases, eq(cases.id, caseEvidence.caseId))
    .where(
      and(
        eq(caseEvidence.id, evidenceId),
        eq(caseEvidence.caseId, caseId),
        eq(caseEvidence.isPublic, true),
        eq(cases.state, 'published'),
      ),
    )
  return found?.sha256 ? (found as { sha256: string; name: string; mediaType: string }) : undefined
}

/** All of it: for the office. */
export const listEvidence = (db: Db, caseId: number) =>
  db
    .select({
      ...publicColumns,
      isPublic: caseEvidence.isPublic,
      fileSha256: caseEvidence.fileSha256,
      mediaType: caseEvidence.mediaType,
    })
    .from(caseEvidence)
    .where(eq(caseEvidence.caseId, caseId))
    .orderBy(asc(caseEvidence.id))
export type Evidence = Awaited<ReturnType<typeof listEvidence>>[number]

/** Personal data, or names that the law hides, in the words or file names of public items: such an item is for the office. */
export async function evidenceFindings(db: Db, caseId: number): Promise<CaseFinding[]> {
  const items = (await listEvidence(db, caseId)).filter(({ isPublic }) => isPublic)
  const content = items.length > 0 ? await getCaseContent(db, caseId) : undefined
  const hidden = content ? hiddenNames(content) : []
  return items.flatMap(({ id, description, fileName }) => {
    const at = { severity: 'refuse' as const, field: `evidence-${id}` }
    const words = `${description}\n${fileName ?? ''}`
    return [
      ...findPersonalData(words).map(({ kind, found }) => ({
        ...at,
        code: 'personal_data_evidence',
        given: { kind, found },
        clause: 'open_government' as const,
      })),
      ...namesIn(words, hidden).map((found) => ({
        ...at,
        code: 'hidden_name',
        given: { found },
        clause: 'city_rule_names' as const,
      })),
    ]
  })
}
