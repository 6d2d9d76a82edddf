import type { Problem, ProblemCode } from '#domain/disclosure/rules/form.ts'
import type { ItemContext } from '#domain/disclosure/rules/items/context.ts'
import { plainName } from '#domain/disclosure/rules/items/context.ts'
import type { AnswerValue } from '#domain/disclosure/rules/items/item.ts'
import type { FieldSpec } from '#domain/disclosure/rules/items/spec.ts'
import { readCoordinate } from '#domain/enterprise/rules/import/coordinates.ts'
import { readDate } from '#src/text/dates.ts'
import { readQuantity } from '#src/text/quantity.ts'

export type Reading =
  | { ok: true; value: AnswerValue | null }
  | { ok: false; code: ProblemCode; given: NonNullable<Problem['given']> }

/**
 * Reads one field as people type it. Blank reads as null.
 * @param facilities the codes of the form's own treatment facilities
 */
export function readField(spec: FieldSpec, typed: string, context: ItemContext): Reading {
  const given = typed.normalize('NFKC').trim()
  if (given === '') return { ok: true, value: null }
  return readers[spec.kind](spec, given, context, typed.trim())
}

type Reader = (spec: FieldSpec, given: string, context: ItemContext, typed: string) => Reading

const good = (value: AnswerValue): Reading => ({ ok: true, value })
const bad = (code: ProblemCode, given: NonNullable<Problem['given']>): Reading => ({ ok: false, code, given })
const pieces = (given: string) =>
  given
    .split(/[、,;；\n|]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

const words: Reader = (_, _given, _context, typed) => good(typed)

const number: Reader = (spec, given) => {
  const unit = spec.unit ?? ''
  const read = readQuantity(given, unit)
  if (read.kind === 'unreadable') return bad(read.why, { given, unit })
  if (read.kind !== 'number') return bad('no_plain_number', { given })
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = spec
  if (read.value < least || read.value > most) return bad('out_of_range', { value: read.value, ...bounds(spec) })
  return good(read.value)
}

const bounds = ({ least, most }: FieldSpec) => ({
  ...(least === undefined ? {} : { least }),
  ...(most === undefined ? {} : { most }),
})

const coordinate =
  (axis: 'longitude' | 'latitude'): Reader =>
  (_, given, _context, typed) => {
    const read = readCoordinate(typed, axis)
    if (!read.ok) return bad('no_coordinate', { given })
    return read.isSwapped ? bad('other_axis', { given }) : good(read.degrees)
  }

const yesAnswers: Readonly<Record<string, boolean>> = {
  yes: true,
  是: true,
  有: true,
  y: true,
  '√': true,
  true: true,
  no: false,
  否: false,
  无: false,
  没有: false,
  n: false,
  '×': false,
  false: false,
}

const readers: Record<FieldSpec['kind'], Reader> = {
  line: (spec, given, context, typed) =>
    typed.includes('\n') ? bad('one_line', { given }) : words(spec, given, context, typed),
  text: words,
  number,
  whole: (spec, given, context, typed) => {
    const read = number(spec, given.replace(/(次|天|日|个|times|days)$/, ''), context, typed)
    return read.ok && !Number.isInteger(read.value) ? bad('no_whole_number', { given }) : read
  },
  percent: (spec, given, context, typed) => number({ ...spec, unit: '%', least: 0, most: 100 }, given, context, typed),
  date: (_, given) => {
    const read = readDate(given)
    if (!read.ok) return bad(`date_${read.problem}`, { given })
    return good(read.day.slice(0, { year: 4, month: 7, day: 10 }[read.precision]))
  },
  longitude: coordinate('longitude'),
  latitude: coordinate('latitude'),
  yesNo: (_, given) => {
    const answer = yesAnswers[given.toLowerCase()]
    return answer === undefined ? bad('not_yes_no', { given }) : good(answer)
  },
  choice: (spec, given) => (spec.choices?.includes(given) ? good(given) : bad('choice_unknown', { given })),
  choices: (spec, given) => {
    const chosen = [...new Set(pieces(given))]
    const unknown = chosen.find((choice) => !spec.choices?.includes(choice))
    return unknown === undefined ? good(chosen) : bad('choice_unknown', { given: unknown })
  },
  factor: (_, given, context) => {
    const code = context.factors.get(plainName(given))
    return code === undefined ? bad('factor_unknown', { given }) : good(code)
  },
  factors: (_, given, context) => {
    const named = pieces(given)
    const unknown = named.find((name) => !context.factors.has(plainName(name)))
    return unknown === undefined
      ? good([...new Set(named.map((name) => context.factors.get(plainName(name)) as string))])
      : bad('factor_unknown', { given: unknown })
  },
  outlet: (_, given, context) => {
    const code = given.toUpperCase()
    return context.outlets.has(code)
      ? good(code)
      : bad('outlet_unknown', { given, known: [...context.outlets.keys()].join(', ') })
  },
  facility: (_, given, context) => {
    const code = given.toUpperCase()
    return context.facilities.has(code)
      ? good(code)
      : bad('facility_unknown', { given, known: [...context.facilities].join(', ') })
  },
  files: (_, given, context) => {
    const ids = given.split(/\s+/)
    return ids.every((id) => context.files.has(id)) ? good(ids) : bad('file_unknown', {})
  },
}
