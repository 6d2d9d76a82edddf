import { and, desc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { demand } from '#platform/permissions/demand.ts'
import { can, reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export const draftsPerPage = 50

/** Not public yet: on a desk of the office. */
const waiting = inArray(cases.state, ['draft', 'legal_review'])

/** A county officer's own region; null: all. Nothing when the viewer has no region. */
function within(viewer: Viewer): SQL | undefined {
  if (reachOf(viewer, 'case.read_draft') !== 'own_region') return undefined
  return eq(cases.regionCode, (viewer.role !== 'visitor' && viewer.regionCode) || '')
}

const listColumns = {
  id: cases.id,
  title: cases.title,
  titleEn: cases.titleEn,
  category: cases.category,
  state: cases.state,
  regionCode: cases.regionCode,
  enterpriseName: cases.enterpriseName,
  creditCode: enterprises.creditCode,
  officeNote: cases.officeNote,
  createdAt: cases.createdAt,
}

/** The case drafts that wait for the viewer's decision, newest first. */
export async function listCaseDrafts(db: Db, viewer: Viewer, page = 1) {
  const where = and(waiting, demandDrafts(viewer))
  const [rows, total] = await Promise.all([
    db
      .select(listColumns)
      .from(cases)
      .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
      .where(where)
      .orderBy(desc(cases.createdAt), desc(cases.id))
      .limit(draftsPerPage)
      .offset((page - 1) * draftsPerPage),
    db.$count(cases, where),
  ])
  return { rows, total }
}
export type CaseDraftLine = Awaited<ReturnType<typeof listCaseDrafts>>['rows'][number]

/** One draft, whole; undefined also when it belongs to another county. */
export async function getCaseDraft(db: Db, viewer: Viewer, id: number) {
  const [found] = await db
    .select({
      ...listColumns,
      facts: cases.facts,
      factsEn: cases.factsEn,
      legalBasis: cases.legalBasis,
      leadSource: cases.leadSource,
      authority: cases.authority,
      originKey: cases.originKey,
      sectorCode: cases.sectorCode,
      updatedAt: cases.updatedAt,
    })
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(and(eq(cases.id, id), waiting, demandDrafts(viewer)))
  return found && can(viewer, 'case.read_draft', { regionCode: found.regionCode }) ? found : undefined
}

/** @throws DomainError not_allowed for whom drafts are not open at all */
function demandDrafts(viewer: Viewer): SQL | undefined {
  const regionCode = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(viewer, 'case.read_draft', { regionCode })
  return within(viewer)
}
