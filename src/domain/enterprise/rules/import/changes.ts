import type { ImportValues } from '#domain/enterprise/rules/import/row-tools.ts'

/** One fact that an import changes. A contact's values are not repeated: they are nobody's business but the bureau's. */
export interface FieldChange {
  field: keyof ImportValues
  before: unknown
  after: unknown
}

/** The facts of the register that an import may change. */
export type RegisterFacts = { [K in Exclude<keyof ImportValues, 'creditCode'>]?: unknown }

export const contactFields = ['environmentalOfficer', 'phone', 'email'] as const

/**
 * What the line says differently from the register. A name that is replaced becomes a former name unless the file lists the
 * former names itself.
 */
export function registerChanges(before: RegisterFacts | undefined, values: ImportValues): FieldChange[] {
  const given = { ...values }
  const oldName = before?.name as string | undefined
  if (oldName && given.name && given.name !== oldName && given.formerNames === undefined) {
    given.formerNames = [...new Set([...((before?.formerNames as string[]) ?? []), oldName])].filter(
      (name) => name !== given.name,
    )
  }
  return (Object.keys(given) as (keyof ImportValues)[])
    .filter((field) => field !== 'creditCode' && given[field] !== undefined)
    .filter((field) => !isSame(before?.[field as keyof RegisterFacts], given[field]))
    .map((field) => ({ field, before: before?.[field as keyof RegisterFacts] ?? null, after: given[field] }))
}

/** Degrees to a centimetre; lists in their order; nothing is nothing, whether null or undefined. */
function isSame(before: unknown, after: unknown): boolean {
  if (typeof before === 'number' && typeof after === 'number') return Math.abs(before - after) < 1e-7
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null)
}
