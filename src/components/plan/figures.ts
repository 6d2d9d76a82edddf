import type { PlanFigure, ProgressGroup, ProgressRow } from '#domain/plan/queries/progress.ts'
import type { Region } from '#domain/region/queries.ts'
import type { Sector } from '#domain/sector/queries.ts'
import { barChart } from '#src/components/charts/bar-chart.ts'
import { formatNumber, formatPercent } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { planMessages } from '#src/i18n/messages/plan.ts'

/** What names the groups of the figures. */
export interface PlanNames {
  batches: { batch: number; nameZh: string; nameEn: string }[]
  regions: Region[]
  sectors: Sector[]
}

/** The rows of one grouping, named, in the order of the city's own documents. */
export function namedRows(rows: ProgressRow[], by: ProgressGroup, names: PlanNames, locale: Locale) {
  const of: { key: string; nameZh: string; nameEn: string }[] = {
    batch: names.batches.map(({ batch, ...name }) => ({ key: String(batch), ...name })),
    region: names.regions.map(({ code, ...name }) => ({ key: code, ...name })),
    sector: names.sectors.map(({ code, ...name }) => ({ key: code, ...name })),
  }[by]
  return of.flatMap(({ key, nameZh, nameEn }) => {
    const row = rows.find((each) => each.by === by && each.key === key)
    return row ? [{ ...row, name: locale === 'zh' ? nameZh : nameEn }] : []
  })
}
export type NamedRow = ReturnType<typeof namedRows>[number]

/** Share of problems closed, 0 to 1 with four places; null where there was none. */
export const closureRate = ({ problems, closed }: Pick<ProgressRow, 'problems' | 'closed'>) =>
  problems === 0 ? null : Math.round((closed / problems) * 10_000) / 10_000

/** What stands in the tables of the page; everything else stands in the files. */
const shown = ['firms', 'screened', 'withProblems', 'problems', 'closed', 'open', 'late', 'cases'] as const

/** The list that shows what a figure counts; undefined where the lists have no such filter. */
function listOf(figure: PlanFigure, { by, key }: Pick<ProgressRow, 'by' | 'key'>): string | undefined {
  const own = by === 'total' ? [] : [[by, key]]
  const list = (path: string, ...more: string[][]) => {
    const query = new URLSearchParams([...own, ...more])
    return query.size > 0 ? `${path}?${query}` : path
  }
  if (figure === 'problems') return list('/progress/problems')
  if (figure === 'closed') return list('/progress/problems', ['state', 'closed'])
  if (figure === 'cases' && by !== 'batch') return list('/board')
  if (figure === 'firms' && by !== 'batch') return list('/enterprises')
  return undefined
}

/** The table of a grouping: numbers lead to the lists that they count. */
export function tableOf(rows: NamedRow[], by: ProgressGroup, total: ProgressRow | undefined, locale: Locale) {
  const say = planMessages[locale]
  const line = (row: NamedRow) => [
    row.name,
    ...shown.map((figure) => {
      const path = row[figure] > 0 ? listOf(figure, row) : undefined
      const text = formatNumber(locale, row[figure])
      return path ? { text, href: localePath(locale, path) } : text
    }),
    percent(closureRate(row), locale),
  ]
  const head = { batch: say.batch, region: say.byCounty, sector: say.bySector }[by]
  return {
    head: [head, ...shown.map((figure) => say[figure]), say.closureRate],
    rows: [...rows, ...(total ? [{ ...total, name: say.total }] : [])].map(line),
  }
}

const percent = (share: number | null, locale: Locale) => (share === null ? '—' : formatPercent(locale, share))

const mostBars = 12

/** Open problems of a grouping, the most first; late ones are marked. */
export function openChart(rows: NamedRow[], by: ProgressGroup, locale: Locale) {
  const say = planMessages[locale]
  const caption = say.chartOpen({ batch: say.byBatch, region: say.byCounty, sector: say.bySector }[by])
  const bars = rows
    .filter(({ problems }) => by !== 'sector' || problems > 0)
    .sort((a, b) => b.open - a.open)
    .slice(0, mostBars)
    .map(({ name, open }) => ({ name, value: open, isOwn: true }))
  return { caption, drawing: barChart({ id: `open-${by}`, title: caption, bars, unit: say.unitProblems, locale }) }
}

/** Share of problems closed, the least first: where the most is to be done. */
export function closureChart(rows: NamedRow[], by: ProgressGroup, locale: Locale) {
  const say = planMessages[locale]
  const caption = say.chartClosure({ batch: say.byBatch, region: say.byCounty, sector: say.bySector }[by])
  const bars = rows
    .filter(({ problems }) => by !== 'sector' || problems > 0)
    .sort((a, b) => (closureRate(a) ?? 2) - (closureRate(b) ?? 2))
    .slice(0, mostBars)
    .map((row) => {
      const rate = closureRate(row)
      return { name: row.name, value: rate === null ? null : Math.round(rate * 100), why: say.noProblemYet }
    })
  return { caption, drawing: barChart({ id: `closure-${by}`, title: caption, bars, unit: say.unitPercent, locale }) }
}
