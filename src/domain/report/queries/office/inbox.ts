import { and, asc, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { reportFiles, reportHistory, reportKeys, reports } from '#db/schema/report.ts'
import { handlingLimits, type ReportInboxSearch } from '#domain/report/input/handling.ts'
import { openContent } from '#domain/report/queries/content.ts'
import { dueOn, isLate, isOpen, wait } from '#domain/report/queries/office/due.ts'
import { hasUnread, unreadCount } from '#domain/report/queries/office/unread.ts'
import type { ReportWait } from '#domain/report/rules/due.ts'
import { maskPersonal } from '#domain/report/rules/mask.ts'
import { cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

type Except = keyof ReportInboxSearch

/** What the viewer handles: a county officer the county's, the core group all. Without a state: what something is owed to, or unread. */
function within(viewer: Viewer, search: Partial<ReportInboxSearch>, now: Date, except?: Except): SQL | undefined {
  const own = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(viewer, 'report.handle', { regionCode: own })
  const isOwn = reachOf(viewer, 'report.handle') === 'own_region'
  const region = isOwn ? (own ?? '') : except === 'region' ? undefined : search.region
  const state = except === 'state' ? undefined : search.state
  return and(
    region === undefined ? undefined : region === 'city' ? isNull(reports.regionCode) : eq(reports.regionCode, region),
    state ? eq(reports.state, state) : except === 'state' ? undefined : or(isOpen, hasUnread),
    search.kind && except !== 'kind' ? eq(reports.kind, search.kind) : undefined,
    search.wait && except !== 'wait' ? eq(wait, search.wait) : undefined,
    search.late && except !== 'late' ? isLate(cityDate(now)) : undefined,
    search.unread && except !== 'unread' ? hasUnread : undefined,
  )
}

/** One page of the inbox: the term that ends first stands first; what is owed nothing, after it, the newest first. */
export async function listReportInbox(db: Db, viewer: Viewer, search: ReportInboxSearch, now: Date) {
  const where = within(viewer, search, now)
  const [rows, total] = await Promise.all([
    db
      .select({
        id: reports.id,
        handle: reports.handle,
        kind: reports.kind,
        state: reports.state,
        channel: reports.channel,
        regionCode: reports.regionCode,
        enterpriseName: enterprises.name,
        receivedAt: reports.receivedAt,
        isNamed: reports.isNamed,
        wait,
        dueOn,
        unread: unreadCount,
        files: sql<number>`(select count(*)::int from ${reportFiles} f where f.report_id = ${reports.id})`,
        isEscalated: sql<boolean>`exists (select from ${reportHistory} h where h.report_id = ${reports.id} and h.step = 'escalated')`,
        content: reports.content,
        wrapped: reportKeys.content,
      })
      .from(reports)
      .leftJoin(reportKeys, eq(reportKeys.reportId, reports.id))
      .leftJoin(enterprises, eq(enterprises.id, reports.enterpriseId))
      .where(where)
      .orderBy(sql`${dueOn} asc nulls last`, desc(reports.receivedAt), asc(reports.id))
      .limit(handlingLimits.pageSize)
      .offset((search.page - 1) * handlingLimits.pageSize),
    db.$count(reports, where),
  ])
  return {
    rows: rows.map(({ content, wrapped, handle, ...row }) => ({
      ...row,
      opening: openingOf({ content, wrapped, handle }),
    })),
    total,
  }
}
export type ReportInboxRow = Awaited<ReturnType<typeof listReportInbox>>['rows'][number]

/** The first words, masked, so that an officer sees what it is about; null once the key is destroyed, '' where it cannot be opened here. */
function openingOf(row: { content: Buffer; wrapped: Buffer | null; handle: string }) {
  const { content, closed } = openContent(row)
  return content ? shortened(content.words) : closed === 'destroyed' ? null : ''
}

function shortened(words: string) {
  const signs = [...maskPersonal(words).replace(/\s+/g, ' ')]
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : signs.join('')
}

/** How many each filter would show beside the others. */
export async function countReportInbox(db: Db, viewer: Viewer, search: ReportInboxSearch, now: Date) {
  const countBy = async (column: SQL, except: Except) => {
    const rows = await db
      .select({ value: sql<string | null>`${column}`, count: sql<number>`count(*)::int` })
      .from(reports)
      .where(within(viewer, search, now, except))
      .groupBy(sql`1`)
    return new Map(rows.flatMap(({ value, count }) => (value === null ? [] : [[value, count] as const])))
  }
  const [waits, states, kinds, regions, late, unread] = await Promise.all([
    countBy(sql`${wait}`, 'wait'),
    countBy(sql`${reports.state}`, 'state'),
    countBy(sql`${reports.kind}`, 'kind'),
    countBy(sql`coalesce(${reports.regionCode}, 'city')`, 'region'),
    db.$count(reports, within(viewer, { ...search, late: 'yes' }, now)),
    db.$count(reports, within(viewer, { ...search, unread: 'yes' }, now)),
  ])
  return { waits: waits as Map<ReportWait, number>, states, kinds, regions, late, unread }
}
