import type { controlLevels, operatingStates } from '#db/vocabulary.ts'
import type { ImportField } from '#domain/enterprise/rules/import/columns.ts'
import type { Place } from '#domain/enterprise/rules/import/values.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { Cell } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { DatePrecision } from '#src/text/dates.ts'

/** What one line says of an enterprise. Undefined: nothing, the register keeps what it has. Null: it has none. */
export interface ImportValues {
  creditCode: string
  name?: string
  nameEn?: string | null
  shortNames?: string[]
  formerNames?: string[]
  legalRepresentative?: string
  address?: string
  longitudeDeg?: number
  latitudeDeg?: number
  regionCode?: string
  sectorCode?: string
  industryCode?: string | null
  controlLevel?: (typeof controlLevels)[number]
  operatingState?: (typeof operatingStates)[number]
  products?: string | null
  startedOn?: string | null
  startedPrecision?: DatePrecision
  environmentalOfficer?: string
  phone?: string
  email?: string | null
}

export interface ImportRow {
  line: number
  values: ImportValues
  /** The check character of the code does not fit. */
  needsOverride: boolean
  /** Fields whose cells were refused: it is enough to say that once. */
  wrong: ImportField[]
}

export interface ImportContext {
  regions: readonly (Place & { longitudeDeg: number; latitudeDeg: number })[]
  sectors: readonly Place[]
  /** The city's day, `YYYY-MM-DD`. */
  today: string
  locale: Locale
  /** An officer's reason for codes whose check character does not fit. */
  overrideReason?: string | undefined
}

/** What the readers of a line's parts work with. `refuse` and `warn` put a finding at the field's cell. */
export interface RowTools {
  cell(field: ImportField): Cell
  text(field: ImportField): string
  refuse(field: ImportField, message: string, more?: Partial<Finding>): void
  warn(field: ImportField, message: string, more?: Partial<Finding>): void
  context: ImportContext
}
