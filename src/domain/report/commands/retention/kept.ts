import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import type { Kept } from '#domain/report/rules/retention.ts'

/** The columns of a Kept, read from `reports`. One that is joined to it later puts its end off: it is the end of both. */
export const keptColumns = {
  state: reports.state,
  receivedOn: sql<string>`(${reports.receivedAt} at time zone 'Asia/Shanghai')::date::text`,
  decidedOn: sql<string | null>`(select (max(h.at) at time zone 'Asia/Shanghai')::date::text from report_history h
    where (h.report_id = ${reports}.id and h.step in ('refused', 'referred', 'concluded'))
      or (h.step = 'joined' and h.report_id in (select j.id from reports j where j.joined_to_id = ${reports}.id)))`,
  recheckDueOn: reports.recheckDueOn,
}

/** The report, held until the transaction ends, so that it is not reopened meanwhile. */
export async function readKept(tx: Db, id: number): Promise<Kept | undefined> {
  const [report] = await tx.select(keptColumns).from(reports).where(eq(reports.id, id)).for('update')
  return report
}

/** The report and all that were joined to it, at whatever remove; held until the transaction ends. */
export async function familyOf(tx: Db, id: number): Promise<number[]> {
  const family = [id]
  for (let last = [id]; last.length > 0; ) {
    const joined = await tx
      .select({ id: reports.id })
      .from(reports)
      .where(inArray(reports.joinedToId, last))
      .for('update')
    last = joined.map((report) => report.id)
    family.push(...last)
  }
  return family
}
