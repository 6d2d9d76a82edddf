import { randomBytes } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { reportHistory, reportKeys, reports } from '#db/schema/report.ts'
import { identities } from '#db/schema/report-identity.ts'
import type { reportChannels, reportKinds } from '#db/vocabulary.ts'
import { toTheHour } from '#domain/report/rules/clock.ts'
import { purposeOf, type ReportContent, type ReporterIdentity } from '#domain/report/rules/content.ts'
import { cellOf } from '#domain/report/rules/place.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { hashSecret } from '#platform/seal/argon2.ts'
import { paperCodeBytes, paperCodeOf, paperCodeText } from '#platform/seal/code.ts'
import { identityPublicKey } from '#platform/seal/identity-key.ts'
import { newKey, sealText } from '#platform/seal/seal.ts'
import { wrapFor, wrapKey } from '#platform/seal/wrap.ts'
import { addWorkdays } from '#platform/workdays.ts'

export interface NewReport {
  channel: (typeof reportChannels)[number]
  kind: (typeof reportKinds)[number]
  content: ReportContent
  /** Undefined for an anonymous one. */
  identity: ReporterIdentity | undefined
  /** Where it belongs; null for the city. */
  regionCode: string | null
  enterpriseId: number | null
  /** An association wants to be named with the outcome. */
  wantsCredit?: boolean
}

export interface ReceivedReport {
  id: number
  handle: string
  /** Shown once; kept nowhere. */
  receipt: string
  acceptDueOn: string
  /** For what belongs to the report in the same transaction: its files. */
  contentKey: Buffer
  identityKey: Buffer
}

/**
 * Takes in a report, whatever way it came: sealed with keys of its own, its receipt hashed, the identity where only the identity
 * key opens it. `andThen` writes in the same transaction what comes with it.
 * @throws DomainError not_allowed
 */
export async function receiveReport(
  db: Db,
  viewer: Viewer,
  report: NewReport,
  now: Date,
  andThen: (tx: Db, received: ReceivedReport) => Promise<void> = async () => {},
): Promise<ReceivedReport> {
  demand(viewer, 'report.send')
  const code = paperCodeOf(randomBytes(paperCodeBytes))
  const { handle } = code
  const receiptHash = await hashSecret(code.secret)
  const [contentKey, identityKey] = [newKey(), newKey()]
  const today = cityDate(now)
  const acceptDueOn = addWorkdays(today, clocksOn(today).acceptWorkingDays.value)
  const { pin } = report.content
  const cell = pin && cellOf(pin.longitudeDeg, pin.latitudeDeg)
  const sender = viewer.role === 'ngo' ? viewer.userId : null

  return db.transaction(async (tx) => {
    const [written] = await tx
      .insert(reports)
      .values({
        handle,
        receiptHash,
        channel: report.channel,
        kind: report.kind,
        content: sealText(contentKey, purposeOf(handle, 'content'), JSON.stringify(report.content)),
        isNamed: report.identity !== undefined,
        submittedBy: sender,
        wantsCredit: sender !== null && report.wantsCredit === true,
        regionCode: report.regionCode,
        enterpriseId: report.enterpriseId,
        cellX: cell?.x ?? null,
        cellY: cell?.y ?? null,
        receivedAt: toTheHour(now),
        acceptDueOn,
      })
      .returning({ id: reports.id })
    const { id } = written as { id: number }
    await tx.insert(reportKeys).values({
      reportId: id,
      content: wrapKey(contentKey, purposeOf(handle, 'content-key')),
      identity: wrapFor(identityPublicKey(), identityKey),
    })
    if (report.identity)
      await tx.insert(identities).values({
        reportId: id,
        content: sealText(identityKey, purposeOf(handle, 'identity'), JSON.stringify(report.identity)),
      })
    await tx.insert(reportHistory).values({ reportId: id, step: 'received', at: toTheHour(now) })
    const received = { id, handle, receipt: paperCodeText(code), acceptDueOn, contentKey, identityKey }
    await andThen(tx, received)
    await recordEvent(tx, {
      kind: 'report.received',
      subject: `report:${id}`,
      by: viewer,
      at: toTheHour(now),
      after: { kind: report.kind, channel: report.channel, regionCode: report.regionCode },
    })
    return received
  })
}
