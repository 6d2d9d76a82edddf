import type { Db } from '#db/client.ts'
import { creditCodeOf } from '#db/credit-code.ts'
import { users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import type { Account, AccountRole } from '#platform/permissions/viewer.ts'

/** An invented firm with nothing but its name and county. */
export async function aFirm(db: Db, key: string, regionCode = '430922') {
  const creditCode = creditCodeOf('91', regionCode, `MAXQT${key}`)
  const name = `试验单位${key}`
  const [firm] = await db
    .insert(enterprises)
    .values({
      creditCode,
      name,
      namePinyin: `shiyan${key}`,
      legalRepresentative: '试验人',
      address: '试验路1号',
      longitudeDeg: 112.1,
      latitudeDeg: 28.5,
      controlLevel: 'municipal',
      sectorCode: 'paper',
      regionCode,
      searchText: 'test',
    })
    .returning({ id: enterprises.id })
  return { id: (firm as { id: number }).id, creditCode, name }
}

/** An officer with an account of its own. */
export async function anOfficer(db: Db, role: AccountRole, regionCode: string | null = null): Promise<Account> {
  const userId = `${role}-${regionCode ?? 'city'}`
  await db
    .insert(users)
    .values({ id: userId, name: '经办人', email: `${userId}@example.invalid` })
    .onConflictDoNothing()
  return {
    role,
    userId,
    name: '经办人',
    regionCode,
    department: role.endsWith('_officer') ? 'pollution_control' : null,
    enterpriseId: null,
    hasSecondFactor: true,
  }
}
