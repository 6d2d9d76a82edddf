import { parseCode } from '#domain/enterprise/rules/credit-code.ts'
import { type EntryField, type EntryTexts, entryLimits } from '#domain/monitoring/input.ts'
import type { EntryProblem, EntryProblemCode } from '#domain/monitoring/rules/entry/problem.ts'
import { inUnit, spelled } from '#domain/monitoring/rules/units.ts'
import { readDate } from '#src/text/dates.ts'
import { plainText, withoutBlanks } from '#src/text/plain-text.ts'

export interface KnownFactor {
  code: string
  nameZh: string
  nameEn: string
  aliases: string[]
  unit: string
}

export interface KnownOutlet {
  outletId: number
  creditCode: string
  regionCode: string
  outletCode: string
}

/** What a line is read against. */
export interface EntryContext {
  outlets: readonly KnownOutlet[]
  /** Codes of enterprises that are registered, whether they have outlets or not. */
  enterprises: ReadonlySet<string>
  factors: readonly KnownFactor[]
  /** May results be entered for this county? */
  mayEnter(regionCode: string): boolean
  /** The city's day, `YYYY-MM-DD`. */
  today: string
}

/** What the readers of a line's parts work with. */
export interface EntryTools {
  texts: EntryTexts
  context: EntryContext
  problems: EntryProblem[]
  refuse(field: EntryField, code: EntryProblemCode, given?: EntryProblem['given']): undefined
  /** The text of a field that must be there; undefined, with its problem, when it is blank or too long. */
  asked(field: EntryField): string | undefined
}

export function entryTools(texts: EntryTexts, context: EntryContext): EntryTools {
  const problems: EntryProblem[] = []
  const refuse: EntryTools['refuse'] = (field, code, given = {}) => {
    problems.push({ field, code, given: { given: texts[field] ?? '', ...given } })
    return undefined
  }
  return {
    texts,
    context,
    problems,
    refuse,
    asked(field) {
      const text = plainText(texts[field] ?? '')
      if (text === '') return refuse(field, 'missing')
      return text.length > entryLimits.fieldLength ? refuse(field, 'too_long', { most: entryLimits.fieldLength }) : text
    },
  }
}

/** Enterprise, outlet and factor: which the line is about. */
export function readSubject(tools: EntryTools) {
  const { context, refuse, asked } = tools
  const given = asked('creditCode')
  const parsed = given === undefined ? undefined : parseCode(given)
  const creditCode = parsed?.ok ? parsed.code : undefined
  if (parsed && !parsed.ok) refuse('creditCode', 'bad_code')
  const known = creditCode !== undefined && context.enterprises.has(creditCode)
  if (creditCode !== undefined && !known) refuse('creditCode', 'no_such_enterprise')
  const own = context.outlets.filter((outlet) => outlet.creditCode === creditCode)
  const [first] = own
  const isForeign = first !== undefined && !context.mayEnter(first.regionCode)
  if (isForeign) refuse('creditCode', 'not_your_county')
  const code = asked('outletCode')?.toUpperCase()
  const outlet = own.find(({ outletCode }) => outletCode === code)
  if (known && !isForeign && code && !outlet)
    refuse('outletCode', 'no_such_outlet', { allowed: own.map(({ outletCode }) => outletCode).join('、') || '—' })
  const factor = readFactor(tools, code?.startsWith('DW') ? 'w' : 'a')
  return outlet && factor && !isForeign ? { outlet, factor } : undefined
}

/** By code, by the one before it, or by a name; names that both media have mean that of the outlet. */
function readFactor({ context, refuse, asked }: EntryTools, medium: string): KnownFactor | undefined {
  const given = asked('factor')
  if (given === undefined) return undefined
  const key = factorKey(given)
  const found = context.factors.filter(({ code, nameZh, nameEn, aliases }) =>
    [code, nameZh, nameEn, ...aliases].some((name) => factorKey(name) === key),
  )
  const fitting = found.find(({ code }) => code.startsWith(medium))
  if (fitting) return fitting
  return found.length > 0 ? refuse('factor', 'factor_of_other_medium') : refuse('factor', 'no_such_factor')
}

const factorKey = (name: string) =>
  withoutBlanks(name)
    .toLowerCase()
    .replace(/[（(].*[)）]$/, '')

/** A day that is over, `YYYY-MM-DD`. */
export function readDay({ context, refuse, asked }: EntryTools, field: EntryField): string | undefined {
  const given = asked(field)
  if (given === undefined) return undefined
  const read = readDate(given)
  if (!read.ok) return refuse(field, 'date_unreadable')
  if (read.precision !== 'day') return refuse(field, 'date_not_a_day')
  return read.day > context.today ? refuse(field, 'date_future', { today: context.today }) : read.day
}

/** The unit as it is written here; one that is of no kind with the factor's is refused. Blank: the factor's own. */
export function readUnit({ texts, refuse }: EntryTools, factor: KnownFactor | undefined): string | undefined {
  const given = plainText(texts.unit ?? '')
  if (given === '') return factor?.unit
  const unit = spelled(given)
  if (!factor || inUnit(1, unit, factor.unit) !== null) return unit
  return refuse('unit', 'unit_of_other_kind', { allowed: factor.unit || '—' })
}
