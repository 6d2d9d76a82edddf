import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { inspectionOfficers, inspectionPhotos } from '#db/schema/inspection.ts'
import { type Held, lockInspection, refuseOver } from '#domain/inspection/commands/visit/lock.ts'
import { formContext, readWhole, refuseOlder } from '#domain/inspection/commands/visit/read-form.ts'
import type { inspectionSigning } from '#domain/inspection/input.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/**
 * An inspector signs the form as it stands: in person by the account, or, where an inspector has none, by hand on the paper record, a
 * photograph of which must be there. What is changed afterwards is signed again.
 * @throws DomainError not_allowed; conflict when the form was changed meanwhile; rule_broken
 */
export async function signInspection(
  db: Db,
  viewer: Viewer,
  { no, version, certificateNo }: z.output<typeof inspectionSigning> & { version: number },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held = await lockInspection(tx, no, viewer, 'inspection.record')
    refuseOver(held)
    refuseOlder(held, version)
    readWhole(held, await formContext(tx, held, now))
    const { inspection, officers, account } = held
    const own = officers.find(({ userId }) => userId === account.userId)
    if (!own)
      throw refusal('signature', '您不是这次检查的检查人员，不能签字', 'You are not an inspector of this inspection')
    const signer = certificateNo === null ? own : officers.find((each) => each.certificateNo === certificateNo)
    if (!signer)
      throw refusal(
        'signature',
        `${certificateNo} 不是这次检查的检查人员`,
        `${certificateNo} is not an inspector of this inspection`,
      )
    if (signer !== own) await refusePaper(tx, inspection.id, signer)
    await tx
      .update(inspectionOfficers)
      .set({
        means: signer === own ? 'account' : 'paper',
        signedVersion: version,
        signedAt: now,
        signedBy: account.userId,
      })
      .where(eq(inspectionOfficers.id, signer.rowId))
    await recordEvent(tx, {
      kind: 'inspection_desk.signed',
      subject: `inspection:${inspection.id}`,
      by: viewer,
      at: now,
      after: { no, version, certificateNo: signer.certificateNo, means: signer === own ? 'account' : 'paper' },
    })
  })
}

async function refusePaper(tx: Db, inspectionId: number, signer: Held['officers'][number]) {
  if (signer.userId !== null)
    throw refusal(
      'signature',
      `${signer.certificateNo} 有自己的账号，请本人登录签字`,
      `${signer.certificateNo} has an account and signs with it`,
    )
  const paper = await tx.$count(
    inspectionPhotos,
    and(eq(inspectionPhotos.inspectionId, inspectionId), eq(inspectionPhotos.kind, 'record')),
  )
  if (paper === 0)
    throw refusal(
      'signature',
      '请先上传签了字的纸质笔录照片',
      'First add a photograph of the paper record with the signature on it',
    )
}
