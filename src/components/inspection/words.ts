import type { Locale } from '#src/i18n/locale.ts'
import { inspectionMessages } from '#src/i18n/messages/inspection.ts'

export const inspectionTones = { planned: 'amber', under_way: 'ink', finished: 'river', void: 'slate' } as const
export const drawTones = { committed: 'amber', drawn: 'ink', revealed: 'river', void: 'slate' } as const

type Region = { code: string; nameZh: string; nameEn: string }
/** The county's name as the reader knows it; of officers also the city's bureau. */
export const placeName = (locale: Locale, regions: readonly Region[], code: string | null) => {
  const region = regions.find((each) => each.code === code)
  if (region) return locale === 'zh' ? region.nameZh : region.nameEn
  return code?.endsWith('00') ? inspectionMessages[locale].cityBureau : (code ?? '')
}
/** A number such as 检2026-0031 out of an address; undefined for what is none. */
export function numberOf(param: string | undefined): string {
  try {
    return decodeURIComponent(param ?? '')
  } catch {
    return ''
  }
}
export const numberPath = (base: string, no: string) => `${base}/${encodeURIComponent(no)}`
