import type { listUnknownDevices } from '#domain/device/queries/unknown.ts'
import { formatNumber, formatTime } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { deviceDeskMessages } from '#src/i18n/messages/device-desk.ts'

interface TookIn {
  taken: number
  refused: number
}

/** How many kept frames were taken in and how many refused again, for the address of the device's page. */
export const tookIn = ({ taken, refused }: TookIn): string =>
  taken + refused === 0 ? '' : `&taken=${taken}&refused=${refused}`

/** The same out of that address. */
export function tookInOf(search: URLSearchParams): TookIn {
  const count = (name: string) => Number(/^\d{1,6}$/.exec(search.get(name) ?? '')?.[0] ?? 0)
  return { taken: count('taken'), refused: count('refused') }
}

type Unknown = Pick<Awaited<ReturnType<typeof listUnknownDevices>>[number], 'keptFrames' | 'keptBytes' | 'keptSince'>

/** How many frames of a device are kept, and since when. */
export function keptText(locale: Locale, { keptFrames, keptBytes, keptSince }: Unknown): string {
  const say = deviceDeskMessages[locale]
  if (keptFrames === 0 || keptSince === null) return say.keptNone
  const kb = formatNumber(locale, Math.max(1, Math.round(keptBytes / 1024)))
  return say.kept(formatNumber(locale, keptFrames), kb, formatTime(locale, new Date(keptSince)))
}
