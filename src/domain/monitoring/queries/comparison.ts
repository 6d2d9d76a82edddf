import type { Db } from '#db/client.ts'
import { type ComparedSample, getOtherSources } from '#domain/monitoring/queries/other-sources.ts'
import { type Comparison, compareSources } from '#domain/monitoring/rules/compare.ts'
import type { OnlineYear } from '#domain/monitoring/rules/online.ts'

/** One outlet and factor of a disclosure beside what the devices and the bureau's samples say of the same year. */
export interface ComparedRow {
  outletId: number
  factorCode: string
  online: OnlineYear | null
  samples: ComparedSample[]
  comparison: Comparison
}

/** What a row of the disclosure must tell; `PublishedRow` of the disclosure domain does. */
export interface ReportedRow {
  outletId: number
  factorCode: string
  concentrationState:
    | 'measured'
    | 'below_detection'
    | 'no_discharge'
    | 'not_required'
    | 'not_yet_due'
    | 'overdue'
    | null
  concentrationMean: number | null
  concentrationMax: number | null
  concentrationUnit: string
  detectionLimit: number | null
  totalTonnes: number | null
  judgedCount: number | null
  exceedanceCount: number | null
  limitMin: number | null
  limitMax: number | null
}

/**
 * The three-way comparison of a disclosure's rows for the calendar year that they describe. Rows that neither the devices nor
 * the bureau have seen are left out. Values that came in another unit are converted; those that cannot be are left out.
 */
export async function compareDisclosure(
  db: Db,
  reportedYear: number,
  rows: readonly ReportedRow[],
): Promise<ComparedRow[]> {
  const sourcesOf = await getOtherSources(db, [...new Set(rows.map(({ outletId }) => outletId))], reportedYear)
  return rows.flatMap((row) => {
    const { online, samples } = sourcesOf(row.outletId, row.factorCode, row.concentrationUnit)
    if (!online && samples.length === 0) return []
    const selfReported = {
      state: row.concentrationState,
      mean: row.concentrationMean,
      max: row.concentrationMax,
      detectionLimit: row.detectionLimit,
      totalTonnes: row.totalTonnes,
      judgedCount: row.judgedCount,
      exceedanceCount: row.exceedanceCount,
      limitMin: row.limitMin,
      limitMax: row.limitMax,
    }
    const comparison = compareSources({ selfReported, online, supervisory: samples })
    return [{ outletId: row.outletId, factorCode: row.factorCode, online, samples, comparison }]
  })
}
