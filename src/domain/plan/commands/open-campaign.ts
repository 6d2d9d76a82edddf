import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { campaigns } from '#db/schema/plan.ts'
import { sectors } from '#db/schema/sector.ts'
import type { CampaignOpening } from '#domain/plan/input/campaign.ts'
import { stageOf } from '#domain/plan/queries/stage.ts'
import { checkCampaign } from '#domain/plan/rules/campaign.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * 专项检查: opens a campaign among sectors of a batch. Its firms follow from the register; inspections of its kind name it.
 * @returns its number
 * @throws DomainError not_allowed; rule_broken at the field
 */
export async function openCampaign(db: Db, viewer: Viewer, given: CampaignOpening, now: Date): Promise<number> {
  const account = demandAccount(viewer, 'campaign.open')
  const { titleZh, titleEn, basisZh, basisEn } = given
  refusePersonalData({ titleZh, titleEn, basisZh, basisEn })
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { batches } = await stageOf(tx, now)
    const batch = batches.find((each) => each.batch === given.batch)
    if (!batch) throw refusal('batch', '请选择一个批次', 'Choose a batch')
    const own = await tx.select({ code: sectors.code }).from(sectors).where(eq(sectors.batch, given.batch))
    const sectorCodes = [...new Set(given.sectorCodes)]
    checkCampaign({ ...given, sectorCodes }, { ...batch, sectorCodes: own.map(({ code }) => code) }, cityDate(now))
    const [added] = await tx
      .insert(campaigns)
      .values({ ...given, sectorCodes, openedBy: account.userId, openedAt: now })
      .returning({ id: campaigns.id })
    const { id } = added as { id: number }
    await recordEvent(tx, {
      kind: 'campaign.opened',
      subject: `campaign:${id}`,
      by: viewer,
      at: now,
      after: { ...given, sectorCodes },
    })
    return id
  })
}
