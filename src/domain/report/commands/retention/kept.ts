import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import type { Kept } from '#domain/report/rules/retention.ts'

/** The columns of a Kept, read from `reports`. */
export const keptColumns = {
  state: reports.state,
  receivedOn: sql<string>`(${reports.receivedAt} at time zone 'Asia/Shanghai')::date::text`,
  decidedOn: sql<string | null>`(select (max(h.at) at time zone 'Asia/Shanghai')::date::text from report_history h
    where h.report_id = ${reports}.id and h.step in ('refused', 'referred', 'concluded'))`,
  recheckDueOn: reports.recheckDueOn,
}

/** The report, held until the transaction ends, so that it is not reopened meanwhile. */
export async function readKept(tx: Db, id: number): Promise<Kept | undefined> {
  const [report] = await tx.select(keptColumns).from(reports).where(eq(reports.id, id)).for('update')
  return report
}
