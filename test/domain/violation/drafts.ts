import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import type { Account } from '#platform/permissions/viewer.ts'

/** A whole case of an invented firm that is not in the register, ready for the legal desk. */
export const aDraft = (more: Partial<CaseContent> = {}): CaseContent => ({
  category: 'serious_exceedance',
  creditCode: '',
  enterpriseName: '示例纸业有限公司',
  regionCode: '430922',
  title: '示例纸业有限公司超标排放水污染物案',
  titleEn: '',
  facts: '2026年5月12日现场检查发现，该单位废水总排口化学需氧量浓度为每升310毫克，超过许可限值2.4倍。',
  factsEn: '',
  actOn: '2026-05-12',
  leadSource: 'online',
  leadOn: '2026-05-11',
  leadWords: '在线监测小时均值异常',
  leadReference: '',
  inspectedOn: '2026-05-12',
  inspectionWords: '',
  orderServedOn: '2026-05-15',
  orderWords: '',
  bases: ['water-exceed'],
  basisText: '',
  basisReason: '',
  decisionNo: '桃环罚〔2026〕12号',
  decidedOn: '2026-06-02',
  authority: '益阳市生态环境局桃江分局',
  rectifyBy: null,
  executionState: 'pending',
  persons: [],
  measures: [
    { kind: 'fine', amountFen: 200_000_00, fromOn: null, toOn: null, prolongedOn: null, periods: [], detail: '' },
  ],
  outlets: [],
  disclosures: [],
  readings: [],
  confirmed: [],
  ...more,
})

type Seat = Pick<Account, 'role' | 'regionCode' | 'department'>
export const seats = {
  county: { role: 'county_officer', regionCode: '430922', department: 'inspection' },
  legal: { role: 'city_officer', regionCode: null, department: 'legal' },
  inspection: { role: 'city_officer', regionCode: null, department: 'inspection' },
} as const satisfies Record<string, Seat>

/** An officer with an account in the database. */
export async function anOfficerAt(db: Db, userId: string, seat: Seat): Promise<Account> {
  await db
    .insert(users)
    .values({ id: userId, name: `岗 ${userId}`, email: `${userId}@example.invalid` })
    .onConflictDoNothing()
  return { ...seat, userId, name: `岗 ${userId}`, enterpriseId: null, hasSecondFactor: true }
}
