import { siteDatabase } from '#test/support/session.ts'

export interface FirmAccount {
  username: string
  enterpriseId: number
  creditCode: string
  name: string
  /** The year that it has not disclosed. */
  year: number
}

let made = 0

/**
 * An account for an enterprise of the demo city that has not disclosed the latest year yet: each call takes another one.
 * @param codLimit one that disclosed the year before and whose COD has this daily limit, in mg/L
 */
export async function openFirm(prefix: string, { codLimit }: { codLimit?: number } = {}): Promise<FirmAccount> {
  const sql = siteDatabase()
  try {
    const [firm] = await sql<Omit<FirmAccount, 'username'>[]>`
      select e.id as "enterpriseId", e.credit_code as "creditCode", e.name, o.year
      from disclosure_obligations o join enterprises e on e.id = o.enterprise_id
      where o.year = (select max(year) from disclosure_obligations) and o.published_at is null
        and exists (select from outlets where enterprise_id = e.id and kind = 'water_outlet')
        and (${codLimit ?? null}::numeric is null or exists (
          select from outlets w join outlet_limits l on l.outlet_id = w.id
          where w.enterprise_id = e.id and l.factor_code = 'w01018' and l.limit_max = ${codLimit ?? null}
        ) and exists (select from disclosures d where d.enterprise_id = e.id and d.year = o.year - 1 and d.state = 'published'))
        and not exists (select from memberships m where m.enterprise_id = e.id)
      order by md5(e.credit_code || ${prefix}) limit 1`
    if (!firm) throw new Error('everybody in the demo city has disclosed')
    const username = `${prefix}-${++made}`
    await sql`insert into users (id, name, email, username) values (${username}, '填报员', ${`${username}@example.invalid`}, ${username})`
    await sql`insert into memberships (user_id, role, enterprise_id) values (${username}, 'firm', ${firm.enterpriseId})`
    return { username, ...firm }
  } finally {
    await sql.end()
  }
}
