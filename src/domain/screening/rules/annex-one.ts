import { isYesNo, type ScreeningField, type ScreeningTexts } from '#domain/screening/rules/fields.ts'
import { term } from '#src/i18n/terms.ts'

/** A line of the screening ledger with the names that the annex prints. */
export interface AnnexLine {
  enterpriseName: string
  regionName: string
  sectorName: string
  controlLevel: 'national' | 'provincial' | 'municipal' | 'other'
  texts: ScreeningTexts
  openProblems: number
}

/** The fifteen columns of annex 1, in its order. */
export const annexOneColumns = [
  'serialNo',
  'enterpriseName',
  'region',
  'sector',
  'controlLevel',
  'permitAndDischarge',
  'prominentProblems',
  'monitoringReportNo',
  'exceeded',
  'exceedanceCause',
  'onlineMonitoring',
  'onlineExceeded',
  'onlineExceedanceCause',
  'enforcement',
  'rectified',
] as const
export type AnnexOneColumn = (typeof annexOneColumns)[number]

/** The parts of the two columns that the annex prints as one, with the words before each. */
export const columnParts: Record<
  'permitAndDischarge' | 'onlineMonitoring',
  readonly (readonly [ScreeningField, string])[]
> = {
  permitAndDischarge: [
    ['permitNo', '许可证编号'],
    ['permitContents', '许可证内容'],
    ['facilities', '设施'],
    ['concentrations', '排放浓度'],
    ['totals', '总量'],
  ],
  onlineMonitoring: [
    ['onlineFactors', '监测因子'],
    ['onlineComparison', '对比联网情况'],
    ['onlineValidity', '有效性情况'],
  ],
}

/** The cells of one line, as the annex has them: words, 是 and 否; nothing where nothing is known. */
export function annexOneCells(line: AnnexLine, serialNo: number): Record<AnnexOneColumn, string | number | null> {
  const { texts } = line
  const of = (field: ScreeningField) => {
    const text = texts[field] ?? ''
    if (!isYesNo(field)) return text || null
    return text === 'yes' ? '是' : text === 'no' ? '否' : null
  }
  const parts = (column: keyof typeof columnParts) =>
    columnParts[column].flatMap(([field, words]) => (texts[field] ? [`${words}：${texts[field]}`] : [])).join('\n') ||
    null
  return {
    serialNo,
    enterpriseName: line.enterpriseName,
    region: line.regionName,
    sector: line.sectorName,
    controlLevel: term('zh', 'controlLevel', line.controlLevel),
    permitAndDischarge: parts('permitAndDischarge'),
    prominentProblems: of('prominentProblems'),
    monitoringReportNo: of('monitoringReportNo'),
    exceeded: of('exceeded'),
    exceedanceCause: of('exceedanceCause'),
    onlineMonitoring: parts('onlineMonitoring'),
    onlineExceeded: of('onlineExceeded'),
    onlineExceedanceCause: of('onlineExceedanceCause'),
    enforcement: of('enforcement'),
    rectified: line.openProblems === 0 ? '是' : '否',
  }
}
