import type { Figures } from '#db/seed/city/figures.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import type { Monitoring, OnlineSummary } from '#db/seed/city/monitoring.ts'
import { onlinePlatform } from '#db/seed/city/monitoring.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'
import { readSeriousExceedance } from '#db/seed/reference-files.ts'
import type { quarterlyReasons } from '#db/vocabulary.ts'

/** What the devices said of a quarter of the present year, and whether that is serious. */
export interface QuarterSummary {
  quarter: number
  figures: Figures
  firm: Enterprise
  fromOn: string
  toOn: string
  judgedCount: number
  exceedanceCount: number
  min: number
  mean: number
  max: number
  multiple: number
  reasons: (typeof quarterlyReasons)[number][]
}

/**
 * The quarters of the present year that are over, for the outlets whose devices have reported before. A few exceed, a
 * handful seriously: enough for a quarterly list. The firms of the cast stay within their limits.
 */
export function makeQuarters(scene: Scene, firms: readonly Enterprise[], { online }: Monitoring): QuarterSummary[] {
  const byOutlet = new Map(firms.flatMap((firm) => firm.outlets.map((outlet) => [outlet.id, firm] as const)))
  // The newest that is known of each: who does not disclose is monitored all the same.
  const newest = new Map<string, OnlineSummary>()
  for (const summary of online) {
    const key = `${summary.figures.outlet.id} ${summary.figures.factorCode}`
    if ((newest.get(key)?.year ?? 0) < summary.year && summary.figures.limit?.limitMin === null)
      newest.set(key, summary)
  }
  const last = [...newest.values()].filter(({ year }) => year < scene.year)
  return [1, 2, 3, 4].flatMap((quarter) => {
    const { fromOn, toOn } = daysOf(scene.year, quarter)
    if (addDays(toOn, 10) >= scene.today) return []
    return last.flatMap((summary) => {
      const firm = byOutlet.get(summary.figures.outlet.id)
      return firm ? [ofQuarter(scene, firm, summary, { quarter, fromOn, toOn })] : []
    })
  })
}

function ofQuarter(
  scene: Scene,
  firm: Enterprise,
  { figures, min, mean, max }: OnlineSummary,
  at: { quarter: number; fromOn: string; toOn: string },
): QuarterSummary {
  const { limitMax } = figures.limit as { limitMax: number }
  const random = scene.random('quarter', figures.outlet.id, figures.factorCode, at.quarter)
  const judgedCount = Math.max(1, Math.round((figures.judgedCount ?? 360) / 4))
  const draw = random.next()
  const serious = firm.role ? 0 : firm.conduct === 'bad' ? 0.07 : firm.conduct === 'careless' ? 0.012 : 0
  const light = firm.role ? 0 : firm.conduct === 'bad' ? 0.25 : firm.conduct === 'careless' ? 0.08 : 0
  const values = {
    min: rounded(Math.min(min, limitMax * 0.5)),
    mean: rounded(Math.min(mean, limitMax * 0.8)),
    max: rounded(Math.min(max, limitMax)),
  }
  let exceedanceCount = 0
  if (draw < serious) {
    exceedanceCount = Math.ceil(judgedCount * random.between(0.12, 0.4))
    values.max = rounded(limitMax * random.between(1.4, 2.8))
    values.mean = rounded(limitMax * random.between(0.85, 1.05))
  } else if (draw < serious + light) {
    exceedanceCount = Math.min(judgedCount, random.int(1, 4))
    values.max = rounded(limitMax * random.between(1.05, 1.6))
  }
  values.mean = Math.max(values.min, Math.min(values.mean, values.max))
  const multiple = Math.max(0, Math.round(((values.max - limitMax) / limitMax) * 100) / 100)
  const summary = { ...at, figures, firm, judgedCount, exceedanceCount, ...values, multiple }
  return { ...summary, reasons: reasonsOf(summary) }
}

/** The same as src/domain/quarterly/rules.ts, which nothing here may read (a test compares). */
function reasonsOf(found: Omit<QuarterSummary, 'reasons'>): QuarterSummary['reasons'] {
  const { share, leastJudged, heavyMetals, heavyMetalMultiple, otherMultiple } = readSeriousExceedance()
  const { judgedCount, exceedanceCount, multiple, figures } = found
  if (exceedanceCount === 0) return []
  const isHeavy = heavyMetals.includes(figures.factorCode)
  return [
    ...(judgedCount >= leastJudged && exceedanceCount / judgedCount >= share ? (['share'] as const) : []),
    ...(isHeavy && multiple >= heavyMetalMultiple ? (['multiple_heavy_metal'] as const) : []),
    ...(!isHeavy && multiple >= otherMultiple ? (['multiple_other'] as const) : []),
  ]
}

function daysOf(year: number, quarter: number) {
  const day = (month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  return { fromOn: day((quarter - 1) * 3), toOn: addDays(day(quarter * 3), -1) }
}

const rounded = (value: number) => Number(value.toPrecision(3))

export const quarterOnlineRows = (quarters: readonly QuarterSummary[]): CopyRow[] =>
  quarters.map(({ figures, fromOn, toOn, judgedCount, exceedanceCount, min, mean, max }) => ({
    outletId: figures.outlet.id,
    factorCode: figures.factorCode,
    fromOn,
    toOn,
    averaging: figures.limit?.averaging ?? (figures.outlet.medium === 'water' ? 'day' : 'hour'),
    judgedCount,
    exceedanceCount,
    concentrationMin: min,
    concentrationMean: mean,
    concentrationMax: max,
    unit: figures.unit,
    totalTonnes: null,
    source: onlinePlatform,
    enteredAt: at(addDays(toOn, 6), 9, 30),
  }))

/** The lists of all but the newest of these quarters, which the worker drafts. They are published after their rows came in. */
export function quarterlyListRows(scene: { year: number }, quarters: readonly QuarterSummary[]): CopyRow[] {
  const { share, leastJudged, heavyMetalMultiple, otherMultiple, basis } = readSeriousExceedance()
  return published(quarters).map((quarter) => {
    const mine = quarters.filter((summary) => summary.quarter === quarter)
    const toOn = mine[0]?.toOn ?? ''
    return {
      year: scene.year,
      quarter,
      criteria: JSON.stringify({ share, leastJudged, heavyMetalMultiple, otherMultiple, basis }),
      judgedOutlets: new Set(mine.map(({ figures }) => figures.outlet.id)).size,
      madeAt: at(addDays(toOn, 11), 2, 20),
    }
  })
}

export const quarterlyEntryRows = (scene: { year: number }, quarters: readonly QuarterSummary[]): CopyRow[] =>
  quarters
    .filter(({ quarter, reasons }) => reasons.length > 0 && published(quarters).includes(quarter))
    .map(({ quarter, figures, firm, judgedCount, exceedanceCount, max, multiple, reasons }) => ({
      year: scene.year,
      quarter,
      enterpriseId: firm.id,
      enterpriseName: firm.name,
      regionCode: firm.county.code,
      outletId: figures.outlet.id,
      factorCode: figures.factorCode,
      source: 'online',
      judgedCount,
      exceedanceCount,
      highest: max,
      limitMin: null,
      limitMax: figures.limit?.limitMax ?? 0,
      unit: figures.unit,
      multiple,
      reasons,
    }))

const published = (quarters: readonly QuarterSummary[]) =>
  [...new Set(quarters.map(({ quarter }) => quarter))].sort().slice(0, -1)
