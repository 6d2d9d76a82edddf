import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { inspections } from '#db/schema/inspection.ts'
import { contactSheets as sheets } from '#db/schema/joint.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { nextNumber } from '#domain/joint/commands/number.ts'
import { recordSheet } from '#domain/joint/commands/sheet/lock.ts'
import type { sheetInput } from '#domain/joint/input.ts'
import { refusePersonalData } from '#domain/joint/refuse.ts'
import { sheetTerms } from '#domain/joint/rules/contact-sheet.ts'
import { contactSheetTermsOn } from '#domain/joint/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/**
 * Asks the other department, of one's own bureau or of the city's, for a measurement or evidence about a firm. Linked to an order or a
 * case of the same firm, the number of either leads to the other.
 * @returns the sheet's id
 * @throws DomainError not_allowed; rule_broken at the field
 */
export async function sendSheet(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof sheetInput>,
  now: Date,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [firm] = await tx
      .select({ id: enterprises.id, regionCode: enterprises.regionCode })
      .from(enterprises)
      .where(eq(enterprises.creditCode, given.creditCode))
    const account = demandAccount(viewer, 'contact_sheet.handle', {
      regionCode: firm?.regionCode ?? (viewer.role === 'visitor' ? null : viewer.regionCode),
    })
    if (!firm)
      throw refusal(
        'creditCode',
        `没有登记 ${given.creditCode} 这家单位`,
        `There is no ${given.creditCode} in the register`,
      )
    refusePersonalData(given, ['request'])
    const outletId = await outletOf(tx, firm.id, given.outletCode)
    await refuseForeignLinks(tx, firm.id, given)
    const today = cityDate(now)
    const terms = sheetTerms(now, contactSheetTermsOn(today))
    const answerBy = given.answerBy ?? terms.answerBy
    if (answerBy < today)
      throw refusal('answerBy', `期限不能早于今天，填的是 ${answerBy}`, `Not before today; given: ${answerBy}`)
    const year = Number(today.slice(0, 4))
    const no = await nextNumber(tx, sheets, 'contact_sheets', year)
    const fromLevel = account.role === 'city_officer' ? ('city' as const) : ('county' as const)
    const fromDepartment = account.department === 'monitoring' ? ('monitoring' as const) : ('inspection' as const)
    const toDepartment = fromDepartment === 'inspection' ? ('monitoring' as const) : ('inspection' as const)
    const { toLevel, work, request, orderId, caseId, inspectionNo } = given
    const [made] = await tx
      .insert(sheets)
      .values({
        ...{ year, no, regionCode: firm.regionCode, fromLevel, fromDepartment, toLevel, toDepartment },
        ...{ enterpriseId: firm.id, outletId, work, request, orderId, caseId, inspectionNo },
        ...{ sentBy: account.userId, sentAt: now, acceptBy: terms.acceptBy, answerBy },
      })
      .returning({ id: sheets.id })
    const { id } = made as { id: number }
    await recordSheet(
      tx,
      'sent',
      { id, words: null, after: { year, no, toLevel, toDepartment, work, answerBy, orderId, caseId, inspectionNo } },
      account,
      now,
    )
    return id
  })
}

async function outletOf(tx: Db, enterpriseId: number, code: string | null): Promise<number | null> {
  if (code === null) return null
  const [outlet] = await tx
    .select({ id: outlets.id })
    .from(outlets)
    .where(and(eq(outlets.enterpriseId, enterpriseId), eq(outlets.code, code.toUpperCase())))
  if (!outlet) throw refusal('outletCode', `该单位没有排放口 ${code}`, `The enterprise has no outlet ${code}`)
  return outlet.id
}

/** What a sheet belongs to is of the same firm: else its number would lead somewhere else. */
async function refuseForeignLinks(
  tx: Db,
  enterpriseId: number,
  { orderId, caseId, inspectionNo }: Pick<z.output<typeof sheetInput>, 'orderId' | 'caseId' | 'inspectionNo'>,
) {
  const own = {
    order: and(eq(supervisionOrders.id, orderId ?? 0), eq(supervisionOrders.enterpriseId, enterpriseId)),
    case: and(eq(violationCases.id, caseId ?? 0), eq(violationCases.enterpriseId, enterpriseId)),
    inspection: and(eq(inspections.no, inspectionNo ?? ''), eq(inspections.enterpriseId, enterpriseId)),
  }
  if (orderId !== null && (await tx.$count(supervisionOrders, own.order)) === 0)
    throw refusal('orderId', `该单位没有督办单 ${orderId}`, `The enterprise has no order ${orderId}`)
  if (caseId !== null && (await tx.$count(violationCases, own.case)) === 0)
    throw refusal('caseId', `该单位没有案件 ${caseId}`, `The enterprise has no case ${caseId}`)
  if (inspectionNo !== null && (await tx.$count(inspections, own.inspection)) === 0)
    throw refusal('inspectionNo', `该单位没有检查 ${inspectionNo}`, `The enterprise has no inspection ${inspectionNo}`)
}
