import type { City } from '#db/seed/city/city.ts'
import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Figures } from '#db/seed/city/figures.ts'
import type { Limit } from '#db/seed/city/model.ts'
import { reportNoOf } from '#db/seed/city/reports.ts'
import type { CopyRow } from '#db/seed/copy.ts'

export const obligationRows = ({ obligations }: City): CopyRow[] =>
  obligations.map(({ firm, year, dueOn, publishedAt }) => ({ enterpriseId: firm.id, year, dueOn, publishedAt }))

/** As drafts: the database lets rows be added to nothing else. They are published once their rows are there. */
export const disclosureRows = (disclosures: readonly Disclosure[]): CopyRow[] =>
  disclosures.map((disclosure) => ({
    id: disclosure.id,
    enterpriseId: disclosure.firm.id,
    year: disclosure.year,
    version: disclosure.version,
    state: 'draft',
    supersedesId: disclosure.supersedesId,
    correctionReason: disclosure.correctionReason,
    signedName: disclosure.signedName,
    signedAt: disclosure.publishedAt,
    publishedAt: disclosure.publishedAt,
    createdAt: disclosure.publishedAt,
    updatedAt: disclosure.publishedAt,
  }))

export const figureRows = (disclosures: readonly Disclosure[]): CopyRow[] =>
  disclosures.flatMap((disclosure) =>
    disclosure.rows.map((row, position) => ({
      disclosureId: disclosure.id,
      outletId: row.outlet.id,
      factorCode: row.factorCode,
      position,
      route: row.outlet.route,
      pattern: row.outlet.pattern,
      concentrationState: row.state,
      concentrationMin: row.min,
      concentrationMean: row.mean,
      concentrationMax: row.max,
      concentrationUnit: row.unit,
      detectionLimit: row.detectionLimit,
      origin: row.origin,
      ...sampling(row, disclosure),
      ...rates(row),
      limitMin: row.limit?.limitMin,
      limitMax: row.limit?.limitMax,
      limitAveraging: row.limit?.averaging,
      limitBasis: row.limit ? basisOf(row.limit) : null,
      totalState: row.totalState,
      totalTonnes: row.totalTonnes,
      permittedTonnes: row.permittedTonnes,
      judgedCount: row.judgedCount,
      exceedanceCount: row.exceedanceCount,
      exceedanceReason: row.exceedanceReason,
      unusualReason: row.unusualReason,
    })),
  )

const sampling = ({ origin, judgedCount, outlet }: Figures, disclosure: Disclosure) =>
  origin === 'manual'
    ? { sampleCount: judgedCount ?? 4, reportNo: reportNoOf(disclosure, outlet) }
    : { sampleCount: null, reportNo: null }

/** kg/h: what the stack's flow carries at its lowest and highest concentration. */
function rates({ outlet, unit, state, totalState, min, max }: Figures) {
  const isAsked = outlet.kind === 'stack' && state === 'measured' && totalState !== 'not_required' && unit === 'mg/m³'
  const rate = (value: number | null) =>
    isAsked && value !== null && outlet.flow !== null ? Number(((value * outlet.flow) / 1e6).toPrecision(3)) : null
  return { rateMin: rate(min), rateMax: rate(max) }
}

/** As the register words it for a new draft. */
const basisOf = ({ source, standardCode, tableNo }: Limit) =>
  source === 'permit' ? '排污许可证' : tableNo === null ? standardCode : `${standardCode} 表 ${tableNo}`
