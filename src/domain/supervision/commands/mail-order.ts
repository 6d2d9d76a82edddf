import { and, eq, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { enterpriseContacts, enterprises, outlets } from '#db/schema/enterprise.ts'
import { vendors } from '#db/schema/sanction.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { actsForVendor } from '#domain/monitoring/queries/operated.ts'
import { missingParties, type OrderParty, partiesOf } from '#domain/supervision/rules/machine.ts'
import { isReachable } from '#platform/auth/queries/addresses.ts'
import { config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { orderMail } from '#src/i18n/messages/supervision-mail.ts'

/** Where each party answers. */
const desks: Record<OrderParty, (id: number) => string> = {
  firm: (id) => `/filing/orders/${id}`,
  operator: (id) => `/office/monitoring/orders/${id}`,
  county: (id) => `/office/orders/${id}`,
}

/**
 * Tells the parties of an order by mail that it was issued, or those who have not answered that their term is over. An account
 * without an address of its own gets none: the desk says it in any case.
 * @throws when the mail server does not answer, after all others were tried: the effect is then tried again
 */
export async function mailOrder(
  tx: Db,
  id: number,
  about: 'issued' | 'overdue',
  send: typeof sendMail = sendMail,
): Promise<number> {
  const [order] = await tx
    .select({
      year: supervisionOrders.year,
      no: supervisionOrders.no,
      kind: supervisionOrders.kind,
      state: supervisionOrders.state,
      dueAt: supervisionOrders.dueAt,
      enterpriseId: supervisionOrders.enterpriseId,
      regionCode: supervisionOrders.regionCode,
      operatorId: supervisionOrders.operatorId,
      firmAt: supervisionOrders.firmAt,
      operatorAt: supervisionOrders.operatorAt,
      countyAt: supervisionOrders.countyAt,
      firm: enterprises.name,
      outletCode: outlets.code,
      contact: enterpriseContacts.email,
    })
    .from(supervisionOrders)
    .innerJoin(enterprises, eq(enterprises.id, supervisionOrders.enterpriseId))
    .innerJoin(outlets, eq(outlets.id, supervisionOrders.outletId))
    .leftJoin(enterpriseContacts, eq(enterpriseContacts.enterpriseId, enterprises.id))
    .where(eq(supervisionOrders.id, id))
  if (order?.state !== 'open') return 0
  const parties = about === 'issued' ? partiesOf(order) : missingParties(order)
  let [sent, failed] = [0, 0]
  for (const party of parties) {
    const link = (path: string) => new URL(path, config().SITE_URL).href
    const { zh, en } = orderMail
    const text = [
      zh.text(about, order, link(desks[party](id))),
      en.text(about, order, link(`/en${desks[party](id)}`)),
    ].join('\n\n----\n\n')
    const to = new Set(await addressesOf(tx, party, order))
    if (party === 'firm' && order.contact) to.add(order.contact)
    for (const address of to)
      try {
        await send({ to: address, subject: `${zh.subject(about, order)} / ${en.subject(about, order)}`, text })
        sent++
      } catch (error) {
        if (error instanceof UnsendableMail) continue
        log.warn({ code: (error as { code?: string }).code }, 'an order was not mailed; tried again')
        failed++
      }
  }
  if (failed > 0) throw new Error(`${failed} mails of an order were not sent`)
  return sent
}

async function addressesOf(
  tx: Db,
  party: OrderParty,
  order: { enterpriseId: number; regionCode: string; operatorId: number | null },
): Promise<string[]> {
  const isTheirs = {
    firm: and(eq(memberships.role, 'firm'), eq(memberships.enterpriseId, order.enterpriseId)),
    operator: eq(vendors.id, order.operatorId ?? 0),
    county: and(
      eq(memberships.role, 'county_officer'),
      eq(memberships.regionCode, order.regionCode),
      or(eq(memberships.department, 'inspection'), eq(memberships.department, 'monitoring')),
    ),
  }[party]
  const rows = await tx
    .selectDistinct({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(vendors, actsForVendor)
    .where(and(isTheirs, isReachable))
  return rows.map(({ email }) => email)
}
