import type postgres from 'postgres'

/** Whoever was drawn to a draw's inspections: the two officers of 桃江 that have accounts go instead, so that both can sign in person. */
export async function sendThoseWithAccounts(sql: postgres.Sql, draw: string): Promise<void> {
  await sql`delete from inspection_officers where inspection_id in
    (select i.id from inspections i join draws d on d.id = i.draw_id where d.no = ${draw})`
  await sql`insert into inspection_officers (inspection_id, officer_id)
    select i.id, l.id from inspections i join draws d on d.id = i.draw_id
    cross join law_officers l where d.no = ${draw} and l.certificate_no in ('4309220001', '4309220002')`
}
