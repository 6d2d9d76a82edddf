import { and, asc, between, eq, inArray, notInArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, permits } from '#db/schema/enterprise.ts'
import { campaigns } from '#db/schema/plan.ts'
import { violationCases, violationSteps } from '#db/schema/violation.ts'
import { categoryOf, permitOn } from '#domain/plan/rules/campaign.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { followCase } from '#domain/rectification/commands/follow.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { officersOf, visit } from '#src/cli/demo/inspection-visit.ts'

const dayMs = 86_400_000

/**
 * The demo's campaign: whom it found without a permit on the day of the case, with a line in the ledger that the case belongs to; and a
 * first round of the others, one every eight days since it began.
 */
export async function visitCampaign(db: Db, now: Date) {
  const [campaign] = await db.select().from(campaigns).orderBy(asc(campaigns.id)).limit(1)
  if (!campaign) return
  const caught = await casesOf(db, campaign)
  for (const { caseId, enterpriseId, regionCode, foundOn } of caught) {
    const at = new Date(`${foundOn}T09:00:00+08:00`)
    const row = await visit(db, {
      ...{ name: `caught/${caseId}`, at, regionCode, officers: await officersOf(db, regionCode) },
      ...{ kind: 'campaign', isDone: true, enterpriseId, campaignId: campaign.id, finding: withoutPermit },
    })
    await enterProblem(
      db,
      'system',
      {
        ...{ enterpriseId, ...withoutPermit, foundOn, caseId },
        ...{ source: 'inspection', sourceRef: `inspection:${row.id}:1` },
      },
      new Date(at.getTime() + dayMs),
    )
    await followCase(db, caseId, now)
  }
  const firms = await db
    .select({ id: enterprises.id, regionCode: enterprises.regionCode })
    .from(enterprises)
    .where(
      and(
        inArray(enterprises.sectorCode, campaign.sectorCodes),
        eq(enterprises.operatingState, 'operating'),
        notInArray(
          enterprises.id,
          caught.map(({ enterpriseId }) => enterpriseId),
        ),
      ),
    )
    .orderBy(asc(enterprises.id))
  for (const [i, { id, regionCode }] of firms.slice(0, 12).entries()) {
    const at = new Date(now.getTime() - (3 + i * 8) * dayMs)
    if (cityDate(at) < addDays(campaign.fromOn, 4)) return
    const held = await db
      .select({ issuedOn: permits.issuedOn, expiresOn: permits.expiresOn })
      .from(permits)
      .where(eq(permits.enterpriseId, id))
    const standing = permitOn(held, cityDate(at))
    await visit(db, {
      ...{ name: `campaign/${i}`, at, regionCode, officers: await officersOf(db, regionCode) },
      ...{ kind: 'campaign', isDone: true, enterpriseId: id, campaignId: campaign.id },
      ...(standing === 'expired' && { finding: withoutPermit }),
    })
  }
}

const withoutPermit = {
  kind: 'permit',
  words: '排污许可证有效期已过，没有申请延续，检查时仍在生产并排放污染物。',
} as const

/** The cases of the campaign: of its firms, for discharge without a permit, found within its days. */
const casesOf = (db: Db, { sectorCodes, fromOn, toOn }: typeof campaigns.$inferSelect) =>
  db
    .select({
      caseId: violationCases.id,
      enterpriseId: enterprises.id,
      regionCode: violationCases.regionCode,
      foundOn: violationSteps.happenedOn,
    })
    .from(violationCases)
    .innerJoin(enterprises, eq(enterprises.id, violationCases.enterpriseId))
    .innerJoin(violationSteps, eq(violationSteps.caseId, violationCases.id))
    .where(
      and(
        inArray(enterprises.sectorCode, sectorCodes),
        eq(violationCases.category, categoryOf.without_permit),
        eq(violationCases.state, 'published'),
        eq(violationSteps.kind, 'inspection'),
        between(violationSteps.happenedOn, fromOn, toOn),
      ),
    )
    .orderBy(asc(violationCases.id))
