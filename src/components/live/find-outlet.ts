import type { APIContext } from 'astro'
import { normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { seriesSearch } from '#domain/monitoring/input/live.ts'
import { type DeviceNow, mediumOfOutlet } from '#domain/monitoring/queries/live/city.ts'
import { newestValues } from '#domain/monitoring/queries/live/newest.ts'
import { findFactor, findLiveOutlet } from '#domain/monitoring/queries/live/outlet.ts'
import { readSeries } from '#domain/monitoring/queries/live/series.ts'
import { seriesSpans, spanOf } from '#domain/monitoring/rules/live/series.ts'
import { onlineStateOf } from '#domain/monitoring/rules/live/state.ts'
import { cityDate } from '#platform/clock.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { factorName } from '#src/components/live/words.ts'
import { liveMessages, spanProblemText } from '#src/i18n/messages/live.ts'

type Asked = Pick<APIContext, 'params' | 'url' | 'locals'>

/** The outlet that an address names, as the register spells it; undefined where there is none. */
export const outletOf = ({ params, locals }: Asked) =>
  findLiveOutlet(locals.db, {
    creditCode: normaliseCode(params.creditCode ?? ''),
    code: (params.outlet ?? '').slice(0, 20).toUpperCase(),
  })

/**
 * What one outlet's page and its files show: its newest values, and the curve that the address asks for. What is wrong with the
 * address is said, and the usual shown in its place.
 */
export async function readOutlet({ url, locals }: Asked, outlet: NonNullable<Awaited<ReturnType<typeof outletOf>>>) {
  const { db, locale, now } = locals
  const { values, problems } = parseSearch(seriesSearch[locale], url.searchParams)
  const { deviceState, registeredOn } = outlet
  if (deviceState === null || registeredOn === null) return { factors: [], problems, values, series: undefined }
  const device: DeviceNow = {
    ...outlet,
    deviceState,
    registeredOn,
    state: onlineStateOf({ ...outlet, deviceState }, now),
  }
  const factors = (await newestValues(db, [device], now, { every: true })).get(outlet.outletId) ?? []
  const wanted = values.factor?.toLowerCase()
  const chosen = factors.find(({ factorCode }) => factorCode.toLowerCase() === wanted) ?? factors[0]
  if (wanted && chosen?.factorCode.toLowerCase() !== wanted) {
    const allowed = factors
      .map((factor) => `${factor.factorCode} ${factorName(locale, factor)}`)
      .join(locale === 'zh' ? '、' : ', ')
    problems.push({ field: 'factor', given: wanted, message: liveMessages[locale].noFactor(wanted, allowed || '—') })
  }
  const { problem, ...span } = spanOf(values.by, values, cityDate(now))
  if (problem)
    problems.push({ field: 'from', given: '', message: spanProblemText(locale, problem, seriesSpans[values.by].most) })
  const factor = chosen && (await findFactor(db, chosen.factorCode))
  if (!factor || !chosen) return { factors, problems, values, series: undefined }
  const medium = mediumOfOutlet(outlet.outletKind)
  const { outletId, lastFrameAt } = outlet
  const points = await readSeries(db, { outletId, medium, factor, registeredOn, lastFrameAt }, values.by, span, now)
  return { factors, problems, values, series: { factor, chosen, medium, span, step: values.by, points } }
}
