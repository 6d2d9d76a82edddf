import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { supervisionHistory, supervisionOrders } from '#db/schema/supervision.ts'
import { vendorOf } from '#domain/monitoring/queries/operated.ts'
import { noSuchOrder } from '#domain/supervision/refuse.ts'
import type { OrderParty } from '#domain/supervision/rules/machine.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission, Scope } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

const permissions = {
  firm: 'supervision.answer_firm',
  operator: 'supervision.answer_operator',
  county: 'supervision.answer_county',
} as const satisfies Record<OrderParty, Permission>

/** The order of a party's answer, held until the transaction ends. @throws DomainError not_allowed; not_found, for others' too */
export async function lockForParty(tx: Db, id: number, viewer: Viewer, party: OrderParty) {
  const order = await lock(tx, id)
  const account = demandAccount(viewer, permissions[party], scopeOf(order))
  if (!order || (party === 'operator' && !(await runsItsDevice(tx, account, order.operatorId)))) throw noSuchOrder()
  return { order, account }
}

/** The order of the office's step, held until the transaction ends. @throws DomainError not_allowed; not_found */
export async function lockForOffice(tx: Db, id: number, viewer: Viewer, permission: Permission) {
  const order = await lock(tx, id)
  const account = demandAccount(viewer, permission, scopeOf(order))
  if (!order) throw noSuchOrder()
  return { order, account }
}

export async function writeHistory(tx: Db, line: typeof supervisionHistory.$inferInsert): Promise<void> {
  await tx.insert(supervisionHistory).values(line)
}

export type OrderInHand = Awaited<ReturnType<typeof lockForOffice>>['order']

const scopeOf = (order: { enterpriseId: number; regionCode: string } | undefined): Scope => ({
  enterpriseId: order?.enterpriseId ?? null,
  regionCode: order?.regionCode ?? null,
})

async function lock(tx: Db, id: number) {
  const [order] = await tx
    .select({
      id: supervisionOrders.id,
      year: supervisionOrders.year,
      no: supervisionOrders.no,
      kind: supervisionOrders.kind,
      outletId: supervisionOrders.outletId,
      outletCode: outlets.code,
      enterpriseId: supervisionOrders.enterpriseId,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      regionCode: supervisionOrders.regionCode,
      operatorId: supervisionOrders.operatorId,
      firstAt: supervisionOrders.firstAt,
      issuedAt: supervisionOrders.issuedAt,
      dueAt: supervisionOrders.dueAt,
      firmAt: supervisionOrders.firmAt,
      operatorAt: supervisionOrders.operatorAt,
      countyAt: supervisionOrders.countyAt,
      escalatedAt: supervisionOrders.escalatedAt,
      caseId: supervisionOrders.caseId,
      state: supervisionOrders.state,
    })
    .from(supervisionOrders)
    .innerJoin(outlets, eq(outlets.id, supervisionOrders.outletId))
    .innerJoin(enterprises, eq(enterprises.id, supervisionOrders.enterpriseId))
    .where(eq(supervisionOrders.id, id))
    .for('update', { of: supervisionOrders })
  return order
}

async function runsItsDevice(tx: Db, account: Account, operatorId: number | null): Promise<boolean> {
  const own = await vendorOf(tx, account)
  return own.some(({ id }) => id === operatorId)
}
