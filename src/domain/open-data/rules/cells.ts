import { type Column, valueAt } from '#domain/open-data/rules/column.ts'
import type { Cell } from '#platform/sheet/write.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** The head of a table: the names of the API, or those of a language, with the unit where it is always the same. */
export const headOf = (columns: readonly Column[], locale: Locale | undefined): string[] =>
  columns.map(({ path, name, unit }) => {
    if (locale === undefined) return path
    const fixed = unit === null || unit.startsWith('{') ? '' : locale === 'zh' ? `（${unit}）` : ` (${unit})`
    return name[locale] + fixed
  })

/** A row of the API as the cells of a table. */
export const cellsOf = (columns: readonly Column[], row: object): Cell[] =>
  columns.map((column) => cellOf(column, valueAt(row, column.path)))

function cellOf({ type }: Column, value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (type === 'texts') return (value as unknown[]).join('; ')
  if (type === 'records') return JSON.stringify(value)
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
