import { emissionPatterns, emissionRoutes, valueOrigins } from '#db/vocabulary.ts'
import { parseFieldName } from '#domain/disclosure/input.ts'
import { absences } from '#domain/disclosure/rules/answers.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import { parseItemField } from '#domain/disclosure/rules/items/item.ts'
import type { FieldSpec } from '#domain/disclosure/rules/items/spec.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { choiceLabel } from '#src/i18n/messages/form-groups.ts'
import { term } from '#src/i18n/terms.ts'

/** The choices of a field as codes, and what they are called. */
export interface FieldWords {
  codes: readonly string[]
  word(locale: Locale, code: string): string
  /** Several of them can stand in the field. */
  several: boolean
}

const words = <C extends string>(codes: readonly C[], word: (locale: Locale, code: C) => string): FieldWords => ({
  codes,
  word: (locale, code) => word(locale, code as C),
  several: false,
})
const states = words(absences, (locale, code) => term(locale, 'valueState', code))
const ofRows: Readonly<Record<string, FieldWords>> = {
  route: words(emissionRoutes, (locale, code) => term(locale, 'emissionRoute', code)),
  pattern: words(emissionPatterns, (locale, code) => term(locale, 'emissionPattern', code)),
  origin: words(valueOrigins, (locale, code) => term(locale, 'valueOrigin', code)),
  reason: states,
  totalReason: states,
}

/** The choices of a field of the form; undefined where none are given. */
export function wordsOf(name: string): FieldWords | undefined {
  const ofItem = parseItemField(name)
  const spec = ofItem && fieldSpec(ofItem.group, ofItem.field)
  if (spec) return wordsOfSpec(spec)
  return ofRows[parseFieldName(name)?.field ?? '']
}

export function wordsOfSpec({ kind, choices = [] }: FieldSpec): FieldWords | undefined {
  if (kind === 'yesNo') return words(['yes', 'no'], choiceLabel)
  return kind === 'choice' || kind === 'choices'
    ? { ...words(choices, choiceLabel), several: kind === 'choices' }
    : undefined
}

const plain = (word: string) => word.normalize('NFKC').trim().toLowerCase()
const pieces = (text: string) => text.split(/[、,;；\n|]/).map((piece) => piece.trim())

/** What the sheet shows for a typed value: its choices in words, its factors by name; anything else as it is. */
export function shownText(
  name: string,
  typed: string,
  locale: Locale,
  factorNames: ReadonlyMap<string, string>,
): string {
  const choices = wordsOf(name)
  const each = (codes: string[], word: (code: string) => string | undefined) => {
    const said = codes.map(word)
    return said.every((one) => one !== undefined) ? said.join('、') : typed
  }
  if (choices) {
    const codes = choices.several ? pieces(typed) : [typed]
    return each(codes, (code) => (choices.codes.includes(code) ? choices.word(locale, code) : undefined))
  }
  const ofItem = parseItemField(name)
  const kind = ofItem && fieldSpec(ofItem.group, ofItem.field)?.kind
  if (kind === 'factor' || kind === 'factors') return each(pieces(typed), (code) => factorNames.get(code))
  return typed
}

/** The other way: a choice in words of either language, or as a code, becomes the code; what is none stays as it was written. */
export function typedText(name: string, text: string): string {
  const choices = wordsOf(name)
  if (!choices) return text
  const code = (piece: string) =>
    choices.codes.find((one) =>
      [one, choices.word('zh', one), choices.word('en', one)].some((word) => plain(word) === plain(piece)),
    ) ?? alike.get(plain(piece))?.find((one) => choices.codes.includes(one))
  const codes = choices.several ? pieces(text).map(code) : [code(text)]
  return codes.every((one) => one !== undefined) ? codes.join('、') : text
}

/** What a checkbox, a formula or an older form writes for yes and no. */
const alike: ReadonlyMap<string, readonly string[]> = new Map([
  ['true', ['yes']],
  ['false', ['no']],
  ['有', ['yes']],
  ['无', ['no']],
  ['√', ['yes']],
  ['×', ['no']],
])
