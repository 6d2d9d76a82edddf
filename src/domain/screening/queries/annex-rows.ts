import { and, asc, eq, gt, or, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { regions } from '#db/schema/region.ts'
import { screeningRows as rows } from '#db/schema/screening.ts'
import { sectors } from '#db/schema/sector.ts'
import type { AnnexLine } from '#domain/screening/rules/annex-one.ts'
import { standing } from '#domain/screening/rules/fields.ts'

/** Lines that are read at once. */
const batchSize = 500

export interface ScreeningLine extends AnnexLine {
  key: string
  regionCode: string
}

/**
 * Lines of the screening ledger, county by county, in each by name: read piece by piece as the reader takes them, never more
 * than a batch in memory.
 */
export async function* eachScreeningLine(db: Db, where: SQL | undefined): AsyncGenerator<ScreeningLine[]> {
  let last: { position: string; namePinyin: string; id: number } | undefined
  do {
    const found = await db
      .select({
        id: rows.id,
        namePinyin: rows.namePinyin,
        creditCode: rows.creditCode,
        batch: rows.batch,
        enterpriseName: rows.enterpriseName,
        regionCode: rows.regionCode,
        regionName: regions.nameZh,
        sectorName: sectors.nameZh,
        controlLevel: rows.controlLevel,
        derived: rows.derived,
        entered: rows.entered,
        openProblems: rows.openProblems,
      })
      .from(rows)
      .innerJoin(regions, eq(regions.code, rows.regionCode))
      .innerJoin(sectors, eq(sectors.code, rows.sectorCode))
      .where(and(where, last && after(last)))
      .orderBy(asc(rows.regionCode), asc(rows.namePinyin), asc(rows.id))
      .limit(batchSize)
    if (found.length > 0)
      yield found.map(({ derived, entered, creditCode, batch, id: _, namePinyin: __, ...line }) => ({
        ...line,
        key: `${creditCode}-${batch}`,
        texts: standing(derived, entered),
      }))
    const end = found.length === batchSize ? found.at(-1) : undefined
    last = end && { position: end.regionCode, namePinyin: end.namePinyin, id: end.id }
  } while (last)
}

const after = (last: { position: string; namePinyin: string; id: number }) =>
  or(
    gt(rows.regionCode, last.position),
    and(
      eq(rows.regionCode, last.position),
      or(gt(rows.namePinyin, last.namePinyin), and(eq(rows.namePinyin, last.namePinyin), gt(rows.id, last.id))),
    ),
  )
