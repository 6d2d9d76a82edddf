import { and, asc, eq } from 'drizzle-orm'
import { changeReports as reports } from '#db/schema/change.ts'
import { endOf, mostOfOneKind, type WaitingSource } from '#platform/waiting.ts'
import { term } from '#src/i18n/terms.ts'

/** Changes that the portal knows of and the firm has to report on. */
export const waitingChanges: WaitingSource = async (db, account) => {
  if (account.role !== 'firm' || account.enterpriseId === null) return []
  const rows = await db
    .select({ id: reports.id, kind: reports.kind, dueOn: reports.dueOn, at: reports.createdAt })
    .from(reports)
    .where(and(eq(reports.enterpriseId, account.enterpriseId), eq(reports.state, 'expected')))
    .orderBy(asc(reports.dueOn))
    .limit(mostOfOneKind)
  return rows.map(({ id, kind, dueOn, at }) => ({
    kind: 'change.report',
    subject: `change:${id}`,
    title: { zh: term('zh', 'changeKind', kind), en: term('en', 'changeKind', kind) },
    path: '/filing/changes',
    dueAt: endOf(dueOn),
    since: at,
  }))
}
