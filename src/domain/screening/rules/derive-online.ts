import type { ScreeningSource } from '#db/schema/screening.ts'
import { rateRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import type { FirmFacts } from '#domain/screening/rules/facts.ts'
import { joined, text } from '#domain/screening/rules/texts.ts'
import { formatPercent } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

/** The annex's column of on-line monitoring by its parts; nothing where the firm has no device. */
export function deriveOnline({ devices, rate, exceedances, onlineCauses }: FirmFacts) {
  if (devices.length === 0) return []
  const sources: ScreeningSource[] = devices.map(({ outletCode }) => ({ kind: 'device', ref: outletCode }))
  const factors = devices.map(({ outletCode, factors: own }) => `${outletCode} ${own.join('、') || '未收到数据'}`)
  const states = devices.map(
    ({ outletCode, state, comparedOn }) =>
      `${outletCode} ${term('zh', 'deviceState', state as never)}${comparedOn ? `，${comparedOn} 比对` : '，未比对'}`,
  )
  const over = exceedances.map(
    ({ outletCode, factor, count, lastOn }) => `${outletCode} ${factor} ${count} 次，最近 ${lastOn}`,
  )
  const ofExceedances: ScreeningSource[] =
    exceedances.length > 0 ? [{ kind: 'exceedance', ref: joined(over) }] : sources
  return [
    text('onlineFactors', joined(factors), sources),
    text('onlineComparison', joined(states), sources),
    text('onlineValidity', validity(rate), rate ? [{ kind: 'rate', ref: rate.month }] : []),
    text('onlineExceeded', exceedances.length > 0 ? 'yes' : rate ? 'no' : '', ofExceedances),
    text('onlineExceedanceCause', exceedances.length > 0 ? joined(onlineCauses) : '', ofExceedances),
  ]
}

function validity(rate: FirmFacts['rate']): string {
  if (!rate) return ''
  if (rate.due === 0) return `${rate.month} 无应传数据`
  const { goal } = rateRuleOn(`${rate.month}-01`)
  const share = rate.valid / rate.due
  return `${rate.month} 传输有效率 ${formatPercent('zh', share)}，${share >= goal ? '达到' : '未达到'} ${formatPercent('zh', goal)}`
}
