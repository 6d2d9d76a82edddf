import type { NewestOfFactor, NewestValue } from '#domain/monitoring/queries/live/newest.ts'
import type { LiveOutlet } from '#domain/monitoring/queries/live/outlet.ts'
import { type OnlineState, onlineStateOf } from '#domain/monitoring/rules/live/state.ts'
import { isNormal } from '#domain/monitoring/rules/live/value.ts'
import { formatDate, formatDay, formatTime } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { flagName, liveMessages, stepName } from '#src/i18n/messages/live.ts'

/** How long ago, in the largest unit that says enough: 40 秒, 12 分钟, 5 小时, 3 天. */
export function ageText(locale: Locale, from: Date, now: Date): string {
  const say = liveMessages[locale]
  const seconds = Math.max(0, Math.round((now.getTime() - from.getTime()) / 1000))
  if (seconds < 100) return say.seconds(seconds)
  if (seconds < 100 * 60) return say.minutes(Math.round(seconds / 60))
  return seconds < 48 * 3600 ? say.hours(Math.round(seconds / 3600)) : say.days(Math.round(seconds / 86_400))
}

/** The clock of the day, with seconds; the day too where it is another. */
export function momentText(locale: Locale, at: Date, now: Date): string {
  const clock = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 19)
  const isToday = formatDate(locale, at) === formatDate(locale, now)
  return isToday ? clock : `${formatDay(locale, at)} ${clock.slice(0, 5)}`
}

/** When a value is of: a moment, an hour or a day, as short as it can be said. */
export function valueTime(locale: Locale, { kind, at }: NewestValue, now: Date): string {
  if (kind === 'day') return formatDay(locale, at)
  const text = momentText(locale, at, now)
  return kind === 'hour' && text.length === 8 ? text.slice(0, 5) : text
}

/** Of what a value is, and how old: a real-time value by its age, a mean by its period too. */
export function valueAge(locale: Locale, value: NewestValue, now: Date): string {
  const ago = liveMessages[locale].ago(ageText(locale, value.at, now))
  if (value.kind === 'minute' || value.kind === 'realtime') return ago
  return `${stepName(locale, value.kind)} · ${valueTime(locale, value, now)} · ${ago}`
}

/** In one sentence where an outlet's device stands; undefined state: it has none. */
export function stateSentence(locale: Locale, outlet: LiveOutlet, now: Date): { state?: OnlineState; text: string } {
  const say = liveMessages[locale]
  const { deviceState, lastFrameAt, registeredOn } = outlet
  if (deviceState === null || registeredOn === null) return { text: say.noDevice }
  const state = onlineStateOf({ deviceState, lastFrameAt }, now)
  const text = {
    online: () => say.onlineNow(momentText(locale, lastFrameAt as Date, now)),
    offline: () => say.offlineSince(formatTime(locale, lastFrameAt as Date), ageText(locale, lastFrameAt as Date, now)),
    silent: () => say.silentSince(formatDate(locale, registeredOn)),
    not_connected: () => say.notConnectedYet,
    stopped: () => say.stoppedNow,
  }[state]()
  return { state, text }
}

/** What the device says of a value: nothing to add where it is normal. */
export const flagText = (locale: Locale, { flag }: NewestValue): string =>
  flag === null ? liveMessages[locale].noFlag : isNormal(flag) ? liveMessages[locale].normal : flagName(locale, flag)

/** What a limit bar is given of a newest value. A flagged value is none, with the flag as the reason. */
export function barOf(locale: Locale, factor: NewestOfFactor, value: NewestValue | undefined) {
  const { limitMin, limitMax, unit } = factor
  const common = { state: null, limitMin, limitMax, unit, locale }
  if (!value) return { ...common, value: null, why: liveMessages[locale].noneOf }
  if (!isNormal(value.flag)) return { ...common, value: null, why: flagName(locale, value.flag as string) }
  return {
    ...common,
    value: value.value === null ? null : Number(value.value.toPrecision(6)),
    why: liveMessages[locale].notNumber,
  }
}

export const factorName = (locale: Locale, { factorZh, factorEn }: Pick<NewestOfFactor, 'factorZh' | 'factorEn'>) =>
  locale === 'zh' ? factorZh : factorEn
export const firmName = (
  locale: Locale,
  { enterpriseName, enterpriseNameEn }: { enterpriseName: string; enterpriseNameEn: string | null },
) => (locale === 'en' && enterpriseNameEn) || enterpriseName
export const livePath = ({ creditCode, outletCode }: { creditCode: string; outletCode: string }) =>
  `/monitoring/${creditCode}/${outletCode}`
