import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations } from '#db/schema/obligation.ts'
import { publishItems } from '#domain/disclosure/commands/draft-items.ts'
import { leaveDoubts } from '#domain/disclosure/commands/leave-doubts.ts'
import { noteLatePublication } from '#domain/disclosure/commands/record-overdue.ts'
import { lockDraft } from '#domain/disclosure/commands/save-draft.ts'
import { type Draft, listDraftRows } from '#domain/disclosure/queries/draft.ts'
import { getItemContext, listDraftItems } from '#domain/disclosure/queries/items.ts'
import { listRegisterChanges } from '#domain/disclosure/queries/register.ts'
import { codedProblem, DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { type CheckedDraft, checkForm } from '#domain/disclosure/rules/check.ts'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { hasChanges } from '#domain/disclosure/rules/register.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface Signing {
  enterpriseId: number
  year: number
  /** The revision that was previewed: what is signed is what was seen. */
  revision: number
  /** 责任人, who signs the declaration. */
  signedName: string
}

/**
 * Signs the draft and makes it public. Everything is checked again; the values are filled in from what was typed; the version
 * before is superseded and stays readable; the first publication is kept with the obligation, so lateness never gets lost.
 * @returns the public version's id
 * @throws DisclosureRefusal draft_gone (two at once: one wins); saved_meanwhile; register_changed when limits or outlets are
 *   not those of today (refreshDraft); not_complete with each problem at its field
 */
export async function signAndPublish(
  db: Db,
  viewer: Viewer,
  signing: Signing,
  now: Date,
): Promise<{ id: number; version: number }> {
  const { enterpriseId, year } = signing
  demand(viewer, 'disclosure.file', { enterpriseId })
  return db.transaction(async (tx) => {
    const draft = await lockDraft(tx, enterpriseId, year)
    if (draft.revision !== signing.revision) throw new DisclosureRefusal('conflict', 'saved_meanwhile')
    const rows = await listDraftRows(tx, draft)
    const items = await listDraftItems(tx, draft.id)
    const checked = checkForm(rows, items, await getItemContext(tx, { enterpriseId, disclosureId: draft.id }, items))
    if (rows.length === 0 || checked.problems.length > 0) {
      throw new DisclosureRefusal('rule_broken', 'not_complete', checked.problems.map(codedProblem))
    }
    if (hasChanges(await listRegisterChanges(tx, draft, enterpriseId, cityDate(now)))) {
      throw new DisclosureRefusal('conflict', 'register_changed')
    }
    await writeValues(tx, draft.id, rows, checked)
    await publishItems(tx, draft.id, checked.items)
    const doubts = await leaveDoubts(tx, draft, checked)
    await supersede(tx, draft, now)
    await tx
      .update(disclosures)
      .set({ state: 'published', signedName: signing.signedName, signedAt: now, publishedAt: now, updatedAt: now })
      .where(eq(disclosures.id, draft.id))
    await tx
      .update(disclosureObligations)
      .set({ publishedAt: now })
      .where(
        and(
          eq(disclosureObligations.year, year),
          eq(disclosureObligations.enterpriseId, enterpriseId),
          isNull(disclosureObligations.publishedAt),
        ),
      )
    await noteLatePublication(tx as unknown as Db, enterpriseId, year, now)
    const enterprise = await countExceedances(tx, enterpriseId, now)
    await recordEvent(tx, {
      kind: 'disclosure.published',
      subject: `disclosure:${draft.id}`,
      by: viewer,
      at: now,
      before: draft.supersedesId === null ? null : { disclosureId: draft.supersedesId, version: draft.version - 1 },
      after: {
        disclosureId: draft.id,
        creditCode: enterprise?.creditCode,
        year,
        version: draft.version,
        signedName: signing.signedName,
        rows: rows.length,
        exceedingRows: checked.rows.filter(({ judgement }) => judgement.exceeds).length,
        doubts,
      },
      reason: draft.correctionReason ?? undefined,
    })
    return { id: draft.id, version: draft.version }
  })
}

/** The typed answers become values, in one statement; `typed` is emptied, so a published version has one truth. */
async function writeValues(
  tx: Db,
  disclosureId: number,
  rows: readonly { context: RowContext }[],
  checked: CheckedDraft,
) {
  const values = rows.map(({ context }, i) => ({
    outletId: context.outletId,
    factorCode: context.factorCode,
    ...checked.rows[i]?.answers,
  }))
  await tx.execute(sql`
    update disclosure_rows r set
      typed = '{}', route = v.route, pattern = v.pattern, concentration_state = v."concentrationState",
      concentration_min = v."concentrationMin", concentration_mean = v."concentrationMean",
      concentration_max = v."concentrationMax", detection_limit = v."detectionLimit", origin = v.origin,
      total_state = v."totalState", total_tonnes = v."totalTonnes", judged_count = v."judgedCount",
      exceedance_count = v."exceedanceCount", exceedance_reason = v."exceedanceReason", unusual_reason = v."unusualReason",
      sample_count = v."sampleCount", report_no = v."reportNo", rate_min = v."rateMin", rate_max = v."rateMax",
      special_limit = v."specialLimit", limit_rate = v."limitRate",
      limit_water_per_product = v."limitWaterPerProduct", special_period_limit = v."specialPeriodLimit",
      supervisory_exceedance_rate = v."supervisoryExceedanceRate", online_exceedance_rate = v."onlineExceedanceRate"
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as v (
      "outletId" int, "factorCode" text, route emission_route, pattern emission_pattern, "concentrationState" value_state,
      "concentrationMin" numeric, "concentrationMean" numeric, "concentrationMax" numeric, "detectionLimit" numeric,
      origin value_origin, "totalState" value_state, "totalTonnes" numeric, "judgedCount" int, "exceedanceCount" int,
      "exceedanceReason" text, "unusualReason" text, "sampleCount" int, "reportNo" text, "rateMin" numeric,
      "rateMax" numeric, "specialLimit" numeric, "limitRate" numeric, "limitWaterPerProduct" text,
      "specialPeriodLimit" text, "supervisoryExceedanceRate" numeric, "onlineExceedanceRate" numeric
    )
    where r.disclosure_id = ${disclosureId} and r.outlet_id = v."outletId" and r.factor_code = v."factorCode"`)
}

async function supersede(tx: Db, draft: Draft, now: Date) {
  if (draft.supersedesId === null) return
  await tx
    .update(disclosures)
    .set({ state: 'superseded', updatedAt: now })
    .where(and(eq(disclosures.id, draft.supersedesId), eq(disclosures.state, 'published')))
}

/** The register's figure: judged periods over the limit in the enterprise's latest published year. */
async function countExceedances(tx: Db, enterpriseId: number, now: Date) {
  const [enterprise] = await tx
    .update(enterprises)
    .set({
      exceedanceCount: sql`(
        select coalesce(sum(r.exceedance_count), 0) from disclosure_rows r where r.disclosure_id = (
          select d.id from disclosures d where d.enterprise_id = ${enterpriseId} and d.state = 'published'
          order by d.year desc limit 1
        ))`,
      updatedAt: now,
    })
    .where(eq(enterprises.id, enterpriseId))
    .returning({ creditCode: enterprises.creditCode })
  return enterprise
}
