import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import {
  type IdentityProblem,
  readIdentity,
  type SheetIdentity,
  templateVersion,
} from '#domain/disclosure/rules/sheet/identity.ts'
import { aboutFile } from '#domain/disclosure/rules/sheet/locate.ts'
import type { InspectedWorkbook } from '#platform/sheet/inspect.ts'

export interface FoundIdentity {
  identity: SheetIdentity | IdentityProblem
  sheet: string
  path: string
  line: number
  column: number
}

/** The line of the cover by which a workbook is known, wherever it was moved to. */
export function findIdentity({ sheets }: InspectedWorkbook): FoundIdentity | undefined {
  for (const { name, path, rows } of sheets) {
    for (const [line, row] of rows) {
      for (const [column, { text }] of row) {
        const identity = readIdentity(text.trim())
        if (identity) return { identity, sheet: name, path, line, column }
      }
    }
  }
  return undefined
}

/** Why a workbook is not the one that is asked for; undefined when it is. */
export function identityFinding(
  found: FoundIdentity | undefined,
  form: { creditCode: string; year: number; draft: { id: number; revision: number } },
): SheetFinding | undefined {
  if (!found) return { ...aboutFile, severity: 'refuse', code: 'no_identity', given: {} }
  const { identity, ...place } = found
  const refuse = (code: SheetFinding['code'], given: SheetFinding['given'] = {}): SheetFinding => ({
    ...place,
    label: null,
    severity: 'refuse',
    code,
    given,
  })
  if ('problem' in identity) {
    return identity.problem === 'template_version'
      ? refuse('template_version', { given: identity.given, expected: templateVersion })
      : refuse('identity_changed')
  }
  if (identity.creditCode !== form.creditCode)
    return refuse('other_firm', { given: identity.creditCode, expected: form.creditCode })
  if (identity.year !== form.year) return refuse('other_year', { given: identity.year, expected: form.year })
  if (identity.draftId !== form.draft.id) return refuse('other_draft')
  if (identity.revision > form.draft.revision) return refuse('revision_unknown')
  return undefined
}
