import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Figures } from '#db/seed/city/figures.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

export interface SupervisoryResult {
  figures: Figures
  sampledOn: string
  value: number | null
  reportNo: string
  authority: string
  enteredAt: string
}

export interface OnlineSummary {
  figures: Figures
  year: number
  min: number
  mean: number
  max: number
  exceedanceCount: number
  totalTonnes: number | null
  enteredAt: string
}

export interface Monitoring {
  supervisory: SupervisoryResult[]
  online: OnlineSummary[]
}

export const onlinePlatform = '市重点污染源自动监控平台'

/**
 * What the bureau's samples and the devices say of the years that were disclosed. It agrees with the disclosures, apart from a
 * handful of outlets whose enterprise reports far less than was seen there.
 */
export function makeMonitoring(scene: Scene, disclosures: readonly Disclosure[]): Monitoring {
  const inForce = disclosures.filter(({ state }) => state === 'published')
  const made = inForce.map((disclosure) => ofDisclosure(scene, disclosure))
  return {
    supervisory: made.flatMap(({ supervisory }) => supervisory),
    online: made.flatMap(({ online }) => online),
  }
}

function ofDisclosure(scene: Scene, { firm, year, rows }: Disclosure): Monitoring {
  const reported = year - 1
  const monitoring: Monitoring = { supervisory: [], online: [] }
  const byOutlet = Map.groupBy(rows, ({ outlet }) => outlet)
  for (const [outlet, ofOutlet] of byOutlet) {
    const random = scene.random('monitoring', firm.creditCode, outlet.code, reported)
    const hidesHere = isHiding(scene, random, firm, outlet.online, reported)
    const days = samplingDays(random, reported, outlet.kind === 'fugitive' ? 1 : outlet.online ? 2 : 1)
    const authority = `${firm.county.name}环境监测站`
    for (const figures of ofOutlet) {
      const hides = hidesHere && random.chance(0.55)
      if (figures.mean !== null && figures.origin === 'online') {
        monitoring.online.push(summaryOf(random, figures, reported, hides))
      }
      if (!figures.limit || !['measured', 'below_detection'].includes(figures.state)) continue
      days.forEach((sampledOn, round) => {
        monitoring.supervisory.push({
          figures,
          sampledOn,
          value: sampleOf(random, figures, hides && round === 0),
          reportNo: `监测〔${reported}〕${String(outlet.id).padStart(4, '0')}-${round + 1}`,
          authority,
          enteredAt: at(addDays(sampledOn, 9), 10, 0),
        })
      })
    }
  }
  return monitoring
}

/** Whose own figures will not fit. Of the cast only the smelter, in its newest year. */
function isHiding(scene: Scene, random: Random, firm: Enterprise, online: boolean, reported: number): boolean {
  const draw = random.next()
  if (firm.role) return firm.role === 'antimonySmelter' && online && reported === scene.year - 2
  return firm.conduct === 'bad' ? draw < (online ? 0.2 : 0.06) : firm.conduct === 'careless' && draw < 0.015
}

const samplingDays = (random: Random, year: number, rounds: number) =>
  Array.from({ length: rounds }, (_, i) =>
    addDays(`${year}-01-01`, Math.floor((365 / rounds) * i) + random.int(8, Math.floor(365 / rounds) - 8)),
  )

function summaryOf(random: Random, figures: Figures, year: number, hides: boolean): OnlineSummary {
  const { min, mean, max, limit, judgedCount, exceedanceCount, totalTonnes } = figures as Figures & Measured
  const enteredAt = at(`${year + 1}-01-20`, 9, 30)
  const shared = { figures, year, enteredAt }
  if (isRange(figures)) {
    return { ...shared, min, mean, max, exceedanceCount: exceedanceCount ?? 0, totalTonnes: null }
  }
  const factor = hides ? random.between(1.9, 2.6) : random.between(0.97, 1.03)
  const ceiling = limit && exceedanceCount === 0 && !hides ? limit.limitMax : Number.POSITIVE_INFINITY
  const values = {
    min: rounded(Math.min(min, mean * factor)),
    mean: rounded(mean * factor),
    max: rounded(Math.max(Math.min(max * (hides ? factor : random.between(0.99, 1.04)), ceiling), mean * factor)),
  }
  const isOver = hides && limit !== undefined && values.max > limit.limitMax
  return {
    ...shared,
    ...values,
    exceedanceCount: isOver ? Math.min(judgedCount ?? 0, random.int(6, 60)) : (exceedanceCount ?? 0),
    totalTonnes: totalTonnes === null ? null : Number((totalTonnes * factor).toPrecision(4)),
  }
}

/** One sample: between the firm's lowest and highest, or far above them where it hides something. */
function sampleOf(random: Random, figures: Figures, hides: boolean): number | null {
  const { min, mean, max } = figures
  if (min === null || mean === null || max === null) {
    return hides && figures.limit ? rounded(figures.limit.limitMax * random.between(0.2, 0.7)) : null
  }
  const draw = random.between(0.72, 1.3)
  if (isRange(figures)) return Number((min + (max - min) * random.next()).toFixed(1))
  return rounded(hides ? max * random.between(1.4, 2.3) : Math.min(max, Math.max(min, mean * draw)))
}

interface Measured {
  min: number
  mean: number
  max: number
}

/** pH: between two limits, by steps that have no ratio. */
const isRange = ({ limit, factorCode }: Figures) => factorCode === 'w01001' || limit?.limitMin != null
const rounded = (value: number) => Number(value.toPrecision(3))
