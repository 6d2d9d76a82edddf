import { asc } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { batches, sectors } from '#db/schema/sector.ts'

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

/** The three batches of the compliance plan with their screening and rectification windows (city rule, section 四). */
export const listBatches = (db: Db) =>
  db
    .select({
      batch: batches.batch,
      nameZh: batches.nameZh,
      nameEn: batches.nameEn,
      screeningFrom: batches.screeningFrom,
      screeningTo: batches.screeningTo,
      rectificationFrom: batches.rectificationFrom,
      rectificationTo: batches.rectificationTo,
    })
    .from(batches)
    .orderBy(asc(batches.batch))
