import type { ScreeningSource } from '#db/schema/screening.ts'
import type { ScreeningField } from '#domain/screening/rules/fields.ts'

/** Parts of one column that are written out; how many more there are is said. */
export const most = 12
/** Characters of a column: what a sheet of paper and a phone can still show. */
export const mostCharacters = 2000

/** Parts on a line each, those beyond the bound as their number. */
export const joined = (parts: readonly string[]): string =>
  [...parts.slice(0, most), ...(parts.length > most ? [`等共 ${parts.length} 项`] : [])]
    .join('；\n')
    .slice(0, mostCharacters)

export const text = (
  field: ScreeningField,
  words: string,
  sources: ScreeningSource[],
): [ScreeningField, { text: string; sources: ScreeningSource[] }] => [
  field,
  { text: words, sources: sources.slice(0, most) },
]
