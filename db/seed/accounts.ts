import { createHmac } from 'node:crypto'
import { hashPassword, symmetricEncrypt } from 'better-auth/crypto'
import type { Sql } from '#db/client.ts'
import { connect } from '#db/client.ts'
import { demoCast } from '#db/seed/cast.ts'
import type { accountRoles, departments } from '#db/vocabulary.ts'

/** One for all demo accounts: "the Zi river flows to Dongting lake". Works only where DEMO is on. */
export const demoPassphrase = 'zishui-liuxiang-dongting'

export interface DemoAccount {
  username: string
  name: string
  role: (typeof accountRoles)[number]
  regionCode?: string
  department?: (typeof departments)[number]
  creditCode?: string
  organisation?: string
}

/** Whom the demo city lets in. Named by their desks: nobody real. */
export const demoAccounts: readonly DemoAccount[] = [
  { username: 'paper', name: '造纸厂环保专员', role: 'firm', creditCode: demoCast.paperMill },
  { username: 'paper2', name: '造纸厂环保主管', role: 'firm', creditCode: demoCast.paperMill },
  { username: 'antimony', name: '锑冶炼厂环保专员', role: 'firm', creditCode: demoCast.antimonySmelter },
  {
    username: 'county-taojiang',
    name: '桃江分局监察岗',
    role: 'county_officer',
    regionCode: '430922',
    department: 'inspection',
  },
  {
    username: 'county-taojiang2',
    name: '桃江分局监察副岗',
    role: 'county_officer',
    regionCode: '430922',
    department: 'inspection',
  },
  {
    username: 'county-anhua',
    name: '安化分局监察岗',
    role: 'county_officer',
    regionCode: '430923',
    department: 'inspection',
  },
  { username: 'city-legal', name: '市局法宣岗', role: 'city_officer', department: 'legal' },
  { username: 'city-inspection', name: '市局监察岗', role: 'city_officer', department: 'inspection' },
  { username: 'city-inspection2', name: '市局监察副岗', role: 'city_officer', department: 'inspection' },
  { username: 'city-monitoring', name: '市局监测岗', role: 'city_officer', department: 'monitoring' },
  { username: 'city-finance', name: '市局财务岗', role: 'city_officer', department: 'finance' },
  {
    username: 'operator',
    name: '在线运维值班岗',
    role: 'monitoring_operator',
    organisation: '梅山监控技术服务有限公司（演示）',
  },
  { username: 'ngo', name: '志愿巡河员', role: 'ngo', organisation: '资江巡河队（演示）' },
  { username: 'auditor', name: '审计岗', role: 'auditor' },
  { username: 'admin', name: '系统管理岗', role: 'administrator' },
]

const regulators: readonly string[] = ['county_officer', 'city_officer', 'auditor', 'administrator']
export const hasDemoCode = ({ role }: DemoAccount): boolean => regulators.includes(role)

/** The secret of a demo account's second factor: of this installation, so that nothing in the sources opens a site. */
export function demoTotpSecret(secret: string, username: string): string {
  return createHmac('sha256', secret).update(`demo-totp:${username}`).digest('base64url').slice(0, 32)
}

/**
 * Brings the demo accounts into the database, each with the one passphrase and, for regulators, a second factor. Repeatable:
 * what the sign-in page shows holds again after every start. An account whose enterprise is not there is left out.
 * @param secret the installation's secret (src/platform/auth/secret.ts)
 */
export async function loadDemoAccounts(url: string, secret: string): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, name: 'qingyuan-seed' })
  try {
    const password = await hashPassword(demoPassphrase)
    await sql.begin(async (tx) => {
      for (const account of demoAccounts) await load(tx as unknown as Sql, account, password, secret)
      // A leave that is over, so that the list of who stood in for whom is not empty.
      await tx`
        insert into delegations (absent_id, delegate_id, from_on, to_on, reason, made_by, made_at)
        select 'demo-city-inspection', 'demo-city-inspection2', current_date - 20, current_date - 14, '年休假', 'demo-city-inspection', now() - interval '25 days'
        where not exists (select from delegations)`
    })
  } finally {
    await close()
  }
}

async function load(tx: Sql, account: DemoAccount, password: string, secret: string) {
  const { username, name, role } = account
  const id = `demo-${username}`
  const [enterprise] = account.creditCode
    ? await tx<{ id: number }[]>`select id from enterprises where credit_code = ${account.creditCode}`
    : [undefined]
  if (account.creditCode && !enterprise) return
  const coded = hasDemoCode(account)
  await tx`
    insert into users (id, name, email, email_verified, username, two_factor_enabled)
    values (${id}, ${name}, ${`${username}@accounts.invalid`}, false, ${username}, ${coded})
    on conflict (id) do update set two_factor_enabled = excluded.two_factor_enabled, one_time_until = null`
  await tx`
    insert into credentials (id, account_id, provider_id, user_id, password)
    values (${id}, ${id}, 'credential', ${id}, ${password})
    on conflict (id) do update set password = excluded.password`
  await tx`
    insert into memberships (user_id, role, region_code, department, enterprise_id, organisation)
    values (${id}, ${role}, ${account.regionCode ?? null}, ${account.department ?? null}, ${enterprise?.id ?? null},
      ${account.organisation ?? null})
    on conflict (user_id) do nothing`
  if (!coded) return
  const encrypt = (data: string) => symmetricEncrypt({ key: secret, data })
  await tx`
    insert into two_factors (id, user_id, secret, backup_codes, verified)
    values (${id}, ${id}, ${await encrypt(demoTotpSecret(secret, username))}, ${await encrypt('[]')}, true)
    on conflict (id) do update
      set secret = excluded.secret, backup_codes = excluded.backup_codes, verified = true, last_step = null`
}
