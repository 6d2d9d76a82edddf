import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { reportHistory, reports } from '#db/schema/report.ts'
import { attachEvidence, sealEvidence } from '#domain/report/commands/evidence.ts'
import { type Proved, spendProof } from '#domain/report/commands/proof.ts'
import { type ReceivedReport, receiveReport } from '#domain/report/commands/receive.ts'
import type { UploadRef } from '#domain/report/commands/uploads.ts'
import type { AnswerStep, WhereStep } from '#domain/report/input/intake.ts'
import { markedReport } from '#domain/report/queries/similar.ts'
import { toTheHour } from '#domain/report/rules/clock.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { visitor } from '#platform/permissions/viewer.ts'

export interface SentForm {
  where: WhereStep
  answer: AnswerStep
  uploads: readonly UploadRef[]
  /** Of listSimilar: the open report to which this one is added; empty for none. */
  similar: string
}

/**
 * Takes in what the form was filled in with, whoever is signed in: as a visitor's. All of it is on the disk when it returns, or none.
 * @param at the machine's time, for the proof
 * @throws DomainError
 */
export async function sendReport(
  db: Db,
  form: SentForm,
  proved: Proved,
  now: Date,
  at: Date,
): Promise<ReceivedReport & { isJoined: boolean }> {
  const { where, answer } = form
  const pin =
    where.latitude === null || where.longitude === null
      ? null
      : { longitudeDeg: where.longitude, latitudeDeg: where.latitude }
  const [firm] = where.firm
    ? await db
        .select({ id: enterprises.id, regionCode: enterprises.regionCode })
        .from(enterprises)
        .where(eq(enterprises.creditCode, where.firm))
    : []
  const place = pin ? placeOf(pin) : undefined
  const sealed = await sealEvidence(db, form.uploads)
  const { kind, words, seen } = where
  let isJoined = false
  const received = await receiveReport(
    db,
    visitor,
    {
      channel: 'web',
      kind,
      content: { words, place: where.place, pin, seen, enterprise: firm ? '' : where.firmName },
      identity: answer.named === 'yes' ? { name: answer.name, telephone: answer.telephone } : undefined,
      regionCode: firm?.regionCode ?? (place?.kind === 'county' ? place.regionCode : null),
      enterpriseId: firm?.id ?? null,
    },
    now,
    async (tx, report) => {
      await spendProof(tx, proved, at)
      await attachEvidence(tx, report, sealed)
      isJoined = await addToSimilar(tx, report.id, kind, form.similar, now)
    },
  )
  return { ...received, isJoined }
}

/** Added to an open one of the same kind; where that one was closed meanwhile, this one stands by itself. */
async function addToSimilar(tx: Db, id: number, kind: WhereStep['kind'], mark: string, now: Date): Promise<boolean> {
  const target = mark === '' ? undefined : markedReport(mark)
  if (target === undefined) return false
  const [open] = await tx
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.id, target), eq(reports.kind, kind), inArray(reports.state, ['received', 'accepted'])))
    .for('share')
  if (!open) return false
  await tx.update(reports).set({ state: 'joined', joinedToId: open.id }).where(eq(reports.id, id))
  await tx.insert(reportHistory).values({ reportId: id, step: 'joined', at: toTheHour(now) })
  return true
}
