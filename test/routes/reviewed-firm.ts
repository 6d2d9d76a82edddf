import { siteDatabase } from '#test/support/session.ts'

export interface ReviewedFirm {
  username: string
  disclosureId: number
  year: number
  outletId: number
  /** A row of that outlet with a measured value: `r12_w01018`. */
  row: string
  name: string
}

let made = 0

/**
 * An account for an enterprise of 桃江 (county-taojiang's) or of another county that has published the latest year, nobody
 * has reviewed it, and no other test uses it.
 */
export async function publishedFirm(prefix: string, region = '430922'): Promise<ReviewedFirm> {
  const sql = siteDatabase()
  try {
    const [firm] = await sql<(Omit<ReviewedFirm, 'username'> & { enterpriseId: number })[]>`
      select e.id as "enterpriseId", e.name, d.id as "disclosureId", d.year, r.outlet_id as "outletId",
        'r' || r.outlet_id || '_' || r.factor_code as row
      from disclosures d join enterprises e on e.id = d.enterprise_id
      join lateral (
        select outlet_id, factor_code from disclosure_rows r
        where r.disclosure_id = d.id and concentration_state = 'measured' and limit_min is null and limit_max is not null
        order by position limit 1
      ) r on true
      where d.state = 'published' and e.region_code = ${region} and d.supersedes_id is null
        and not exists (select from memberships m where m.enterprise_id = e.id)
        and not exists (select from disclosure_reviews v where v.disclosure_id = d.id)
        and not exists (select from error_reports p where p.disclosure_id = d.id)
        and not exists (select from disclosure_doubts q where q.disclosure_id = d.id)
      order by d.year desc, md5(e.credit_code || ${prefix}) limit 1`
    if (!firm) throw new Error('every disclosure of the demo city was reviewed')
    const username = `${prefix}-reviewed-${++made}`
    await sql`insert into users (id, name, email, username) values (${username}, '填报员', ${`${username}@example.invalid`}, ${username})`
    await sql`insert into memberships (user_id, role, enterprise_id) values (${username}, 'firm', ${firm.enterpriseId})`
    return { username, ...firm }
  } finally {
    await sql.end()
  }
}
