import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, keyPolluterLists, keyPolluterSupplements, keyPolluters } from '#db/schema/enterprise.ts'
import type { ListingKind } from '#domain/listing/rules/kinds.ts'

/** The years whose list is out, newest first. */
export const listListYears = async (db: Db): Promise<number[]> =>
  (await db.select({ year: keyPolluterLists.year }).from(keyPolluterLists).orderBy(desc(keyPolluterLists.year))).map(
    ({ year }) => year,
  )

/** A year's list as a document, with its supplements in their order; undefined while it is not out. */
export async function getList(db: Db, year: number) {
  const [list] = await db
    .select({
      year: keyPolluterLists.year,
      publishedOn: keyPolluterLists.publishedOn,
      documentNo: keyPolluterLists.documentNo,
    })
    .from(keyPolluterLists)
    .where(eq(keyPolluterLists.year, year))
  if (!list) return undefined
  const supplements = await db
    .select({
      id: keyPolluterSupplements.id,
      publishedOn: keyPolluterSupplements.publishedOn,
      documentNo: keyPolluterSupplements.documentNo,
    })
    .from(keyPolluterSupplements)
    .where(eq(keyPolluterSupplements.year, year))
    .orderBy(asc(keyPolluterSupplements.publishedOn), asc(keyPolluterSupplements.id))
  return { ...list, supplements }
}

/** The firms of a year's list, supplements included, by name; a firm stands once with all its kinds. */
export const listListed = (db: Db, year: number) =>
  db
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      kinds: sql<ListingKind[]>`array_agg(${keyPolluters.kind}::text order by ${keyPolluters.kind})`,
      /** Null where any of its kinds stands on the list itself. */
      supplementOn: sql<string | null>`case when bool_or(${keyPolluters.supplementId} is null) then null
        else min(${keyPolluterSupplements.publishedOn})::text end`,
    })
    .from(keyPolluters)
    .innerJoin(enterprises, eq(enterprises.id, keyPolluters.enterpriseId))
    .leftJoin(keyPolluterSupplements, eq(keyPolluterSupplements.id, keyPolluters.supplementId))
    .where(eq(keyPolluters.year, year))
    .groupBy(enterprises.id)
    .orderBy(asc(enterprises.namePinyin), asc(enterprises.id))
export type Listed = Awaited<ReturnType<typeof listListed>>[number]

/**
 * Since when a firm is on the list that counts for a day: the one in force on it; else that of the same year, which came
 * later. Undefined where it is on neither.
 */
export async function getListedOn(db: Db, enterpriseId: number, day: string): Promise<string | undefined> {
  const [inForce] = await db
    .select({ year: keyPolluterLists.year })
    .from(keyPolluterLists)
    .where(lte(keyPolluterLists.publishedOn, day))
    .orderBy(desc(keyPolluterLists.publishedOn))
    .limit(1)
  const years = [...new Set([inForce?.year, Number(day.slice(0, 4))])].filter((year) => year !== undefined)
  const listed = sql<string>`min(coalesce(${keyPolluterSupplements.publishedOn}, ${keyPolluterLists.publishedOn}))::text`
  const found = await db
    .select({ year: keyPolluters.year, listedOn: listed })
    .from(keyPolluters)
    .innerJoin(keyPolluterLists, eq(keyPolluterLists.year, keyPolluters.year))
    .leftJoin(keyPolluterSupplements, eq(keyPolluterSupplements.id, keyPolluters.supplementId))
    .where(and(eq(keyPolluters.enterpriseId, enterpriseId), inArray(keyPolluters.year, years)))
    .groupBy(keyPolluters.year)
  const days = found.map(({ listedOn }) => listedOn).sort()
  return days.findLast((listedOn) => listedOn <= day) ?? days[0]
}
