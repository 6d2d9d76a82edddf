import type { Db } from '#db/client.ts'
import { draftCase } from '#domain/violation/commands/casework/draft.ts'
import { passCase, publishCase, submitCase } from '#domain/violation/commands/casework/steps.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { aDraft, anOfficerAt, seats } from '#test/domain/violation/drafts.ts'

/** The people of a case after its publication: its county, the city's legal desk and its inspection, an auditor. */
export async function officers(db: Db) {
  return {
    county: await anOfficerAt(db, 'county', seats.county),
    county2: await anOfficerAt(db, 'county2', seats.county),
    anhua: await anOfficerAt(db, 'anhua', { ...seats.county, regionCode: '430923' }),
    legal: await anOfficerAt(db, 'legal', seats.legal),
    legal2: await anOfficerAt(db, 'legal2', seats.legal),
    city: await anOfficerAt(db, 'city', seats.inspection),
    auditor: await anOfficerAt(db, 'auditor', { role: 'auditor', regionCode: null, department: null } as never),
  }
}
export type Officers = Awaited<ReturnType<typeof officers>>

/** A case on the board by the steps of three people. */
export async function publishedCase(
  db: Db,
  { county, legal, city }: Pick<Officers, 'county' | 'legal' | 'city'>,
  content: Partial<CaseContent>,
  now: Date,
  words = '',
): Promise<number> {
  const { id } = await draftCase(db, county, aDraft(content), now)
  const step = { id, revision: 1, words }
  await submitCase(db, county, step, now)
  await passCase(db, legal, step, now)
  await publishCase(db, city, step, now)
  return id
}

export const firmAccount = (userId: string, enterpriseId: number): Account => ({
  role: 'firm',
  userId,
  name: '填报员',
  regionCode: null,
  department: null,
  enterpriseId,
  hasSecondFactor: false,
})
