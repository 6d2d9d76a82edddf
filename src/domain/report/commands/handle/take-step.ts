import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { reportHistory, reports } from '#db/schema/report.ts'
import type { reportSteps } from '#db/vocabulary.ts'
import { demandContentKey } from '#domain/report/queries/keys.ts'
import { noSuchReport } from '#domain/report/refuse.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { afterMove, type ReportMove } from '#domain/report/rules/machine.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'
import { sealText } from '#platform/seal/seal.ts'
import { formatTime } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

export interface StepRef {
  id: number
  /** The one that the sender's page was loaded with. */
  revision: number
}

export interface Step {
  step: (typeof reportSteps)[number]
  /** What changes in the report beside its revision. */
  set?: Partial<typeof reports.$inferInsert>
  /** For the reporter. */
  words?: string
  /** For the office. */
  note?: string
  /** `report_outcome.*` where the public sees the difference; else `report.<step>`. */
  event?: `report.${string}` | `report_outcome.${string}`
  /** For the log: never a word of what anybody wrote. */
  after?: Record<string, unknown>
}

export type ReportInHand = Awaited<ReturnType<typeof lockReport>>

/**
 * One step of an officer with a report: allowed, not overtaken by a colleague's, possible in its state; then the row, its history
 * and the event together.
 * @throws DomainError not_allowed; not_found; conflict, saying who was quicker or what the state is
 */
export async function takeStep(
  db: Db,
  viewer: Viewer,
  { id, revision }: StepRef,
  now: Date,
  move: ReportMove | undefined,
  work: (tx: Db, report: ReportInHand, account: Account) => Promise<Step>,
  permission: Permission = 'report.handle',
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const report = await lockReport(tx, id, viewer, permission)
    const account = demandAccount(viewer, permission, { regionCode: report.regionCode })
    if (report.revision !== revision) throw await overtaken(tx, id)
    if (move && afterMove(report.state, move) === undefined) {
      const [zh, en] = [term('zh', 'reportState', report.state), term('en', 'reportState', report.state)]
      throw conflict(`此件现为“${zh}”，不能这样办理`, `This report is “${en}”: this step is not possible`)
    }
    const { step, set = {}, words, note, event, after } = await work(tx, report, account)
    await tx
      .update(reports)
      .set({ ...set, ...(move ? { state: afterMove(report.state, move) } : {}), revision: revision + 1 })
      .where(eq(reports.id, id))
    await writeHistory(tx, id, { step, at: now, byUserId: account.userId, words, note })
    await recordEvent(tx, {
      kind: event ?? `report.${step}`,
      subject: `report:${id}`,
      by: viewer,
      at: now,
      before: { state: report.state },
      after: { revision: revision + 1, ...after },
    })
  })
}

/** The report, held until the transaction ends. */
async function lockReport(tx: Db, id: number, viewer: Viewer, permission: Permission) {
  const [report] = await tx
    .select({
      id: reports.id,
      handle: reports.handle,
      kind: reports.kind,
      state: reports.state,
      regionCode: reports.regionCode,
      enterpriseId: reports.enterpriseId,
      receivedAt: reports.receivedAt,
      acceptDueOn: reports.acceptDueOn,
      acceptedOn: reports.acceptedOn,
      handleDueOn: reports.handleDueOn,
      extendedDays: reports.extendedDays,
      recheckDueOn: reports.recheckDueOn,
      outcomeNo: reports.outcomeNo,
      caseId: reports.caseId,
      revision: reports.revision,
    })
    .from(reports)
    .where(eq(reports.id, id))
    .for('update')
  demandAccount(viewer, permission, { regionCode: report?.regionCode ?? null })
  if (!report) throw noSuchReport()
  return report
}

/** A line of the report's history; what is said in it is sealed with the report's own key. */
export async function writeHistory(
  tx: Db,
  reportId: number,
  {
    words,
    note,
    ...line
  }: Pick<Step, 'step'> & { at: Date; byUserId: string | null; words?: string | undefined; note?: string | undefined },
): Promise<void> {
  const sealed = words || note ? await demandContentKey(tx, reportId) : undefined
  const lock = (part: 'words' | 'note', text: string | undefined) =>
    text && sealed ? sealText(sealed.key, purposeOf(sealed.handle, part), text) : null
  await tx.insert(reportHistory).values({ reportId, ...line, words: lock('words', words), note: lock('note', note) })
}

async function overtaken(tx: Db, id: number) {
  const [last] = await tx
    .select({ step: reportHistory.step, at: reportHistory.at, name: users.name })
    .from(reportHistory)
    .leftJoin(users, eq(users.id, reportHistory.byUserId))
    .where(eq(reportHistory.reportId, id))
    .orderBy(desc(reportHistory.id))
    .limit(1)
  if (!last) return conflict('此件刚有变动，请重新打开', 'The report has just changed: open it again')
  return conflict(
    `您打开之后，${last.name ?? '举报人或系统'}已于 ${formatTime('zh', last.at)} 办理“${term('zh', 'reportStep', last.step)}”；您写的还在下面，请核对后再办`,
    `Since you opened it, ${last.name ?? 'the reporter or the system'} took the step “${term('en', 'reportStep', last.step)}” (${formatTime('en', last.at)}). What you wrote is still below: check it and send it again`,
  )
}
