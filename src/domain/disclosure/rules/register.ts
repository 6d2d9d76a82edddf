import type { Averaging, Typed } from '#domain/disclosure/rules/form.ts'
import { isUntouched } from '#domain/disclosure/rules/typed.ts'

/** An outlet and factor that the year's disclosure must speak of, with what it is judged by. */
export interface RegisterRow {
  outletId: number
  factorCode: string
  concentrationUnit: string
  limitMin: number | null
  limitMax: number | null
  limitAveraging: Averaging | null
  limitBasis: string | null
  permittedTonnes: number | null
}

export interface RegisterChanges {
  /** In the register now, not in the draft. */
  added: RegisterRow[]
  /** With another limit, unit or permitted total than the draft has. */
  changed: RegisterRow[]
  /** Out of the register, and nothing typed into them. What somebody has filled in stays. */
  gone: Pick<RegisterRow, 'outletId' | 'factorCode'>[]
}

/** Where a draft no longer says what the register says: what is published stands under the limits of its day. */
export function registerChanges(
  draft: readonly (RegisterRow & { typed: Typed })[],
  register: readonly RegisterRow[],
): RegisterChanges {
  const drafted = new Map(draft.map((row) => [pairOf(row), row]))
  const registered = new Set(register.map(pairOf))
  return {
    added: register.filter((row) => !drafted.has(pairOf(row))),
    changed: register.filter((row) => {
      const old = drafted.get(pairOf(row))
      return old !== undefined && judgedBy.some((column) => old[column] !== row[column])
    }),
    gone: draft.filter((row) => !registered.has(pairOf(row)) && isUntouched(row.typed)),
  }
}

export const hasChanges = ({ added, changed, gone }: RegisterChanges) => added.length + changed.length + gone.length > 0

export const pairOf = (row: { outletId: number; factorCode: string }) => `${row.outletId} ${row.factorCode}`

const judgedBy = [
  'concentrationUnit',
  'limitMin',
  'limitMax',
  'limitAveraging',
  'limitBasis',
  'permittedTonnes',
] as const
