import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import type { ReviewInput, SentPoints } from '#domain/review/input.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { type Mill, wholeForm } from '#test/domain/disclosure/mill.ts'

/** An officer of the county 桃江 (the mill's), of another county, or of the city, with an account in the database. */
export async function anOfficer(db: Db, userId: string, region: string | null): Promise<Account> {
  await db
    .insert(users)
    .values({ id: userId, name: `岗 ${userId}`, email: `${userId}@example.invalid` })
    .onConflictDoNothing()
  return {
    role: region === null ? 'city_officer' : 'county_officer',
    userId,
    name: `岗 ${userId}`,
    regionCode: region,
    department: 'inspection',
    enterpriseId: null,
    hasSecondFactor: true,
  }
}

/** The mill publishes its year 2026, some fields otherwise than usual. */
export async function publishMill(db: Db, mill: Mill, now: Date, fields: Record<string, string> = {}) {
  const due = { enterpriseId: mill.enterpriseId, year: 2026 }
  await openDraft(db, mill.viewer, due, now)
  return signAs(db, mill, now, { ...wholeForm(mill), ...fields }, 0)
}

/** Saves these fields into the open draft and publishes it. */
export async function signAs(db: Db, mill: Mill, now: Date, fields: Record<string, string>, revision: number) {
  const due = { enterpriseId: mill.enterpriseId, year: 2026 }
  const saved = await saveDraft(db, mill.viewer, { ...due, revision, fields }, now)
  return signAndPublish(db, mill.viewer, { ...due, revision: saved.revision, signedName: '试验人' }, now)
}

/** A whole part 五. */
export const partFive = (
  disclosureId: number,
  review: Partial<ReviewInput & { sent: SentPoints }> = {},
): ReviewInput & { sent: SentPoints } => ({
  disclosureId,
  opinion: 'agreed',
  findings: ['无'],
  monitoring: '',
  monitoringReportNos: [],
  knownProblems: '无',
  words: '',
  inspectedOn: '2026-06-20',
  inspectors: ['甲', '乙'],
  sent: {},
  ...review,
})
