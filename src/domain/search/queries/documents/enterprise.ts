import { and, asc, gt, inArray, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { placeNames, wordsOf } from '#domain/search/queries/documents/words.ts'
import type { SearchDocument } from '#platform/search/port.ts'
import { spellingsOf } from '#platform/search/spell.ts'

/** The enterprises with these credit codes as documents. */
export const enterpriseDocuments = (db: Db, creditCodes: readonly string[]) =>
  documentsWhere(db, inArray(enterprises.creditCode, [...creditCodes]))

/** One batch of the register in the order of its numbers. */
export async function enterpriseBatch(db: Db, after: number, limit: number) {
  const rows = await rowsWhere(db, gt(enterprises.id, after)).limit(limit)
  return { documents: await asDocuments(db, rows), last: rows.at(-1)?.id }
}

const documentsWhere = async (db: Db, where: SQL) => asDocuments(db, await rowsWhere(db, and(where)))

const rowsWhere = (db: Db, where: SQL | undefined) =>
  db
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      shortNames: enterprises.shortNames,
      formerNames: enterprises.formerNames,
      address: enterprises.address,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      exceedanceCount: enterprises.exceedanceCount,
      violationCount: enterprises.violationCount,
      searchText: enterprises.searchText,
    })
    .from(enterprises)
    .where(where)
    .orderBy(asc(enterprises.id))

async function asDocuments(db: Db, rows: Awaited<ReturnType<typeof rowsWhere>>): Promise<SearchDocument[]> {
  const places = await placeNames(db)
  return rows.map((row) => {
    const names = [row.name, ...row.shortNames, ...row.formerNames]
    const named = row.nameEn ? [...names, row.nameEn] : names
    return {
      key: `enterprise:${row.creditCode}`,
      kind: 'enterprise',
      titleZh: row.name,
      titleEn: row.nameEn ?? row.name,
      bodyZh: row.address,
      bodyEn: row.address,
      names: named,
      spellings: spellingsOf(named, { codes: [row.creditCode], placeNames: places }),
      searchText: wordsOf(named, [row.searchText]),
      regionCode: row.regionCode,
      year: null,
      weight: Math.min(1_000_000, row.violationCount * 100 + row.exceedanceCount),
      shown: {
        creditCode: row.creditCode,
        sectorCode: row.sectorCode,
        formerNames: row.formerNames.join('、'),
        shortNames: row.shortNames.join('、'),
      },
    }
  })
}
