import { checkCharacter, creditCodeAlphabet, organisationCheckCharacter } from '#db/credit-code.ts'

export { checkCharacter, organisationCheckCharacter }

/** What a person may have meant by a character that the code's alphabet leaves out. */
const lookalikes: Record<string, string> = { I: '1', O: '0', S: '5', Z: '2', V: 'U' }

/** `uscc`: 18 characters; `organisation`: the 9 characters of GB 11714, which annex 2 of the city rule still allows. */
export type CodeKind = 'uscc' | 'organisation'

export type CodeProblem =
  | { kind: 'empty' }
  | { kind: 'length'; given: number; looksLike: 'old_licence' | undefined }
  /** `place` counts from 1; `instead` is the character that looks alike. */
  | { kind: 'character'; place: number; character: string; instead: string | undefined }
  /** The form is right but the last character does not follow from the others. `expected` would. */
  | { kind: 'check'; given: string; expected: string }
  /** Eighteen zeros and the like pass the formula and still name nobody. */
  | { kind: 'unassigned' }

export type ParsedCode =
  | { ok: true; kind: CodeKind; code: string }
  /** `mayOverride`: only the check character is wrong. Some codes of the pilot years were lawfully issued so. */
  | { ok: false; code: string; problems: CodeProblem[]; mayOverride: boolean }

/** Full width to half width, lower to upper case, blanks and hyphens out. Nothing else is guessed. */
export function normaliseCode(given: string): string {
  return given
    .toWellFormed()
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200b\u200e\u200f\ufeff-]/g, '')
}

/** Reads an 18-character unified social credit code or a 9-character organisation code as it was typed. */
export function parseCode(given: string): ParsedCode {
  const code = normaliseCode(given)
  const signs = Array.from(code)
  const refuse = (...problems: CodeProblem[]): ParsedCode => ({ ok: false, code, problems, mayOverride: false })
  if (signs.length === 0) return refuse({ kind: 'empty' })
  if (signs.length === 9) return parseOrganisationCode(code, signs)
  if (signs.length !== 18) {
    const looksLike = /^\d{15}$/.test(code) ? 'old_licence' : undefined
    return refuse({ kind: 'length', given: signs.length, looksLike }, ...foreignToCreditCode(signs))
  }
  const foreign = foreignToCreditCode(signs)
  if (foreign.length > 0) return refuse(...foreign)
  if (/^(.)\1+$/.test(code)) return refuse({ kind: 'unassigned' })
  const expected = checkCharacter(code)
  if (code[17] === expected) return { ok: true, kind: 'uscc', code }
  return { ok: false, code, problems: [{ kind: 'check', given: code[17] as string, expected }], mayOverride: true }
}

function parseOrganisationCode(code: string, signs: string[]): ParsedCode {
  const foreign = foreignCharacters(signs, (sign) => /^[0-9A-Z]$/.test(sign))
  if (foreign.length > 0) return { ok: false, code, problems: foreign, mayOverride: false }
  if (/^(.)\1+$/.test(code)) return { ok: false, code, problems: [{ kind: 'unassigned' }], mayOverride: false }
  const expected = organisationCheckCharacter(code)
  if (code[8] === expected) return { ok: true, kind: 'organisation', code }
  return { ok: false, code, problems: [{ kind: 'check', given: code[8] as string, expected }], mayOverride: true }
}

const foreignToCreditCode = (signs: string[]) => foreignCharacters(signs, (sign) => creditCodeAlphabet.includes(sign))

function foreignCharacters(signs: string[], allowed: (sign: string) => boolean): CodeProblem[] {
  return signs.flatMap((character, index) =>
    allowed(character)
      ? []
      : [{ kind: 'character' as const, place: index + 1, character, instead: lookalikes[character] }],
  )
}

/**
 * The codes with a right check character that differ from the given one in a single character or in two neighbours that
 * changed places: what a typing mistake may have started from.
 */
export function nearCodes(code: string): string[] {
  const near = new Set<string>()
  const keep = (signs: string[]) => {
    const candidate = signs.join('')
    if (candidate !== code && parseCode(candidate).ok) near.add(candidate)
  }
  const signs = Array.from(code)
  if (signs.length !== 18) return []
  for (const place of signs.keys()) {
    for (const other of creditCodeAlphabet) keep(signs.with(place, other))
    const [a, b] = [signs[place], signs[place + 1]]
    if (a && b) keep(signs.with(place, b).with(place + 1, a))
  }
  return [...near]
}

/** Could this be a code of the register? Its characters only, not its check character. */
export const isCodeForm = (code: string): boolean => /^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}[0-9X])$/.test(code)
