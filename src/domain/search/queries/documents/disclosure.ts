import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { searchText } from '#db/search-text.ts'
import { cityDate } from '#platform/clock.ts'
import type { SearchDocument } from '#platform/search/port.ts'

/** Those of these versions that are in force, as documents. */
export const disclosureDocuments = async (db: Db, ids: readonly number[]) =>
  (await rowsWhere(db, inArray(disclosures.id, [...ids]))).map(asDocument)

export async function disclosureBatch(db: Db, after: number, limit: number) {
  const rows = await rowsWhere(db, gt(disclosures.id, after)).limit(limit)
  return { documents: rows.map(asDocument), last: rows.at(-1)?.id }
}

/** All versions, in force or not, that stand with these ones or belong to these enterprises. */
export const disclosuresOf = (db: Db, creditCodes: readonly string[]) =>
  db
    .select({ id: disclosures.id })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(inArray(enterprises.creditCode, [...creditCodes]))

/** Whose version it is. */
export async function firmOfDisclosure(db: Db, id: number): Promise<string | undefined> {
  const [row] = await db
    .select({ creditCode: enterprises.creditCode })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(eq(disclosures.id, id))
  return row?.creditCode
}

const rowsWhere = (db: Db, where: SQL) =>
  db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      publishedAt: disclosures.publishedAt,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      searchText: enterprises.searchText,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(and(eq(disclosures.state, 'published'), where))
    .orderBy(asc(disclosures.id))

function asDocument(row: Awaited<ReturnType<typeof rowsWhere>>[number]): SearchDocument {
  const titleZh = `${row.name}${row.year}年度环境信息公开`
  const titleEn = `${row.nameEn ?? row.name}: environmental disclosure for ${row.year}`
  return {
    key: `disclosure:${row.id}`,
    kind: 'disclosure',
    titleZh,
    titleEn,
    bodyZh: '',
    bodyEn: '',
    names: [titleZh, titleEn],
    spellings: [],
    searchText: searchText([titleZh, titleEn, String(row.year), '信息公开', '年度报告', row.searchText]),
    regionCode: row.regionCode,
    year: row.year,
    weight: row.year,
    shown: {
      creditCode: row.creditCode,
      version: row.version,
      publishedOn: row.publishedAt ? cityDate(row.publishedAt) : null,
    },
  }
}
