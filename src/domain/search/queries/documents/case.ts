import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { wordsOf } from '#domain/search/queries/documents/words.ts'
import { rowColumns } from '#domain/violation/queries/columns.ts'
import type { SearchDocument } from '#platform/search/port.ts'

/** Those of these cases that stand on the board, as documents. */
export const caseDocuments = async (db: Db, ids: readonly number[]) =>
  (await rowsWhere(db, inArray(cases.id, [...ids]))).map(asDocument)

export async function caseBatch(db: Db, after: number, limit: number) {
  const rows = await rowsWhere(db, gt(cases.id, after)).limit(limit)
  return { documents: rows.map(asDocument), last: rows.at(-1)?.id }
}

const rowsWhere = (db: Db, where: SQL) =>
  db
    .select({ ...rowColumns, searchText: cases.searchText })
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(and(eq(cases.state, 'published'), where))
    .orderBy(asc(cases.id))

const asDocument = (row: Awaited<ReturnType<typeof rowsWhere>>[number]): SearchDocument => ({
  key: `case:${row.id}`,
  kind: 'case',
  titleZh: row.title,
  titleEn: row.titleEn ?? row.title,
  bodyZh: row.facts,
  bodyEn: row.factsEn ?? row.facts,
  names: [row.title, row.decisionNo],
  spellings: [],
  searchText: wordsOf([row.decisionNo], [row.searchText, row.enterpriseNameEn]),
  regionCode: row.regionCode,
  year: Number(row.decidedOn.slice(0, 4)),
  // The newest first: days since 1970.
  weight: Math.floor(Date.parse(row.decidedOn) / 86_400_000),
  shown: {
    decisionNo: row.decisionNo,
    decidedOn: row.decidedOn,
    category: row.category,
    enterpriseName: row.enterpriseName,
    enterpriseNameEn: row.enterpriseNameEn,
  },
})
