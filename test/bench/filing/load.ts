import { connect, type Sql } from '#db/client.ts'
import { demoCast } from '#db/seed/cast.ts'
import { openCorrection } from '#domain/disclosure/commands/open-draft.ts'
import { clone } from '#test/bench/filing/clone.ts'

/** Whose forms they are: `paperMill` of the demo city with its 8 outlets, 30 rows and some 60 items. */
export const firms = 2_000
/** Copies have ids far above the city's own: firm n is 1,000,000 + n, its outlet 10,000,000 + 1,000 n + k. */
const firstId = 1_000_000
export const firmId = (n: number) => firstId + n
export const tokenOf = (n: number) => `bench-filing-token-${n}`

export interface Loaded {
  year: number
  /** Of one firm's form. */
  outlets: number
  rows: number
  items: number
}

/**
 * 2,000 copies of the paper mill with an open draft each that is whole and could be published, and accounts with sessions that
 * are signed in. Sorted so that firm n can be told from its number alone.
 */
export async function loadDrafts(url: string): Promise<Loaded> {
  const { sql, db, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench' })
  try {
    const [mill] = await sql<{ id: number; year: number }[]>`
      select e.id, max(d.year)::int as year from enterprises e join disclosures d on d.enterprise_id = e.id
      where e.credit_code = ${demoCast.paperMill} group by 1`
    if (!mill) throw new Error('The demo city has no paper mill')
    const viewer = { role: 'firm', userId: 'demo-paper', name: 'bench', enterpriseId: mill.id } as const
    const draft = await openCorrection(
      db,
      { ...viewer, regionCode: null, department: null, hasSecondFactor: false },
      { enterpriseId: mill.id, year: mill.year, reason: 'bench of the filing' },
      new Date(),
    )
    await copyFirms(sql, mill.id, firms)
    await copyDrafts(sql, draft.id, mill.id, mill.year, firms)
    await openSessions(sql, firms)
    await sql`analyze`
    const [counts] = await sql<{ rows: number; outlets: number; items: number }[]>`
      select count(*)::int as rows, count(distinct outlet_id)::int as outlets,
        (select count(*)::int from disclosure_items where disclosure_id = ${draft.id}) as items
      from disclosure_rows where disclosure_id = ${draft.id}`
    return { year: mill.year, ...(counts as Omit<Loaded, 'year'>) }
  } finally {
    await close()
  }
}

/** The firms with their outlets, limits, permit and files. */
async function copyFirms(sql: Sql, mill: number, count: number): Promise<void> {
  const each = `generate_series(1, ${count}) n`
  const firm = `${firstId} + n`
  await clone(
    sql,
    'enterprises',
    { id: firm, credit_code: `'91430922MB' || lpad(n::text, 8, '0')`, name: `o.name || n`, former_names: `'{}'` },
    `${each} where o.id = ${mill}`,
  )
  await clone(sql, 'outlets', { id: outletOf('o.id'), enterprise_id: firm }, `${each} where o.enterprise_id = ${mill}`)
  await clone(
    sql,
    'outlet_limits',
    { outlet_id: outletOf('o.outlet_id') },
    `${each} where o.outlet_id in (select id from outlets where enterprise_id = ${mill})`,
  )
  await clone(
    sql,
    'treatment_facilities',
    { enterprise_id: firm, outlet_id: outletOf('o.outlet_id') },
    `${each} where o.enterprise_id = ${mill}`,
  )
  await clone(
    sql,
    'permits',
    { id: firm, enterprise_id: firm, permit_no: `'bench-' || n` },
    `${each} where o.enterprise_id = ${mill}`,
  )
  await clone(
    sql,
    'permitted_totals',
    { permit_id: firm, outlet_id: outletOf('o.outlet_id') },
    `${each} where o.permit_id in (select id from permits where enterprise_id = ${mill})`,
  )
  await clone(
    sql,
    'disclosure_files',
    { id: `md5(o.id || ' ' || n)::uuid`, enterprise_id: firm },
    `${each} where o.enterprise_id = ${mill}`,
  )
}

const outletOf = (id: string) => `10000000 + 1000 * n + ${id} % 1000`

/** Copies of the draft as first versions, each a year's disclosure that is due. */
async function copyDrafts(sql: Sql, draft: number, mill: number, year: number, count: number): Promise<void> {
  const each = `generate_series(1, ${count}) n`
  const id = `${firstId} + n`
  await clone(
    sql,
    'disclosure_obligations',
    { enterprise_id: id, published_at: 'null', due_on: 'current_date' },
    `${each} where o.enterprise_id = ${mill} and o.year = ${year}`,
  )
  await clone(
    sql,
    'disclosures',
    { id, enterprise_id: id, version: '1', supersedes_id: 'null', correction_reason: 'null', created_by: 'null' },
    `${each} where o.id = ${draft}`,
  )
  await clone(
    sql,
    'disclosure_rows',
    { disclosure_id: id, outlet_id: outletOf('o.outlet_id') },
    `${each} where o.disclosure_id = ${draft}`,
  )
  await clone(
    sql,
    'disclosure_items',
    {
      disclosure_id: id,
      item: `case o.group_name when 'outlets' then ${outletOf('o.item')} else o.item end`,
      typed: `case when o.typed ? 'file'
        then o.typed || jsonb_build_object('file', md5((o.typed->>'file') || ' ' || n)::uuid) else o.typed end`,
    },
    `${each} where o.disclosure_id = ${draft}`,
  )
}

async function openSessions(sql: Sql, count: number): Promise<void> {
  await sql.unsafe(`
    insert into users (id, name, email, username)
      select 'bench-' || n, 'bench ' || n, n || '@bench.example', 'bench-' || n from generate_series(1, ${count}) n`)
  await sql.unsafe(`
    insert into memberships (user_id, role, enterprise_id)
      select 'bench-' || n, 'firm', ${firstId} + n from generate_series(1, ${count}) n`)
  await sql.unsafe(`
    insert into sessions (id, token, user_id, expires_at, created_at, updated_at, user_agent)
      select 'bench-' || n, '${tokenOf(0).slice(0, -1)}' || n, 'bench-' || n, now() + interval '1 day', now(), now(), 'bench'
      from generate_series(1, ${count}) n`)
}
