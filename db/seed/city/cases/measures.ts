import type { LegalBasis } from '#db/seed/city/cases/law.ts'
import type { Incident, Measure } from '#db/seed/city/cases/model.ts'
import { addDays, daysBetween, englishDay } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

/** Metals of which three times the limit is a matter for the stop of production and the police (rules.md 9). */
const poisons = new Set(['w20004', 'w20119', 'w20120', 'w20115', 'w20111', 'w20116'])

export interface Course {
  orderServedOn: string
  decidedOn: string
  recheckedOn: string
}

/** What was ordered, within what the law allows for such an act. */
export function measuresOf(random: Random, incident: Incident, basis: LegalBasis, course: Course): Measure[] {
  const measures: Measure[] = [
    measure('order_to_correct', { fromOn: course.orderServedOn, detail: '责令立即改正违法行为' }),
  ]
  const fineYuan = fineOf(random, incident, basis)
  const warned = incident.act === 'no_records' && random.chance(0.3)
  if (!warned) measures.push(measure('fine', { amountFen: fineYuan * 100 }))
  const { category, excess } = incident
  const poison = excess !== null && poisons.has(excess.factor.factorCode)
  const gross = excess !== null && (excess.multiple >= 1.5 || (poison && excess.multiple >= 1))

  if (continued(random, incident)) {
    const days = daysBetween(course.orderServedOn, course.recheckedOn)
    measures.push(
      measure('daily_penalty', {
        amountFen: fineYuan * 100 * days,
        days,
        fromOn: addDays(course.orderServedOn, 1),
        toOn: course.recheckedOn,
        detail: '复查时违法行为仍在继续，依法按日连续处罚',
      }),
    )
  }
  if (category === 'stealth_discharge' && random.chance(0.36)) {
    measures.push(span('seizure', course.decidedOn, random.int(15, 30), '查封涉案排放设施'))
  }
  if (gross || (category === 'stealth_discharge' && random.chance(0.2))) {
    measures.push(
      random.chance(0.6)
        ? span('restricted_production', course.decidedOn, random.int(30, 88), '限制生产，降低生产负荷')
        : measure('stopped_production', { fromOn: course.decidedOn, detail: '停产整治，整治方案向社会公开' }),
    )
  }
  if (category === 'falsified_data' || category === 'stealth_discharge') {
    const criminal = category === 'falsified_data' ? 0.28 : 0.08
    if (random.chance(criminal))
      measures.push(
        measure('criminal_transfer', { fromOn: addDays(course.decidedOn, 2), detail: '涉嫌污染环境罪，移送公安机关' }),
      )
    else if (random.chance(0.42))
      measures.push(
        measure('detention_transfer', { fromOn: addDays(course.decidedOn, 3), detail: '移送公安机关适用行政拘留' }),
      )
  } else if (poison && excess && excess.multiple >= 3) {
    measures.push(
      measure('criminal_transfer', {
        fromOn: addDays(course.decidedOn, 2),
        detail: '重金属超过排放标准三倍以上，移送公安机关',
      }),
    )
  }
  if (category === 'unpermitted_discharge' && incident.firm === null && random.chance(0.22)) {
    measures.push(
      measure('closure', { fromOn: addDays(course.decidedOn, 10), detail: '报经有批准权的人民政府批准，责令关闭' }),
    )
  }
  return measures
}

/** Still going on at the recheck: then the fine counts by the day. */
const continued = (random: Random, { category }: Incident) =>
  (category === 'serious_exceedance' || category === 'stealth_discharge') && random.chance(0.07)

/** Most fines lie in the lower third; gross exceedances pay more. */
function fineOf(random: Random, { excess }: Incident, { fineYuan: [low, high] }: LegalBasis): number {
  const weight = excess ? Math.min(0.5, excess.multiple * 0.12) : 0
  const yuan = low + (high - low) * Math.min(1, random.next() ** 3 * 0.7 + weight * random.between(0.6, 1))
  const step = random.chance(0.2) ? 100 : yuan < 100_000 ? 1000 : 5000
  return Math.min(high, Math.max(low, Math.round(yuan / step) * step))
}

const measure = (kind: Measure['kind'], given: Partial<Measure>): Measure => ({
  kind,
  amountFen: null,
  days: null,
  fromOn: null,
  toOn: null,
  detail: null,
  ...given,
})

const span = (kind: Measure['kind'], fromOn: string, days: number, detail: string) =>
  measure(kind, { fromOn, toOn: addDays(fromOn, days), detail })

const english: Readonly<Record<Measure['kind'], string>> = {
  order_to_correct: 'order to correct',
  fine: 'fine',
  daily_penalty: 'daily continuous penalty',
  seizure: 'seizure',
  restricted_production: 'restricted production',
  stopped_production: 'stop of production',
  detention_transfer: 'transfer for detention',
  criminal_transfer: 'transfer for prosecution',
  closure: 'closure',
}

const thousands = new Intl.NumberFormat('en-GB')

/** The decision in one English sentence, for the end of the facts. */
export function decisionEn(measures: readonly Measure[], decidedOn: string): string {
  const parts = measures.map(({ kind, amountFen, days }) => {
    const amount = amountFen === null ? '' : ` of ${thousands.format(amountFen / 100)} yuan`
    return `${english[kind]}${amount}${days === null ? '' : ` for ${days} days`}`
  })
  return `Decision of ${englishDay(decidedOn)}: ${parts.join(', ')}.`
}
