import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import type { reportKinds } from '#db/vocabulary.ts'
import { cellOf } from '#domain/report/rules/place.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { BrokenSeal, seal, unseal } from '#platform/seal/seal.ts'
import { installationKey } from '#platform/seal/wrap.ts'

const most = 5
const purpose = 'similar report'

/**
 * Open reports of the same kind in the same cell of five kilometres or beside it, of the last days. Of each its month and state are
 * shown and nothing else; `mark` stands for it in the form and tells nothing.
 */
export async function listSimilar(
  db: Db,
  kind: (typeof reportKinds)[number],
  pin: { longitudeDeg: number; latitudeDeg: number } | null,
  now: Date,
) {
  if (!pin) return []
  const { x, y } = cellOf(pin.longitudeDeg, pin.latitudeDeg)
  const rows = await db
    .select({
      id: reports.id,
      state: reports.state,
      month: sql<string>`to_char(${reports.receivedAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`,
    })
    .from(reports)
    .where(
      and(
        eq(reports.kind, kind),
        inArray(reports.cellX, [x - 1, x, x + 1]),
        inArray(reports.cellY, [y - 1, y, y + 1]),
        inArray(reports.state, ['received', 'accepted']),
        gte(reports.receivedAt, new Date(now.getTime() - reportLimits.similarDays * 86_400_000)),
      ),
    )
    .orderBy(desc(reports.id))
    .limit(most)
  return rows.map(({ id, ...row }) => ({ ...row, mark: markOf(id) }))
}

const markOf = (id: number) => seal(installationKey('similar'), purpose, Buffer.from(String(id))).toString('base64url')

/** The report of a mark; undefined for anything else. */
export function markedReport(mark: string): number | undefined {
  try {
    return Number(unseal(installationKey('similar'), purpose, Buffer.from(mark, 'base64url')).toString())
  } catch (error) {
    if (error instanceof BrokenSeal) return undefined
    throw error
  }
}
