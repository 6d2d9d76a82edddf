import { and, desc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { outletVendors } from '#db/schema/sanction.ts'
import { supervisionHistory, supervisionOrders } from '#db/schema/supervision.ts'
import type { supervisionKinds } from '#db/vocabulary.ts'
import { dueAfter, termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

type OrderKind = (typeof supervisionKinds)[number]

const numbering = 4309002022

/**
 * Issues an order of an outlet, with the next number of the year. Inside the transaction of what was found; the clock of its
 * answers runs from `now`.
 */
export async function issueOrder(
  tx: Db,
  { outletId, kind, at, continuesId }: { outletId: number; kind: OrderKind; at: Date; continuesId: number | null },
  now: Date,
): Promise<{ id: number; dueAt: Date }> {
  const today = cityDate(now)
  const dueAt = dueAfter(now, termsOn(today))
  const [place] = await tx
    .select({
      enterpriseId: outlets.enterpriseId,
      regionCode: enterprises.regionCode,
      creditCode: enterprises.creditCode,
      outletCode: outlets.code,
    })
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(eq(outlets.id, outletId))
  if (!place) throw new RangeError(`no outlet ${outletId}`)
  const [operator] = await tx
    .select({ id: outletVendors.vendorId })
    .from(outletVendors)
    .where(
      and(
        eq(outletVendors.outletId, outletId),
        eq(outletVendors.kind, 'operator'),
        lte(outletVendors.fromOn, today),
        or(isNull(outletVendors.toOn), gte(outletVendors.toOn, today)),
      ),
    )
    .orderBy(desc(outletVendors.fromOn), desc(outletVendors.id))
    .limit(1)
  await tx.execute(sql`select pg_advisory_xact_lock(${numbering})`)
  const year = Number(today.slice(0, 4))
  const [last] = await tx
    .select({ no: supervisionOrders.no })
    .from(supervisionOrders)
    .where(eq(supervisionOrders.year, year))
    .orderBy(desc(supervisionOrders.no))
    .limit(1)
  const no = (last?.no ?? 0) + 1
  const { enterpriseId, regionCode, creditCode, outletCode } = place
  const [made] = await tx
    .insert(supervisionOrders)
    .values({
      ...{ year, no, kind, outletId, enterpriseId, regionCode, dueAt, continuesId },
      operatorId: operator?.id ?? null,
      firstAt: at,
      lastAt: at,
      issuedAt: now,
    })
    .returning({ id: supervisionOrders.id })
  const { id } = made as { id: number }
  await tx.insert(supervisionHistory).values({ orderId: id, step: 'issued', at: now })
  await recordEvent(tx, {
    kind: 'supervision.issued',
    subject: `supervision:${id}`,
    by: 'system',
    at: now,
    after: { year, no, kind, creditCode, outletCode, at: at.toISOString(), dueAt: dueAt.toISOString(), continuesId },
  })
  return { id, dueAt }
}
