import type { InstallStage } from '#domain/device/rules/stage.ts'
import { formatDate, formatTime } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { deviationRemedies } from '#src/i18n/messages/deviation-remedies.ts'
import { deviationMessages } from '#src/i18n/messages/deviations.ts'
import { deviceMessages } from '#src/i18n/messages/device.ts'
import { term } from '#src/i18n/terms.ts'

export const stageTone: Record<InstallStage, 'river' | 'amber' | 'slate'> = {
  missing: 'amber',
  planned: 'slate',
  installed: 'slate',
  connected: 'slate',
  compared: 'slate',
  accepted: 'slate',
  signed_off: 'river',
  stopped: 'slate',
}

export const joined = (locale: Locale, words: readonly string[]) => words.join(locale === 'zh' ? '、' : ', ')

/** Who made, sold and runs a device, each with its part. */
export const vendorText = (locale: Locale, vendors: readonly { kind: string; name: string }[]) =>
  vendors.length === 0
    ? deviceMessages[locale].noVendors
    : [...Map.groupBy(vendors, ({ name }) => name)]
        .map(([name, parts]) => {
          const kinds = [...new Set(parts.map(({ kind }) => term(locale, 'vendorKind', kind as 'maker')))]
          return locale === 'zh' ? `${name}（${kinds.join('、')}）` : `${name} (${kinds.join(', ').toLowerCase()})`
        })
        .join(locale === 'zh' ? '；' : '; ')

/** The last day of a term that ends at 24:00: the day before it. */
export const lastDay = (locale: Locale, endsAt: Date) => formatDate(locale, new Date(endsAt.getTime() - 1))

/** How much of a term is left, or by how much it is over. */
export function termText(locale: Locale, dueAt: Date, now: Date): { text: string; isOver: boolean } {
  const say = deviceMessages[locale]
  const hours = (dueAt.getTime() - now.getTime()) / 3_600_000
  return hours >= 0
    ? { text: say.hoursLeft(Math.floor(hours)), isOver: false }
    : { text: say.hoursLate(Math.ceil(-hours)), isOver: true }
}

/** From when to when a stop holds. */
export const stopSpan = (
  locale: Locale,
  { fromAt, toAt, endedAt }: { fromAt: Date; toAt: Date | null; endedAt?: Date | null },
) => {
  const end = endedAt ?? toAt
  const to = end ? formatTime(locale, end) : deviceMessages[locale].noEnd
  return locale === 'zh' ? `${formatTime(locale, fromAt)} 至 ${to}` : `${formatTime(locale, fromAt)} to ${to}`
}

/** What to change on a device for a departure from the protocol. */
export const deviationRemedy = (locale: Locale, name: string): string =>
  (deviationRemedies[locale] as Record<string, string>)[name] ?? '—'

/** What a departure from the protocol is called. */
export const deviationName = (locale: Locale, name: string): string =>
  (deviationMessages[locale] as Record<string, string>)[name] ?? name
