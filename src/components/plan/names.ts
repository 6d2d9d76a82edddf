import type { Sector } from '#domain/sector/queries.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** The reader's name of a sector; its code where there is none. */
export function sectorName(sectors: readonly Sector[], code: string, locale: Locale): string {
  const found = sectors.find((sector) => sector.code === code)
  return found ? (locale === 'zh' ? found.nameZh : found.nameEn) : code
}

export const sectorNames = (sectors: readonly Sector[], codes: readonly string[], locale: Locale) =>
  codes.map((code) => sectorName(sectors, code, locale)).join(locale === 'zh' ? '、' : ', ')
