import type { SeriesStep } from '#domain/monitoring/rules/live/series.ts'
import { judgedKind } from '#domain/monitoring/rules/live/value.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { liveMessages } from '#src/i18n/messages/live.ts'

/** What must be known to read a curve of this step. */
export function noteOf(locale: Locale, step: SeriesStep, medium: 'water' | 'air'): string | undefined {
  const say = liveMessages[locale]
  if (step === 'month') return say.noteMonth
  if (step === judgedKind(medium)) return undefined
  return step === 'realtime' ? say.noteRealtime : medium === 'water' ? say.noteHourWater : say.noteDayAir
}

type Shown = { by: string; factor?: string | undefined; from?: string | undefined; to?: string | undefined }

/** The address of an outlet's page with other parameters; an empty one is taken off. */
export function curveAddress(path: string, shown: Shown, over: Record<string, string>): string {
  const params = Object.entries({ factor: shown.factor, by: shown.by, from: shown.from, to: shown.to, ...over })
  return `${path}?${new URLSearchParams(params.filter((entry): entry is [string, string] => Boolean(entry[1])))}`
}
