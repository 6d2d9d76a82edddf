import { and, type Column, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { BoardFilter, BoardSort } from '#domain/violation/input/board.ts'
import { orders } from '#domain/violation/queries/order.ts'
import { after, scopeOf, upTo } from '#domain/violation/queries/scope.ts'
import { config } from '#platform/config.ts'
import { type CsvLines, csvLine, type SqlCell } from '#platform/sheet/csv-sql.ts'

/** Cases of one answer: their lines are under a megabyte. */
const step = 500
/** So many answers are made at once, while the one before them is sent. */
const ahead = 2

/**
 * Every case of a state of the board in its order, as lines of CSV that the database makes: the cells of `caseLine`
 * (open-data.ts), the bytes of `csvCell`. Where each answer ends is looked up first, which is quick, so that several can be made
 * at a time. No transaction is held open.
 */
export async function* eachCaseLines(db: Db, filter: BoardFilter, sort: BoardSort): AsyncGenerator<CsvLines> {
  const { where } = await scopeOf(db, filter, sort)
  const coming: Promise<CsvLines>[] = []
  for await (const span of spans(db, where, sort)) {
    const lines = linesOf(db, span, sort)
    lines.catch(() => {}) // it is awaited, or nobody wants it any more
    if (coming.push(lines) > ahead) yield (await coming.shift()) as CsvLines
  }
  for (const lines of coming) yield await lines
}

const byFine = { id: cases.id, fineFen: cases.fineFen, decidedOn: sql<string>`''` }
const byDay = { id: cases.id, fineFen: sql<number>`0`, decidedOn: sql<string>`${cases.decidedOn}::text` }

/**
 * Said in the statement itself, as is the number below: a plan that is made once for any values then still reads the board's
 * own index in its order.
 */
const isPublished = sql`${cases.state} = 'published'`
/** A span holds a step of cases, and what is published in it meanwhile. */
const mostOfSpan = sql.raw(`${2 * step}`)

/** Conditions that follow each other in the order, each on a step of cases; the last on what is left, perhaps nothing. */
async function* spans(db: Db, where: SQL | undefined, sort: BoardSort): AsyncGenerator<SQL | undefined> {
  let from: SQL | undefined
  for (;;) {
    const [last] = await db
      .select(sort === '-fine' ? byFine : byDay)
      .from(cases)
      .where(and(isPublished, where, from))
      .orderBy(...orders[sort])
      .offset(step - 1)
      .limit(1)
    yield and(where, from, last && upTo(sort, last))
    if (!last) return
    from = after(sort, last)
  }
}

async function linesOf(db: Db, where: SQL | undefined, sort: BoardSort): Promise<CsvLines> {
  const [found] = await db.execute<{ lines: string; rows: string }>(sql`
    select coalesce(string_agg(line, ''), '') as lines, count(*) as rows from (
      select ${csvLine(cells())} as line
      from ${cases} left join ${enterprises} on ${eq(enterprises.id, cases.enterpriseId)}
      where ${and(isPublished, where)}
      order by ${sql.join(orders[sort], sql`, `)} limit ${mostOfSpan}) as page`)
  return { lines: Buffer.from(found?.lines ?? ''), rows: Number(found?.rows ?? 0) }
}

/** In the order of the list's columns (open-data/queries/lists/violations.ts). */
function cells(): SqlCell[] {
  const board = new URL('/board/', config().SITE_URL).href
  return [
    plain(cases.id),
    plain(sql`${board}::text || ${cases.id}`),
    words(cases.title),
    words(cases.titleEn),
    plain(cases.category),
    words(cases.enterpriseName),
    words(enterprises.nameEn),
    words(enterprises.creditCode),
    words(cases.regionCode),
    words(cases.sectorCode),
    plain(cases.controlLevel),
    words(cases.decisionNo),
    plain(cases.decidedOn),
    words(cases.authority),
    plain(sql`trim_scale(${cases.fineFen} / 100.0)`),
    plain(sql`'CNY'`),
    plain(sql`array_to_string(${cases.measureKinds}, '; ')`),
    plain(cases.rectifyBy),
    plain(cases.executionState),
    plain(sql`${cases.repeatOffence}::text`),
    instant(cases.publishedAt),
    instant(cases.updatedAt),
  ]
}

const words = (column: Column): SqlCell => ({ words: sql`${column}` })
const plain = (value: unknown): SqlCell => ({ plain: sql`${value}` })
const instant = (column: Column) => plain(sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
