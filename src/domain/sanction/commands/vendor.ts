import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { outletVendors, vendorListings, vendors } from '#db/schema/sanction.ts'
import { normaliseCode, parseCode } from '#domain/enterprise/rules/credit-code.ts'
import type { vendorLink, vendorRegistration } from '#domain/sanction/input.ts'
import { barringClause, isBarredFor } from '#domain/sanction/rules/barred.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/** Puts a maker, seller or operator into the register of vendors. @throws DomainError rule_broken at the code; conflict */
export async function registerVendor(
  db: Db,
  viewer: Viewer,
  { creditCode, name, kinds }: z.infer<typeof vendorRegistration>,
  now: Date,
): Promise<number> {
  demand(viewer, 'vendor.register')
  const parsed = parseCode(creditCode)
  if (!parsed.ok || parsed.kind !== 'uscc') {
    throw refusal(
      'creditCode',
      `“${creditCode.trim().slice(0, 40)}”不是 18 位统一社会信用代码，或末位校验不符`,
      `“${creditCode.trim().slice(0, 40)}” is no unified social credit code of 18 characters, or its last one does not fit`,
    )
  }
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [added] = await tx
      .insert(vendors)
      .values({ creditCode: parsed.code, name, kinds: [...new Set(kinds)], registeredAt: now })
      .onConflictDoNothing()
      .returning({ id: vendors.id })
    if (!added) {
      throw refusal('creditCode', '这个代码已登记过', 'A vendor of this code is registered already')
    }
    await recordEvent(tx, {
      kind: 'vendor_register.added',
      subject: `vendor:${added.id}`,
      by: viewer,
      at: now,
      after: { vendorCode: parsed.code, name, kinds },
    })
    return added.id
  })
}

/**
 * Says who made, sold or runs the devices at an outlet. A vendor on the blacklist is refused for any day of its term.
 * @throws DomainError not_found; rule_broken at the outlet, the kind, the days, or the vendor with the clause
 */
export async function linkVendor(
  db: Db,
  viewer: Viewer,
  { vendorId, creditCode, outletCode, ...given }: z.infer<typeof vendorLink>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [outlet] = await tx
      .select({ id: outlets.id, regionCode: enterprises.regionCode, creditCode: enterprises.creditCode })
      .from(outlets)
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(and(eq(enterprises.creditCode, normaliseCode(creditCode)), eq(outlets.code, outletCode)))
    demand(viewer, 'vendor.link', outlet ? { regionCode: outlet.regionCode } : { regionCode: ownRegion(viewer) })
    if (!outlet) {
      throw refusal(
        'outletCode',
        `名册中没有单位 ${creditCode} 的排放口 ${outletCode}`,
        `The register has no outlet ${outletCode} of ${creditCode}`,
      )
    }
    const [vendor] = await tx
      .select({ id: vendors.id, kinds: vendors.kinds })
      .from(vendors)
      .where(eq(vendors.id, vendorId))
      .for('share')
    if (!vendor) throw refusal('vendorId', '没有这家厂商', 'There is no such vendor')
    if (!vendor.kinds.includes(given.kind)) {
      throw refusal('kind', '这家厂商没有登记这一类业务', 'This vendor is not registered for that kind of work')
    }
    if (given.toOn !== null && given.toOn < given.fromOn) {
      throw refusal('toOn', '结束日早于开始日', 'The last day is before the first')
    }
    await refuseBarred(tx, vendorId, given)
    const added = await tx
      .insert(outletVendors)
      .values({ outletId: outlet.id, vendorId, ...given })
      .onConflictDoNothing()
      .returning({ id: outletVendors.id })
    if (added.length === 0) throw refusal('fromOn', '同一天的这一条已登记过', 'This was entered for that day already')
    await recordEvent(tx, {
      kind: 'outlet_vendor.linked',
      subject: `vendor:${vendorId}`,
      by: viewer,
      at: now,
      after: { outletCode, ...given, creditCode: outlet.creditCode },
    })
  })
}

/** @throws DomainError rule_broken at the vendor, naming the entry of the blacklist and the clause, where a day of the work lies in its term */
export async function refuseBarred(
  tx: Db,
  vendorId: number,
  work: { fromOn: string; toOn: string | null },
): Promise<void> {
  const entries = await tx
    .select({ id: vendorListings.id, fromOn: vendorListings.fromOn, untilOn: vendorListings.untilOn })
    .from(vendorListings)
    .where(and(eq(vendorListings.vendorId, vendorId), eq(vendorListings.state, 'in_force')))
  const barring = entries.find((entry) => isBarredFor(work, entry))
  if (!barring) return
  throw refusal(
    'vendorId',
    `该厂商在失信名单内（第 ${barring.id} 条，${barring.fromOn} 至 ${barring.untilOn}），期间不得承接。依据：${barringClause.zh}`,
    `This vendor is on the blacklist (entry ${barring.id}) from ${barring.fromOn} to ${barring.untilOn} and may not take the work (${barringClause.en})`,
  )
}

/** Ends a vendor's work at an outlet on a day. */
export async function unlinkVendor(
  db: Db,
  viewer: Viewer,
  { id, toOn }: { id: number; toOn: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx
      .select({
        vendorId: outletVendors.vendorId,
        regionCode: enterprises.regionCode,
        creditCode: enterprises.creditCode,
      })
      .from(outletVendors)
      .innerJoin(outlets, eq(outlets.id, outletVendors.outletId))
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(eq(outletVendors.id, id))
    if (!found) throw new DomainError('not_found', '没有这一条关联 / There is no such link')
    demand(viewer, 'vendor.link', { regionCode: found.regionCode })
    const ended = await tx
      .update(outletVendors)
      .set({ toOn })
      .where(
        and(
          eq(outletVendors.id, id),
          lte(outletVendors.fromOn, toOn),
          or(isNull(outletVendors.toOn), sql`${outletVendors.toOn} > ${toOn}::date`),
        ),
      )
      .returning({ id: outletVendors.id })
    if (ended.length === 0) {
      throw refusal(
        'toOn',
        '结束日不能早于开始日，也不能晚于已登记的结束日',
        'The day must not be before the first day or after the end that is entered',
      )
    }
    await recordEvent(tx, {
      kind: 'outlet_vendor.unlinked',
      subject: `vendor:${found.vendorId}`,
      by: viewer,
      at: now,
      after: { link: id, toOn, creditCode: found.creditCode },
    })
  })
}

const ownRegion = (viewer: Viewer) => (viewer.role === 'visitor' ? null : viewer.regionCode)
