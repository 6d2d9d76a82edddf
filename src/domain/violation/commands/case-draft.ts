import { and, eq, inArray, isNull } from 'drizzle-orm'
import { caseSearchText } from '#db/case-search-text.ts'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { leadSources } from '#db/vocabulary.ts'
import { draftAuthority } from '#domain/violation/rules/draft.ts'
import type { ViolationCategory } from '#domain/violation/rules/persons.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface CaseDraft {
  enterpriseId: number
  /** What it rests on, `disclosure:2026:17`: one draft for one thing, however often it is opened. */
  originKey: string
  category: ViolationCategory
  leadSource: (typeof leadSources)[number]
  title: string
  titleEn: string
  facts: string
  factsEn: string
  legalBasis: string
}

/**
 * Opens the draft of a case for the county of the firm. Nothing of it is public and nothing is decided: no decision number, no
 * day. Part of another command's work (by `system`) or an officer's own; inside the caller's transaction.
 * @returns its id; undefined when a case with this origin is there already
 * @throws DomainError not_found
 */
export async function openCaseDraft(
  tx: Db,
  by: Viewer | 'system',
  draft: CaseDraft,
  now: Date,
): Promise<number | undefined> {
  const firm = await firmOf(tx, draft.enterpriseId)
  if (by !== 'system') demand(by, 'case.draft', { regionCode: firm.regionCode })
  const authority = draftAuthority(firm.regionZh)
  const [opened] = await tx
    .insert(cases)
    .values({
      ...draft,
      enterpriseName: firm.name,
      regionCode: firm.regionCode,
      sectorCode: firm.sectorCode,
      controlLevel: firm.controlLevel,
      authority,
      state: 'draft',
      searchText: caseSearchText({
        ...draft,
        enterpriseName: firm.name,
        decisionNo: '',
        authority,
        regionNames: [firm.regionZh, firm.regionEn],
        sectorNames: [],
        terms: [],
      }),
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing({ target: cases.originKey })
    .returning({ id: cases.id })
  if (!opened) return undefined
  await recordEvent(tx, {
    kind: 'case_draft.opened',
    subject: `case:${opened.id}`,
    by,
    at: now,
    after: { creditCode: firm.creditCode, category: draft.category, originKey: draft.originKey },
  })
  return opened.id
}

/**
 * Notes on a draft that its facts are overtaken by what happened since; what follows, the county decides. A case that has left
 * the county's desk, or already carries the note, stays as it is. Inside the caller's transaction, by the system.
 */
export async function noteOvertaken(tx: Db, originKey: string, note: string, now: Date): Promise<void> {
  const [noted] = await tx
    .update(cases)
    .set({ officeNote: note, updatedAt: now })
    .where(
      and(eq(cases.originKey, originKey), inArray(cases.state, ['draft', 'legal_review']), isNull(cases.officeNote)),
    )
    .returning({ id: cases.id })
  if (!noted) return
  await recordEvent(tx, {
    kind: 'case_draft.overtaken',
    subject: `case:${noted.id}`,
    by: 'system',
    at: now,
    after: { officeNote: note },
  })
}

async function firmOf(tx: Db, enterpriseId: number) {
  const [firm] = await tx
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      controlLevel: enterprises.controlLevel,
      regionZh: regions.nameZh,
      regionEn: regions.nameEn,
    })
    .from(enterprises)
    .innerJoin(regions, eq(regions.code, enterprises.regionCode))
    .where(eq(enterprises.id, enterpriseId))
  if (!firm) throw new DomainError('not_found', '没有这家企业 / There is no such enterprise')
  return firm
}
