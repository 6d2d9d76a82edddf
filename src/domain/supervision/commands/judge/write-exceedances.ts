import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { exceedances } from '#db/schema/supervision.ts'
import type { OutletToJudge } from '#domain/supervision/commands/judge/outlet.ts'
import type { Found } from '#domain/supervision/rules/judge.ts'

/**
 * Makes the exceedances of these periods what was found: new ones are added, others changed, and what is none any more is taken out;
 * of an order, it stays with the day on which it was cleared. @returns how many rows changed
 */
export async function writeExceedances(
  tx: Db,
  { outletId, now }: OutletToJudge,
  kind: 'hour' | 'day',
  periods: readonly number[],
  found: readonly (Found & { factorNo: number; atMs: number; isComputed: boolean })[],
): Promise<{ found: number; cleared: number }> {
  const { table, excluded } = { table: exceedances, excluded: (name: string) => sql.raw(`excluded.${name}`) }
  const kept =
    found.length === 0
      ? []
      : await tx
          .insert(table)
          .values(found.map(({ atMs, ...row }) => ({ ...row, outletId, kind, at: new Date(atMs), foundAt: now })))
          .onConflictDoUpdate({
            target: [table.outletId, table.factorNo, table.kind, table.at],
            set: {
              value: excluded('value'),
              limitMin: excluded('limit_min'),
              limitMax: excluded('limit_max'),
              multiple: excluded('multiple'),
              isJudged: excluded('is_judged'),
              why: excluded('why'),
              isComputed: excluded('is_computed'),
              clearedAt: null,
            },
            setWhere: sql`(exceedances.value, exceedances.limit_min, exceedances.limit_max, exceedances.is_judged, exceedances.why, exceedances.is_computed, exceedances.cleared_at)
              is distinct from (excluded.value, excluded.limit_min, excluded.limit_max, excluded.is_judged, excluded.why, excluded.is_computed, null::timestamptz)`,
          })
          .returning({ id: table.id })
  const stands = found.map(({ factorNo, atMs }) => `${factorNo} ${atMs}`)
  const gone = and(
    eq(table.outletId, outletId),
    eq(table.kind, kind),
    inArray(
      table.at,
      periods.map((ms) => new Date(ms)),
    ),
    isNull(table.clearedAt),
    stands.length === 0
      ? undefined
      : notInArray(sql`${table.factorNo} || ' ' || (extract(epoch from ${table.at}) * 1000)::bigint`, stands),
  )
  const removed = await tx
    .delete(table)
    .where(and(gone, isNull(table.orderId)))
    .returning({ id: table.id })
  const cleared = await tx.update(table).set({ clearedAt: now }).where(gone).returning({ id: table.id })
  return { found: kept.length, cleared: removed.length + cleared.length }
}
