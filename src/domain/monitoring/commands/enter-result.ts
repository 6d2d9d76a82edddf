import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { writeEntries } from '#domain/monitoring/commands/write-entries.ts'
import { type EntryTexts, entryLimits } from '#domain/monitoring/input.ts'
import { getEntryContext } from '#domain/monitoring/queries/entry-context.ts'
import { planEntries } from '#domain/monitoring/queries/planned.ts'
import { getResult } from '#domain/monitoring/queries/results.ts'
import { MonitoringRefusal } from '#domain/monitoring/refusal.ts'
import { type ReadResult, readResult } from '#domain/monitoring/rules/entry/result.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { plainText } from '#src/text/plain-text.ts'

/**
 * Enters one result of 监督性监测 (county officers: of their own county).
 * @throws MonitoringRefusal wrong_entry with each problem at its field, one that is already entered among them
 */
export async function enterResult(db: Db, viewer: Viewer, texts: EntryTexts, now: Date): Promise<{ id: number }> {
  demandDesk(viewer)
  return db.transaction(async (tx) => {
    const row = await readEntry(tx, viewer, texts, now)
    const { planned } = await planEntries(tx, 'supervisory', [{ line: 1, row: { kind: 'supervisory', ...row } }])
    if (planned[0]?.change !== 'new') {
      throw new MonitoringRefusal('rule_broken', 'wrong_entry', [
        { line: 1, field: 'reportNo', code: 'already_entered', given: {} },
      ])
    }
    const [id] = await writeEntries(tx, planned, { by: viewer, at: now, reason: null })
    const after = { creditCode: row.outlet.creditCode, ...plain(row) }
    await recordEvent(tx, {
      kind: 'monitoring.result_entered',
      subject: `result:${id as number}`,
      by: viewer,
      at: now,
      after,
    })
    return { id: id as number }
  })
}

/**
 * Puts a result right: the old one stays, no longer in force, and the new one says why.
 * @throws MonitoringRefusal no_such_result; already_superseded; reason_needed; nothing_changed; wrong_entry
 */
export async function correctResult(
  db: Db,
  viewer: Viewer,
  { id, texts, reason: typed }: { id: number; texts: EntryTexts; reason: string },
  now: Date,
): Promise<{ id: number }> {
  demandDesk(viewer)
  return db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from supervisory_results where id = ${id} for update`)
    const before = await getResult(tx, id)
    if (!before) throw new MonitoringRefusal('not_found', 'no_such_result')
    demand(viewer, 'monitoring.enter_results', { regionCode: before.regionCode })
    if (!before.isCurrent) throw new MonitoringRefusal('conflict', 'already_superseded')
    const reason = plainText(typed)
    const row = await readEntry(tx, viewer, texts, now)
    if (reason.length < entryLimits.reasonMin || reason.length > entryLimits.reasonLength)
      throw new MonitoringRefusal('rule_broken', 'reason_needed')
    const entry = { line: 1, row: { kind: 'supervisory' as const, ...row } }
    const [own] = (await planEntries(tx, 'supervisory', [entry])).planned
    if (own?.existingId === id && own.change === 'unchanged')
      throw new MonitoringRefusal('rule_broken', 'nothing_changed')
    const [other] = (await planEntries(tx, 'supervisory', [entry], id)).planned
    if (other?.existingId != null)
      throw new MonitoringRefusal('rule_broken', 'wrong_entry', [
        { line: 1, field: 'reportNo', code: 'already_entered', given: {} },
      ])
    const corrected = [{ ...entry, change: 'corrected' as const, existingId: id }]
    const [made] = await writeEntries(tx, corrected, { by: viewer, at: now, reason })
    await recordEvent(tx, {
      kind: 'monitoring.result_corrected',
      subject: `result:${made as number}`,
      by: viewer,
      at: now,
      before: {
        resultId: id,
        sampledOn: before.sampledOn,
        state: before.state,
        value: before.value,
        unit: before.unit,
        reportNo: before.reportNo,
      },
      after: { creditCode: row.outlet.creditCode, ...plain(row) },
      reason,
    })
    return { id: made as number }
  })
}

/** The county is asked for once it is known: the reader refuses what lies in another one, at its field. */
function demandDesk(viewer: Viewer): void {
  const regionCode = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(
    viewer,
    'monitoring.enter_results',
    reachOf(viewer, 'monitoring.enter_results') === 'own_region' ? { regionCode } : {},
  )
}

async function readEntry(tx: Db, viewer: Viewer, texts: EntryTexts, now: Date): Promise<ReadResult> {
  const code = plainText(texts.creditCode ?? '').toUpperCase()
  const context = await getEntryContext(tx, viewer, 'monitoring.enter_results', [code], now)
  const { row, problems } = readResult(texts, context)
  if (!row)
    throw new MonitoringRefusal(
      'rule_broken',
      'wrong_entry',
      problems.map((problem) => ({ line: 1, ...problem })),
    )
  return row
}

const plain = ({ outlet, ...row }: ReadResult) => ({ outletCode: outlet.outletCode, ...row })
