import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { inspectionCorrections, inspectionOfficers, lawOfficers } from '#db/schema/inspection.ts'
import { lockInspection, refuseOver } from '#domain/inspection/commands/visit/lock.ts'
import { refuseApart, refuseWrongCounty } from '#domain/inspection/commands/visit/plan.ts'
import type { officerReplacing } from '#domain/inspection/input.ts'
import { inService } from '#domain/inspection/queries/pool.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/**
 * 更换检查人员: another officer goes in the place of one who cannot. Whoever was drawn stays on the page of the draw, and why another one
 * went stands in public beside the record. @throws DomainError not_allowed; not_found; conflict once it is over; rule_broken
 */
export async function replaceOfficer(
  db: Db,
  viewer: Viewer,
  { no, leaving, coming, why }: z.output<typeof officerReplacing>,
  now: Date,
): Promise<void> {
  const today = cityDate(now)
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held = await lockInspection(tx, no, viewer, 'inspection.plan')
    refuseOver(held)
    const { inspection, officers, account, creditCode } = held
    const out = officers.find(({ certificateNo }) => certificateNo === leaving)
    if (!out)
      throw refusal('leaving', `${leaving} 不是这次检查的检查人员`, `${leaving} is not an inspector of this inspection`)
    if (officers.some(({ certificateNo }) => certificateNo === coming))
      throw refusal('coming', `${coming} 已在这次检查中`, `${coming} is an inspector of it already`)
    const [officer] = await tx
      .select({ id: lawOfficers.id, certificateNo: lawOfficers.certificateNo, regionCode: lawOfficers.regionCode })
      .from(lawOfficers)
      .where(and(eq(lawOfficers.certificateNo, coming), inService(today)))
    if (!officer) throw refusal('coming', `没有在用的执法证号 ${coming}`, `No certificate in service: ${coming}`)
    refuseWrongCounty([officer], inspection.kind, inspection.regionCode, 'coming')
    await refuseApart(tx, inspection.enterpriseId, [officer.id], today, 'coming')
    if (findPersonalData(why).length > 0)
      throw refusal('why', '原因是公开的，请删去个人信息', 'The reason is public: leave personal information out')
    await tx
      .update(inspectionOfficers)
      .set({ officerId: officer.id, means: null, signedVersion: null, signedAt: null, signedBy: null })
      .where(eq(inspectionOfficers.id, out.rowId))
    const words = `检查人员由 ${leaving} 更换为 ${coming}：${why}`
    await tx.insert(inspectionCorrections).values({ inspectionId: inspection.id, words, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'inspection_desk.officer_replaced',
      subject: `inspection:${inspection.id}`,
      by: viewer,
      at: now,
      before: { certificateNo: leaving },
      after: { no, creditCode, certificateNo: coming, why },
    })
  })
}
