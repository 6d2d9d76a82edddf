import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { inspectionOfficers, inspections, lawOfficers } from '#db/schema/inspection.ts'
import { noSuchInspection } from '#domain/inspection/refuse.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'

export type Held = Awaited<ReturnType<typeof lockInspection>>

/**
 * An inspection with its officers, held until the transaction ends. Whoever is one of them may work on it in another county too (cross
 * inspections); else the firm's county decides. @throws DomainError not_allowed; not_found
 */
export async function lockInspection(tx: Db, no: string, viewer: Viewer, permission: Permission) {
  const [found] = await tx
    .select({ inspection: inspections, creditCode: enterprises.creditCode, enterpriseName: enterprises.name })
    .from(inspections)
    .innerJoin(enterprises, eq(enterprises.id, inspections.enterpriseId))
    .where(eq(inspections.no, no))
    .for('update', { of: inspections })
  const officers = found ? await officersOf(tx, found.inspection.id) : []
  const own =
    viewer.role !== 'visitor' && officers.some(({ userId }) => userId === viewer.userId) ? viewer.regionCode : undefined
  const regionCode = own === undefined ? (found?.inspection.regionCode ?? null) : own
  const account: Account = demandAccount(viewer, permission, { regionCode })
  if (!found) throw noSuchInspection()
  return { ...found, officers, account }
}

export const officersOf = (tx: Db, inspectionId: number) =>
  tx
    .select({
      rowId: inspectionOfficers.id,
      officerId: lawOfficers.id,
      certificateNo: lawOfficers.certificateNo,
      regionCode: lawOfficers.regionCode,
      post: lawOfficers.post,
      userId: lawOfficers.userId,
      means: inspectionOfficers.means,
      signedVersion: inspectionOfficers.signedVersion,
      signedAt: inspectionOfficers.signedAt,
    })
    .from(inspectionOfficers)
    .innerJoin(lawOfficers, eq(lawOfficers.id, inspectionOfficers.officerId))
    .where(eq(inspectionOfficers.inspectionId, inspectionId))
    .orderBy(asc(inspectionOfficers.id))

/** @throws DomainError conflict for what is over */
export function refuseOver({ inspection }: Pick<Held, 'inspection'>): void {
  if (inspection.state === 'finished')
    throw conflict(
      '检查已办结，记录不能再改；有错可在旁边更正',
      'It is finished and stays as it is: corrections stand beside it',
    )
  if (inspection.state === 'void') throw conflict('这次检查已取消', 'This inspection was given up')
}
