import { inject } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { publishedCase } from '#test/domain/violation/aftercare/people.ts'
import { siteDatabase } from '#test/support/session.ts'

export const siteDatabaseUrl = (): string => inject('postgresUrl').replace(/\/postgres$/, '/qy_site')

/** Domain work on the database of the site under test, with the runtime's rights. */
export async function onSite<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = connect(siteDatabaseUrl(), { max: 2 })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

/** A demo account as the commands know it. */
export async function demoAccount(username: string): Promise<Account> {
  const sql = siteDatabase()
  try {
    const [found] = await sql<Omit<Account, 'hasSecondFactor'>[]>`
      select u.id as "userId", u.name, m.role, m.region_code as "regionCode", m.department, m.enterprise_id as "enterpriseId"
      from users u join memberships m on m.user_id = u.id where u.username = ${username}`
    if (!found) throw new Error(`no demo account ${username}`)
    return { ...found, hasSecondFactor: true }
  } finally {
    await sql.end()
  }
}

let made = 0

/** A firm of 桃江 that no other test uses, with an account of its own. */
export async function ownFirm(prefix: string) {
  const sql = siteDatabase()
  try {
    const [firm] = await sql<{ enterpriseId: number; creditCode: string; name: string; violationCount: number }[]>`
      select e.id as "enterpriseId", e.credit_code as "creditCode", e.name, e.violation_count as "violationCount" from enterprises e
      where e.region_code = '430922' and not exists (select from memberships m where m.enterprise_id = e.id)
      order by md5(e.credit_code || ${prefix}) limit 1`
    if (!firm) throw new Error('every firm of the county has an account')
    const username = `${prefix}-own-${++made}`
    await sql`insert into users (id, name, email, username) values (${username}, '填报员', ${`${username}@example.invalid`}, ${username})`
    await sql`insert into memberships (user_id, role, enterprise_id) values (${username}, 'firm', ${firm.enterpriseId})`
    return { ...firm, username }
  } finally {
    await sql.end()
  }
}

/** A case on the board of the site, by three demo accounts. Executed, so that its credit can be repaired. */
export async function caseOnSite(content: Partial<CaseContent>, now = new Date(), words = ''): Promise<number> {
  const people = {
    county: await demoAccount('county-taojiang'),
    legal: await demoAccount('city-legal'),
    city: await demoAccount('city-inspection'),
  }
  return onSite(({ db }) => publishedCase(db, people, { executionState: 'done', ...content }, now, words))
}
