import { asc } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sectors } from '#db/schema/sector.ts'

export type Sector = Awaited<ReturnType<typeof listSectors>>[number]

/** The sectors of the city rule with their batch, in its order. */
export const listSectors = (db: Db) =>
  db
    .select({
      code: sectors.code,
      batch: sectors.batch,
      nameZh: sectors.nameZh,
      nameEn: sectors.nameEn,
      industryPrefixes: sectors.industryPrefixes,
    })
    .from(sectors)
    .orderBy(asc(sectors.batch), asc(sectors.position))
