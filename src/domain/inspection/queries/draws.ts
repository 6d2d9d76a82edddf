import { and, asc, count, desc, eq, getTableColumns, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { draws, inspections } from '#db/schema/inspection.ts'
import type { drawStates } from '#db/vocabulary.ts'
import { inspectionLimits } from '#domain/inspection/input.ts'
import { findTampering, type Pools } from '#domain/inspection/rules/draw/draw.ts'

type DrawState = (typeof drawStates)[number]

const { sealedSeed: _, pools: __, result: ___, ...columns } = getTableColumns(draws)

/** One page of draws, the newest first. */
export async function listDraws(db: Db, { state }: { state?: DrawState | undefined }, page: number) {
  const where = state && eq(draws.state, state)
  const [rows, total, counts] = await Promise.all([
    db
      .select(columns)
      .from(draws)
      .where(where)
      .orderBy(desc(draws.committedAt), desc(draws.id))
      .limit(inspectionLimits.pageSize)
      .offset((page - 1) * inspectionLimits.pageSize),
    db.$count(draws, where),
    db.select({ value: draws.state, count: count() }).from(draws).groupBy(draws.state),
  ])
  return { rows, total, counts: new Map(counts.map((row) => [row.value as string, row.count])) }
}
export type DrawLine = Awaited<ReturnType<typeof listDraws>>['rows'][number]

/** Draws by their ids downwards, for downloads and programs. */
export async function readOnDraws(
  db: Db,
  { state }: { state?: DrawState | undefined },
  limit: number,
  before: number | undefined,
) {
  const where: SQL | undefined = state && eq(draws.state, state)
  const rows = await db
    .select({ ...columns, result: publicResult })
    .from(draws)
    .where(and(where, before === undefined ? undefined : lt(draws.id, before)))
    .orderBy(desc(draws.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  return {
    rows: shown,
    total: await db.$count(draws, where),
    cursor: rows.length > limit ? String(shown.at(-1)?.id) : null,
  }
}
export type DrawRow = Awaited<ReturnType<typeof readOnDraws>>['rows'][number]

/** Who was drawn is public with the seed, not before: nobody is warned. */
const publicResult = sql<
  { firm: string; inspectors: string[] }[] | null
>`case when ${draws.state} = 'revealed' then ${draws.result} end`.as('public_result')

/**
 * A draw as the public reads it: the pools and the commitment at once, the result with the seed. `broken`: what our own recomputation
 * finds wrong in what is published, nothing where it all agrees, undefined before the seed is public.
 */
export async function getDraw(db: Db, no: string) {
  const [row] = await db
    .select({ ...columns, pools: draws.pools, result: publicResult })
    .from(draws)
    .where(eq(draws.no, no))
  if (!row) return undefined
  const { seed, witnessNumber, result } = row
  const broken =
    seed && witnessNumber && result ? await findTampering({ ...row, seed, witnessNumber, result }) : undefined
  return { ...row, pools: JSON.parse(row.pools) as Pools, poolsText: row.pools, broken }
}
export type Draw = NonNullable<Awaited<ReturnType<typeof getDraw>>>

/** The inspections of a draw: for the office at once, for the public with the seed. */
export const inspectionsOfDraw = (db: Db, drawId: number) =>
  db
    .select({
      no: inspections.no,
      state: inspections.state,
      result: inspections.result,
      voidReason: inspections.voidReason,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      finishedAt: inspections.finishedAt,
    })
    .from(inspections)
    .innerJoin(enterprises, eq(enterprises.id, inspections.enterpriseId))
    .where(eq(inspections.drawId, drawId))
    .orderBy(asc(inspections.seq))
