import { and, asc, desc, eq, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseApprovals, caseRevisions } from '#db/schema/casework.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { CaseInboxSearch, CaseWait } from '#domain/violation/input/steps.ts'
import { overdueDecision } from '#domain/violation/rules/clock.ts'
import { cityDate } from '#platform/clock.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export const inboxPageSize = 50

/** The last step that says where a case stands; editing does not move it. */
export const lastStep = sql<string | null>`(select a.step from ${caseApprovals} a
  where a.case_id = ${cases.id} and a.step <> 'edited' order by a.id desc limit 1)`

/** What a case waits for (rules/lifecycle.ts, stageOf); a test holds the two together. */
const wait = sql<CaseWait>`case
  when ${cases.state} = 'draft' then case when ${lastStep} = 'returned' then 'returned' else 'draft' end
  when ${lastStep} = 'passed' then 'publish' else 'review' end`

/** All that is on the office's desks, as far as the viewer may read: a county officer the own county. */
function open(
  viewer: Viewer,
  search: Partial<CaseInboxSearch>,
  now: Date,
  except?: keyof CaseInboxSearch,
): SQL | undefined {
  const ownRegion = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(viewer, 'case.read_draft', { regionCode: ownRegion })
  const isOwn = reachOf(viewer, 'case.read_draft') === 'own_region'
  const region = isOwn ? (ownRegion ?? '') : except === 'region' ? undefined : search.region
  return and(
    inArray(cases.state, ['draft', 'legal_review']),
    region === undefined ? undefined : eq(cases.regionCode, region),
    search.category && except !== 'category' ? eq(cases.category, search.category) : undefined,
    search.wait && except !== 'wait' ? eq(wait, search.wait) : undefined,
    search.late && except !== 'late' ? lte(cases.decidedOn, overdueDecision(cityDate(now))) : undefined,
  )
}

/** One page of the inbox: what was decided longest ago first, then what is not decided, newest first. */
export async function listCaseInbox(db: Db, viewer: Viewer, search: CaseInboxSearch, now: Date) {
  const where = open(viewer, search, now)
  const [rows, total] = await Promise.all([
    db
      .select({
        id: cases.id,
        title: cases.title,
        titleEn: cases.titleEn,
        category: cases.category,
        regionCode: cases.regionCode,
        enterpriseName: cases.enterpriseName,
        creditCode: enterprises.creditCode,
        decisionNo: cases.decisionNo,
        decidedOn: cases.decidedOn,
        fineFen: cases.fineFen,
        officeNote: cases.officeNote,
        createdAt: cases.createdAt,
        wait,
      })
      .from(cases)
      .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
      .where(where)
      .orderBy(asc(isNull(cases.decidedOn)), asc(cases.decidedOn), desc(cases.createdAt), desc(cases.id))
      .limit(inboxPageSize)
      .offset((search.page - 1) * inboxPageSize),
    db.$count(cases, where),
  ])
  return { rows, total }
}
export type CaseInboxRow = Awaited<ReturnType<typeof listCaseInbox>>['rows'][number]

/** How many each filter would show beside the others. */
export async function countCaseInbox(db: Db, viewer: Viewer, search: CaseInboxSearch, now: Date) {
  const countBy = async (column: SQL, except: keyof CaseInboxSearch) => {
    const rows = await db
      .select({ value: sql<string>`${column}`, count: sql<number>`count(*)::int` })
      .from(cases)
      .where(open(viewer, search, now, except))
      .groupBy(sql`1`)
    return new Map(rows.map(({ value, count }) => [value, count]))
  }
  const [waits, regions, categories, late] = await Promise.all([
    countBy(sql`${wait}`, 'wait'),
    countBy(sql`${cases.regionCode}`, 'region'),
    countBy(sql`${cases.category}`, 'category'),
    db.$count(cases, open(viewer, { ...search, late: 'yes' }, now)),
  ])
  return { waits: waits as Map<CaseWait, number>, regions, categories, late }
}

/** What this viewer can publish now: passed, and with none of the earlier steps by his own hand. The oldest decision first. */
export async function listPublishable(db: Db, viewer: Viewer, limit = 200) {
  const account = demandAccount(viewer, 'case.publish')
  return db
    .select({
      id: cases.id,
      title: cases.title,
      titleEn: cases.titleEn,
      category: cases.category,
      enterpriseName: cases.enterpriseName,
      decisionNo: cases.decisionNo,
      decidedOn: cases.decidedOn,
      fineFen: cases.fineFen,
      facts: cases.facts,
      revision: sql<number>`coalesce((select max(r.revision) from ${caseRevisions} r where r.case_id = ${cases.id}), 0)`,
    })
    .from(cases)
    .where(
      and(
        eq(cases.state, 'legal_review'),
        sql`${lastStep} = 'passed'`,
        sql`not exists (select from ${caseApprovals} a where a.case_id = ${cases.id} and a.person_id = ${account.userId})`,
      ),
    )
    .orderBy(asc(cases.decidedOn), asc(cases.id))
    .limit(limit)
}
