import { siteDatabase } from '#test/support/session.ts'

export interface FirmAccount {
  username: string
  enterpriseId: number
  creditCode: string
  name: string
}

let made = 0

/** An account for an enterprise of the demo city whose disclosure of this year is overdue: each call takes another one. */
export async function overdueFirm(prefix: string): Promise<FirmAccount> {
  const sql = siteDatabase()
  try {
    const [firm] = await sql<{ enterpriseId: number; creditCode: string; name: string }[]>`
      select e.id as "enterpriseId", e.credit_code as "creditCode", e.name
      from disclosure_obligations o join enterprises e on e.id = o.enterprise_id
      where o.year = 2026 and o.published_at is null and o.due_on < now()
        and exists (select from outlets where enterprise_id = e.id and kind = 'water_outlet')
        and not exists (select from memberships m where m.enterprise_id = e.id)
      order by md5(e.credit_code || ${prefix}) limit 1`
    if (!firm) throw new Error('the demo city has no overdue enterprise left')
    const username = `${prefix}-${++made}`
    await sql`insert into users (id, name, email, username) values (${username}, '填报员', ${`${username}@example.invalid`}, ${username})`
    await sql`insert into memberships (user_id, role, enterprise_id) values (${username}, 'firm', ${firm.enterpriseId})`
    return { username, ...firm }
  } finally {
    await sql.end()
  }
}
