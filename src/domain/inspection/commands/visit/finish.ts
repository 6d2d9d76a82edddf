import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { inspectionFindings, inspectionSamples, inspections } from '#db/schema/inspection.ts'
import { revealIfDue } from '#domain/inspection/commands/draw/reveal.ts'
import { type Held, lockInspection, refuseOver } from '#domain/inspection/commands/visit/lock.ts'
import { refuseApart } from '#domain/inspection/commands/visit/plan.ts'
import { formContext, readWhole, refuseOlder } from '#domain/inspection/commands/visit/read-form.ts'
import type { inspectionFinishing } from '#domain/inspection/input.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/**
 * 办结: from here on the record stays and is public; each finding becomes a problem of the ledger (event `inspection.finished`).
 * @throws DomainError conflict when it is over or was changed meanwhile; rule_broken at each field that is wrong, without two signatures,
 *   and for an inspector who stays away from the firm
 */
export async function finishInspection(
  db: Db,
  viewer: Viewer,
  { no, version }: z.output<typeof inspectionFinishing> & { version: number },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held = await lockInspection(tx, no, viewer, 'inspection.record')
    refuseOver(held)
    refuseOlder(held, version)
    const content = readWhole(held, await formContext(tx, held, now))
    await refuseUnsigned(tx, held, now)
    const { inspection, account, creditCode } = held
    const { findings, samples, ...whole } = content
    const inspectionId = inspection.id
    if (findings.length > 0)
      await tx.insert(inspectionFindings).values(findings.map((each) => ({ inspectionId, ...each })))
    if (samples.length > 0)
      await tx.insert(inspectionSamples).values(samples.map((each) => ({ inspectionId, ...each })))
    await tx
      .update(inspections)
      .set({ ...whole, state: 'finished', finishedAt: now, finishedBy: account.userId })
      .where(eq(inspections.id, inspectionId))
    await recordEvent(tx, {
      kind: 'inspection.finished',
      subject: `inspection:${inspectionId}`,
      by: viewer,
      at: now,
      before: { state: inspection.state },
      after: {
        ...{ no, creditCode, result: whole.result, findings: findings.length, samples: samples.length },
        kind: inspection.kind,
        regionCode: inspection.regionCode,
        problemId: inspection.problemId,
        campaignId: inspection.campaignId,
      },
    })
    if (inspection.drawId !== null) await revealIfDue(tx, inspection.drawId, now)
  })
}

async function refuseUnsigned(tx: Db, { inspection, officers }: Held, now: Date) {
  const { finish } = inspectionTermsOn(cityDate(now))
  const signed = officers.filter(({ signedVersion }) => signedVersion === inspection.version)
  if (signed.length < finish.officers.value)
    throw refusal(
      'signature',
      `须有 ${finish.officers.value} 名检查人员对现在的表格签字，已签 ${signed.length} 名`,
      `${finish.officers.value} inspectors sign the form as it stands; ${signed.length} did`,
    )
  if (!signed.some(({ means }) => means === 'account'))
    throw refusal('signature', '至少一名检查人员用本人账号签字', 'One inspector at least signs with the own account')
  await refuseApart(
    tx,
    inspection.enterpriseId,
    signed.map(({ officerId }) => officerId),
    cityDate(now),
  )
}
