import { asc, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { regions } from '#db/schema/region.ts'

const columns = {
  code: regions.code,
  parentCode: regions.parentCode,
  kind: regions.kind,
  nameZh: regions.nameZh,
  nameEn: regions.nameEn,
  longitudeDeg: regions.longitudeDeg,
  latitudeDeg: regions.latitudeDeg,
}

export type Region = Awaited<ReturnType<typeof listRegions>>[number]

/** The county-level reporting units (the two management zones too), in the order of the city's own documents. */
export const listRegions = (db: Db) =>
  db.select(columns).from(regions).where(ne(regions.kind, 'city')).orderBy(asc(regions.position), asc(regions.code))
