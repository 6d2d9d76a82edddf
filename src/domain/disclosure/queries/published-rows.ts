import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows as rows } from '#db/schema/disclosure.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { Averaging, OutletKind } from '#domain/disclosure/rules/form.ts'

/** One outlet and factor of a published version, with the limit and the permitted total that it was published under. */
export interface PublishedRow extends RowAnswers {
  outletId: number
  outletCode: string
  outletName: string
  outletKind: OutletKind
  destination: string | null
  factorCode: string
  factorNameZh: string
  factorNameEn: string
  hasTotal: boolean
  concentrationUnit: string
  limitMin: number | null
  limitMax: number | null
  limitAveraging: Averaging | null
  limitBasis: string | null
  permittedTonnes: number | null
}

/** The rows of a version in the order in which it was filed. */
export async function listPublishedRows(db: Db, disclosureId: number): Promise<PublishedRow[]> {
  return db
    .select({
      outletId: rows.outletId,
      outletCode: outlets.code,
      outletName: outlets.name,
      outletKind: outlets.kind,
      destination: outlets.destination,
      factorCode: rows.factorCode,
      factorNameZh: factors.nameZh,
      factorNameEn: factors.nameEn,
      hasTotal: sql<boolean>`${factors.amountUnit} is not null`,
      route: rows.route,
      pattern: rows.pattern,
      concentrationState: rows.concentrationState,
      concentrationMin: rows.concentrationMin,
      concentrationMean: rows.concentrationMean,
      concentrationMax: rows.concentrationMax,
      concentrationUnit: rows.concentrationUnit,
      detectionLimit: rows.detectionLimit,
      origin: rows.origin,
      sampleCount: rows.sampleCount,
      reportNo: rows.reportNo,
      rateMin: rows.rateMin,
      rateMax: rows.rateMax,
      limitMin: rows.limitMin,
      limitMax: rows.limitMax,
      limitAveraging: rows.limitAveraging,
      limitBasis: rows.limitBasis,
      totalState: rows.totalState,
      totalTonnes: rows.totalTonnes,
      permittedTonnes: rows.permittedTonnes,
      judgedCount: rows.judgedCount,
      exceedanceCount: rows.exceedanceCount,
      exceedanceReason: rows.exceedanceReason,
      specialLimit: rows.specialLimit,
      limitRate: rows.limitRate,
      limitWaterPerProduct: rows.limitWaterPerProduct,
      specialPeriodLimit: rows.specialPeriodLimit,
      supervisoryExceedanceRate: rows.supervisoryExceedanceRate,
      onlineExceedanceRate: rows.onlineExceedanceRate,
      unusualReason: rows.unusualReason,
    })
    .from(rows)
    .innerJoin(outlets, eq(outlets.id, rows.outletId))
    .innerJoin(factors, eq(factors.code, rows.factorCode))
    .where(eq(rows.disclosureId, disclosureId))
    .orderBy(asc(rows.position), asc(outlets.code), asc(rows.factorCode))
}
