import type { Evaluation } from '#domain/plan/queries/evaluations.ts'
import { type EvaluationFigures, type EvaluationList, figuresOf } from '#domain/plan/rules/evaluation.ts'
import type { Region } from '#domain/region/queries.ts'
import { regionName } from '#src/components/assessment/names.ts'
import { barChart } from '#src/components/charts/bar-chart.ts'
import { formatMoney, formatNumber, formatPercent } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { evaluationMessages } from '#src/i18n/messages/evaluation.ts'
import { term } from '#src/i18n/terms.ts'

export interface FactorName {
  code: string
  nameZh: string
  nameEn: string
}
interface Figure {
  label: string
  text: string
  /** The frozen list that it is computed from, and where the same is listed now. */
  list: EvaluationList
  live?: string | undefined
}

/** A report's address, of one version where it is named. */
export const evaluationPath = ({ batch, sectorCode }: { batch: number; sectorCode: string }) =>
  `/progress/evaluations/${batch}/${sectorCode}`

/** The figures of a report with what each rests on. */
export function figureRows(figures: EvaluationFigures, sectorCode: string, locale: Locale): Figure[] {
  const say = evaluationMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const link = (path: string) => localePath(locale, path)
  const register = link(`/enterprises?sector=${sectorCode}`)
  const ledger = link(`/progress/problems?sector=${sectorCode}`)
  return [
    { label: say.firms, text: n(figures.firms), list: 'firms', live: register },
    { label: say.operating, text: n(figures.operating), list: 'firms', live: register },
    { label: say.outlets, text: n(figures.outlets), list: 'firms' },
    { label: say.withPermit, text: n(figures.withPermit), list: 'firms' },
    { label: say.screened, text: n(figures.screened), list: 'firms' },
    { label: say.owed, text: n(figures.owed), list: 'firms' },
    {
      label: say.disclosed,
      text: n(figures.disclosed),
      list: 'firms',
      live: `${register}&filing=published&filing=published_late`,
    },
    { label: say.exceeding, text: n(figures.exceeding), list: 'disclosed', live: `${register}&exceeding=yes` },
    { label: say.samples, text: n(figures.samples), list: 'samples' },
    { label: say.samplesOver, text: n(figures.samplesOver), list: 'samples' },
    { label: say.orders, text: n(figures.orders), list: 'orders' },
    { label: say.orderFirms, text: n(figures.orderFirms), list: 'orders' },
    { label: say.problems, text: n(figures.problems), list: 'problems', live: ledger },
    { label: say.problemFirms, text: n(figures.problemFirms), list: 'problems', live: ledger },
    { label: say.closedProblems, text: n(figures.closed), list: 'problems', live: `${ledger}&state=closed` },
    { label: say.lateProblems, text: n(figures.late), list: 'problems', live: `${ledger}&late=yes` },
    { label: say.cases, text: n(figures.cases), list: 'cases', live: link(`/board?sector=${sectorCode}`) },
    {
      label: say.fine,
      text: formatMoney(locale, figures.fineFen),
      list: 'cases',
      live: link(`/board?sector=${sectorCode}`),
    },
  ]
}

/** Everything that a report's page and its print show. */
export function reportParts({ report, lists }: Evaluation, regions: Region[], factors: FactorName[], locale: Locale) {
  const say = evaluationMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const figures = figuresOf(lists, report.asOf)
  const factorName = (code: string) =>
    factors.find((factor) => factor.code === code)?.[locale === 'zh' ? 'nameZh' : 'nameEn'] ?? code
  const percent = (part: number, whole: number) => (whole === 0 ? '—' : formatPercent(locale, part / whole))
  return {
    figures,
    rows: figureRows(figures, report.sectorCode, locale),
    counties: {
      head: [
        say.county,
        say.firms,
        say.disclosed,
        say.exceedingShort,
        say.problemsShort,
        say.closed,
        say.late,
        say.casesShort,
      ],
      rows: figures.counties.map((row) => [
        regionName(regions, row.code, locale),
        ...[row.firms, row.disclosed, row.exceeding, row.problems, row.closed, row.late, row.cases].map(n),
      ]),
    },
    factors: {
      head: [
        say.factor,
        say.outlets,
        say.outletsOver,
        say.judged,
        say.exceeded,
        say.rate,
        say.samples,
        say.samplesOver,
      ],
      rows: figures.factors.map((row) => [
        factorName(row.code),
        ...[row.outlets, row.outletsOver, row.judged, row.exceeded].map(n),
        percent(row.exceeded, row.judged),
        ...[row.samples, row.samplesOver].map(n),
      ]),
    },
    kinds: {
      head: [say.kind, say.problemsShort, say.closed, say.late],
      rows: figures.kinds.map((row) => [
        term(locale, 'problemKind', row.kind as never),
        ...[row.problems, row.closed, row.late].map(n),
      ]),
    },
    measures: {
      head: [say.measure, say.casesShort],
      rows: figures.measures.map((row) => [term(locale, 'measureKind', row.kind as never), n(row.cases)]),
    },
    charts: {
      counties: {
        caption: say.chartCounties,
        drawing: barChart({
          id: 'report-counties',
          title: say.chartCounties,
          bars: [...figures.counties]
            .sort((a, b) => b.problems - a.problems)
            .map(({ code, problems }) => ({ name: regionName(regions, code, locale), value: problems, isOwn: true })),
          unit: say.unit,
          locale,
        }),
      },
      factors: {
        caption: say.chartFactors,
        drawing: barChart({
          id: 'report-factors',
          title: say.chartFactors,
          bars: figures.factors
            .filter(({ exceeded }) => exceeded > 0)
            .map(({ code, exceeded, judged }) => ({
              name: factorName(code),
              value: Math.round((exceeded / judged) * 1000) / 10,
              isOwn: true,
            }))
            .sort((a, b) => b.value - a.value)
            .slice(0, 12),
          unit: '%',
          locale,
        }),
      },
    },
  }
}

/** A list's rows as a table: the head are the names of its fields. */
export function listTable(rows: Record<string, unknown>[]): (string | number | boolean | null)[][] {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value: unknown) =>
    Array.isArray(value) ? value.join(' ') : ((value ?? null) as string | number | boolean | null)
  return [head, ...rows.map((row) => head.map((name) => cell(row[name])))]
}
