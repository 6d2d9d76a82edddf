import type { Vocabulary } from '#src/i18n/terms.ts'

/** A sentence or a name in both languages. */
export interface Words {
  zh: string
  en: string
}

export type ColumnType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  /** `2026-11-25`; a month, `2026-11`, where the column says so. */
  | 'day'
  /** An instant of ISO 8601 in UTC. */
  | 'instant'
  | 'url'
  /** Several texts: joined with `; ` in tables. */
  | 'texts'
  /** Several small records: as JSON in tables. */
  | 'records'

export interface Column {
  /** Where it stands in the row of the API, `enterprise.creditCode`; the same is its name in CSV, XLSX and dumps. */
  path: string
  type: ColumnType
  name: Words
  /** What it says, where the name alone does not. */
  meaning: Words | null
  /** In the notation of UCUM or of the field, `mg/L`; or `{path}`: it stands in that column. */
  unit: string | null
  /** It may be null: there is none, or the law no longer shows it. */
  nullable: boolean
  /** The closed vocabulary that its words are of. */
  vocabulary: Vocabulary | null
  /** Of `records`: what each holds. */
  columns: readonly Column[] | null
}

interface More {
  means?: readonly [zh: string, en: string]
  unit?: string
  null?: true
  of?: Vocabulary
  columns?: readonly Column[]
}

const column =
  (type: ColumnType) =>
  (path: string, zh: string, en: string, more: More = {}): Column => ({
    path,
    type,
    name: { zh, en },
    meaning: more.means ? words(more.means[0], more.means[1]) : null,
    unit: more.unit ?? null,
    nullable: more.null ?? false,
    vocabulary: more.of ?? null,
    columns: more.columns ?? null,
  })

export const words = (zh: string, en: string): Words => ({ zh, en })

export const text = column('text')
export const integer = column('integer')
export const number = column('number')
export const yesNo = column('boolean')
export const day = column('day')
export const instant = column('instant')
export const url = column('url')
export const texts = column('texts')
export const records = column('records')

/** The value of a column in a row. */
export function valueAt(row: object, path: string): unknown {
  let value: unknown = row
  for (const name of path.split('.')) {
    if (value === null || value === undefined) return null
    value = (value as Record<string, unknown>)[name]
  }
  return value ?? null
}
