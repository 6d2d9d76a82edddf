import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { type BoardFilter, type BoardSearch, type BoardSort, boardLimits } from '#domain/violation/input/board.ts'
import { rowColumns } from '#domain/violation/queries/columns.ts'
import { filterConditions, isOneOf } from '#domain/violation/queries/conditions.ts'
import { type BoardCounts, countBoard, type FacetCounts, listCaseIds } from '#domain/violation/queries/counts.ts'
import { orders } from '#domain/violation/queries/order.ts'
import { findByText } from '#domain/violation/queries/text.ts'

export type BoardRow = Awaited<ReturnType<typeof rowsOf>>[number]

export interface CaseList {
  rows: BoardRow[]
  total: number
  /** There are more than `total`: the words typed fit a great many cases. */
  hasMore: boolean
  /** What each filter value would show beside the other filters; null where the words typed fit a great many cases. */
  facets: FacetCounts | null
}

/** Up to so many cases are looked up by their numbers and put in order; more are read in the order of an index. */
export const fewCases = 3_000

/** One page of the board with its counts. Published cases only. */
export async function listCases(db: Db, search: BoardSearch, pageSize = boardLimits.pageSize): Promise<CaseList> {
  const page = { sort: search.sort, offset: (search.page - 1) * pageSize, limit: pageSize }
  const text = await findByText(db, search, search.sort)
  if (text?.covers === 'first') {
    const rows = await rowsOf(db, isOneOf(text.ids), page)
    return { rows, total: text.ids.length, hasMore: text.hasMore, facets: null }
  }
  const { total, facets } = await countBoard(db, search, text?.ids)
  return { rows: await pageRows(db, search, page, { total, facets }, text?.ids), total, hasMore: false, facets }
}

async function pageRows(db: Db, search: BoardSearch, page: Page, counts: BoardCounts, found?: number[]) {
  if (page.offset >= counts.total) return []
  if (found || counts.total <= fewCases) {
    const ids = await listCaseIds(db, search, found)
    return rowsOf(db, isOneOf(ids), page)
  }
  return rowsInOrder(db, search, page, counts.facets)
}

interface Page {
  sort: BoardSort
  offset: number
  limit: number
}

/** Reads an index in its order and skips what does not fit; whole years that lie before the page are never read. */
async function rowsInOrder(db: Db, filter: BoardFilter, page: Page, facets: FacetCounts): Promise<BoardRow[]> {
  const conditions = filterConditions(filter)
  let { offset } = page
  if (page.sort !== '-fine') {
    const years = [...facets.year]
      .map(([year, count]) => ({ year: Number(year), count }))
      .filter(({ year }) => filter.year.length === 0 || filter.year.includes(year))
      .sort((a, b) => (page.sort === '-decided' ? b.year - a.year : a.year - b.year))
    for (const { year, count } of years) {
      if (offset < count) {
        conditions.push(
          page.sort === '-decided'
            ? lte(cases.decidedOn, `${year}-12-31`)
            : sql`${cases.decidedOn} >= ${`${year}-01-01`}`,
        )
        break
      }
      offset -= count
    }
  }
  return rowsOf(db, and(...conditions), { ...page, offset })
}

/** The page is found first; only its rows are then read in full. */
export async function rowsOf(db: Db, where: SQL | undefined, { sort, offset, limit }: Page) {
  const found = db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.state, 'published'), where))
    .orderBy(...orders[sort])
    .limit(limit)
    .offset(offset)
    .as('found')
  return db
    .select(rowColumns)
    .from(found)
    .innerJoin(cases, eq(cases.id, found.id))
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .orderBy(...orders[sort])
}
