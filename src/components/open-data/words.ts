import type { Column, ColumnType } from '#domain/open-data/rules/column.ts'
import type { Parameter } from '#domain/open-data/rules/parameters.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { openDataMessages } from '#src/i18n/messages/open-data.ts'
import { terms } from '#src/i18n/terms.ts'

export function typeWord(locale: Locale, type: ColumnType): string {
  const say = openDataMessages[locale]
  return {
    text: say.typeText,
    integer: say.typeInteger,
    number: say.typeNumber,
    boolean: say.typeBoolean,
    day: say.typeDay,
    instant: say.typeInstant,
    url: say.typeUrl,
    texts: say.typeTexts,
    records: say.typeRecords,
  }[type]
}

/** `mg/L`, or where it stands. */
export function unitWord(locale: Locale, { unit }: Column): string {
  const [, path] = /^\{(.*)\}$/.exec(unit ?? '') ?? []
  return path === undefined ? (unit ?? '') : openDataMessages[locale].unitOf(path)
}

/** The words of its vocabulary: `national 国控, …`. */
export const valuesOf = (locale: Locale, { vocabulary }: Column): { value: string; label: string }[] =>
  vocabulary ? terms(locale, vocabulary) : []

/** What a parameter takes, as far as its schema says. */
export function allowedOf({ schema }: Parameter): string {
  const {
    enum: values,
    minimum,
    maximum,
    items,
    pattern,
    default: usual,
  } = schema as {
    enum?: string[]
    minimum?: number
    maximum?: number
    items?: { enum?: string[]; pattern?: string }
    pattern?: string
    default?: unknown
  }
  const said = [
    (values ?? items?.enum)?.join(', '),
    minimum !== undefined && maximum !== undefined ? `${minimum}–${maximum}` : undefined,
    items?.pattern ?? pattern,
    usual === undefined || Array.isArray(usual) ? undefined : `= ${usual}`,
  ]
  return said.filter(Boolean).join('; ')
}

/** Bytes as people read them. */
export function sizeWord(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
