import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'

export interface ReadingToJudge {
  factorNo: number
  factorCode: string
  unit: string
  amountUnit: string | null
  atMs: number
  mean: number | null
  stdMean: number | null
  total: number | null
  flag: string | null
}

/** An outlet's readings of one kind between two moments, of all factors; only the parts of those months are read. */
export async function readingsBetween(
  db: Db,
  outletId: number,
  kind: 'hour' | 'day',
  fromMs: number,
  toMs: number,
): Promise<ReadingToJudge[]> {
  const rows = (await db.execute(sql`
    select r.factor_no as "factorNo", f.code as "factorCode", f.unit, f.amount_unit as "amountUnit", r.at, r.mean,
      r.std_mean as "stdMean", r.total, r.flag
    from readings r join factors f on f.no = r.factor_no
    where r.outlet_id = ${outletId} and r.kind = ${sql.raw(`'${kind}'`)}
      and r.at between ${new Date(fromMs).toISOString()}::timestamptz and ${new Date(toMs).toISOString()}::timestamptz
    order by r.factor_no, r.at`)) as unknown as (Omit<ReadingToJudge, 'atMs'> & { at: string })[]
  return rows.map(({ at, ...row }) => ({ ...row, atMs: new Date(at).getTime() }))
}
