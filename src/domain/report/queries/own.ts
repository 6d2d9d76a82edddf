import { and, count, desc, eq, gte, inArray, lt, lte, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import { reports } from '#db/schema/report.ts'
import type { open311List } from '#domain/report/input/open311.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const columns = {
  id: reports.id,
  handle: reports.handle,
  kind: reports.kind,
  channel: reports.channel,
  receivedAt: reports.receivedAt,
  state: reports.state,
  acceptDueOn: reports.acceptDueOn,
  acceptedOn: reports.acceptedOn,
  handleDueOn: reports.handleDueOn,
  concludedOn: reports.concludedOn,
  outcome: reports.outcome,
  refusalGround: reports.refusalGround,
  publicOutcome: reports.publicOutcome,
  publicOutcomeEn: reports.publicOutcomeEn,
  wantsCredit: reports.wantsCredit,
  regionNameZh: regions.nameZh,
  regionNameEn: regions.nameEn,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
}

const ownSelect = (db: Db) =>
  db
    .select(columns)
    .from(reports)
    .leftJoin(regions, eq(regions.code, reports.regionCode))
    .leftJoin(enterprises, eq(enterprises.id, reports.enterpriseId))

export type OwnReport = Awaited<ReturnType<typeof ownSelect>>[number]

/** An association's own reports, newest first; `before` is the id that a page goes on from. What they say stays sealed. */
export async function listOwnReports(
  db: Db,
  viewer: Viewer,
  { before, limit }: { before?: number | undefined; limit: number },
) {
  const { userId } = demandAccount(viewer, 'report.send_batch')
  const own = eq(reports.submittedBy, userId)
  const rows = await ownSelect(db)
    .where(before === undefined ? own : and(own, lt(reports.id, before)))
    .orderBy(desc(reports.id))
    .limit(limit + 1)
  const [total] = await db.select({ n: count() }).from(reports).where(own)
  const page = rows.slice(0, limit)
  return { rows: page, total: total?.n ?? 0, next: rows.length > limit ? page.at(-1)?.id : undefined }
}

/** One of them by the handle of its receipt; undefined for another's. */
export async function getOwnReport(db: Db, viewer: Viewer, handle: string): Promise<OwnReport | undefined> {
  const { userId } = demandAccount(viewer, 'report.send_batch')
  const [row] = await ownSelect(db).where(and(eq(reports.handle, handle), eq(reports.submittedBy, userId)))
  return row
}

const mostAt311 = 1000

/** Its own reports as GeoReport v2 asks for them: newest first, at most 1,000, as the protocol allows. */
export async function listOwn311(db: Db, viewer: Viewer, search: z.output<typeof open311List>): Promise<OwnReport[]> {
  const { userId } = demandAccount(viewer, 'report.send_batch')
  const open = ['received', 'accepted'] as const
  const closed = ['refused', 'referred', 'joined', 'concluded'] as const
  const conditions: (SQL | undefined)[] = [
    eq(reports.submittedBy, userId),
    search.service_request_id && inArray(reports.handle, search.service_request_id),
    search.service_code && inArray(reports.kind, search.service_code),
    search.start_date === undefined ? undefined : gte(reports.receivedAt, new Date(search.start_date)),
    search.end_date === undefined ? undefined : lte(reports.receivedAt, new Date(search.end_date)),
    search.status && inArray(reports.state, search.status === 'open' ? open : closed),
  ]
  return ownSelect(db)
    .where(and(...conditions))
    .orderBy(desc(reports.id))
    .limit(mostAt311)
}
