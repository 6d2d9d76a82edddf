import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import {
  enterprises,
  keyPolluterLists,
  outletLimits,
  outlets,
  permits,
  permittedTotals,
} from '#db/schema/enterprise.ts'
import { disclosureObligations } from '#db/schema/obligation.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { wholeItemFields } from '#test/domain/disclosure/items.ts'

/** An invented mill: one water outlet with COD and pH, one stack with dust, obliged for 2025 and 2026. */
export async function aMill(db: Db, creditCode: string) {
  const [mill] = await db
    .insert(enterprises)
    .values({
      creditCode,
      name: `试验纸业 ${creditCode.slice(-4)}`,
      namePinyin: 'shiyanzhiye',
      legalRepresentative: '试验人',
      address: '桃江县试验路1号',
      longitudeDeg: 112.1,
      latitudeDeg: 28.5,
      controlLevel: 'municipal',
      sectorCode: 'paper',
      regionCode: '430922',
      searchText: 'test',
    })
    .returning({ id: enterprises.id })
  const enterpriseId = mill!.id
  const [water, stack] = await db
    .insert(outlets)
    .values([
      {
        enterpriseId,
        code: 'DW001',
        name: '废水总排口',
        kind: 'water_outlet',
        route: 'direct',
        pattern: 'continuous',
        destination: '资江',
      },
      {
        enterpriseId,
        code: 'DA001',
        name: '锅炉烟囱',
        kind: 'stack',
        route: 'organised',
        pattern: 'intermittent',
        heightM: 45,
        innerDiameterM: 1,
      },
    ])
    .returning({ id: outlets.id })
  const limit = { averaging: 'day', source: 'permit', validFrom: '2018-01-01' } as const
  await db.insert(outletLimits).values([
    { ...limit, outletId: water!.id, factorCode: 'w01018', limitMax: 90, unit: 'mg/L' },
    { ...limit, outletId: water!.id, factorCode: 'w01018', limitMax: 120, unit: 'mg/L', averaging: 'hour' },
    { ...limit, outletId: water!.id, factorCode: 'w01001', limitMin: 6, limitMax: 9, unit: '无量纲' },
    {
      ...limit,
      outletId: stack!.id,
      factorCode: 'a34013',
      limitMax: 50,
      unit: 'mg/m³',
      averaging: 'hour',
      validTo: '2025-06-01',
    },
    {
      ...limit,
      outletId: stack!.id,
      factorCode: 'a34013',
      limitMax: 30,
      unit: 'mg/m³',
      averaging: 'hour',
      validFrom: '2025-06-01',
    },
  ])
  const [permit] = await db
    .insert(permits)
    .values({
      enterpriseId,
      permitNo: `${creditCode}001P`,
      issuedOn: '2023-01-01',
      expiresOn: '2028-01-01',
      authority: '益阳市生态环境局',
    })
    .returning({ id: permits.id })
  await db.insert(permittedTotals).values([
    { permitId: permit!.id, factorCode: 'w01018', tonnesPerYear: 230 },
    { permitId: permit!.id, outletId: stack!.id, factorCode: 'a34013', tonnesPerYear: 40 },
  ])
  await db
    .insert(keyPolluterLists)
    .values([2025, 2026].map((year) => ({ year, publishedOn: `${year}-03-27` })))
    .onConflictDoNothing()
  await db
    .insert(disclosureObligations)
    .values([2025, 2026].map((year) => ({ enterpriseId, year, dueOn: `${year}-06-30` })))
  const userId = `user-${creditCode}`
  await db.insert(users).values({ id: userId, name: '填报员', email: `${userId}@example.invalid` })
  const viewer: Account = {
    role: 'firm',
    userId,
    name: '填报员',
    regionCode: null,
    department: null,
    enterpriseId,
    hasSecondFactor: false,
  }
  const [diagram] = await db
    .insert(disclosureFiles)
    .values({
      enterpriseId,
      sha256: '0'.repeat(64),
      name: '制浆造纸工艺流程.pdf',
      mediaType: 'application/pdf',
      bytes: 1000,
      uploadedAt: new Date('2026-05-01T00:00:00Z'),
    })
    .returning({ id: disclosureFiles.id })
  return { enterpriseId, creditCode, viewer, water: water!.id, stack: stack!.id, file: diagram!.id }
}

export type Mill = Awaited<ReturnType<typeof aMill>>

/** Every field of the mill's form, whole and quiet. */
export const wholeForm = ({ water, stack, file }: Mill): Record<string, string> => ({
  ...wholeItemFields({ water, stack, file }),
  ...row(`r${water}_w01018`, {
    min: '21',
    mean: '58',
    max: '84',
    origin: 'online',
    total: '62.4',
    judged: '361',
    exceeded: '0',
  }),
  ...row(`r${water}_w01001`, { min: '6.8', mean: '7.4', max: '8.1', origin: 'online', judged: '361', exceeded: '0' }),
  ...row(`r${stack}_a34013`, {
    min: '<1',
    mean: '12',
    max: '24',
    origin: 'online',
    rateMin: '0.1',
    rateMax: '1.2',
    total: '8.6',
    judged: '8412',
    exceeded: '0',
  }),
})

const row = (key: string, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([field, typed]) => [`${key}.${field}`, typed]))
