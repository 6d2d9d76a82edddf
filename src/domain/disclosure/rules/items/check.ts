import type { OutletKind, Problem } from '#domain/disclosure/rules/form.ts'
import type { ItemContext } from '#domain/disclosure/rules/items/context.ts'
import { groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import {
  type AnswerValue,
  type CheckedItem,
  type FormItem,
  hasAnything,
  isBlank,
  itemField,
} from '#domain/disclosure/rules/items/item.ts'
import { readField } from '#domain/disclosure/rules/items/read.ts'
import { signatureProblems } from '#domain/disclosure/rules/items/signatures.ts'
import type { Condition, FormPart } from '#domain/disclosure/rules/items/spec.ts'

export interface PartProgress {
  required: number
  filled: number
  problems: number
}

export interface CheckedItems {
  items: CheckedItem[]
  problems: Problem[]
  parts: Record<FormPart, PartProgress>
}

/** Everything there is to say about the groups of a form as they stand. */
export function checkItems(items: readonly FormItem[], context: ItemContext): CheckedItems {
  const answer = answers(items)
  const parts: CheckedItems['parts'] = {
    basic: nothing(),
    discharge: nothing(),
    facilities: nothing(),
    approvals: nothing(),
    emergency: nothing(),
    monitoring: nothing(),
    conclusion: nothing(),
  }
  const checked: CheckedItem[] = []
  const problems: Problem[] = []
  for (const group of groupNames) {
    const spec = groupSpec(group)
    if (!holds(spec.when, {}, answer)) continue
    const progress = parts[spec.part]
    const against = (problem: Problem) => {
      problems.push(problem)
      progress.problems++
    }
    const present = itemsOf(group, items, context)
    if (spec.repeated && present.length < spec.repeated.least) {
      progress.required++
      against({
        field: firstField(group),
        code: 'too_few_items',
        kind: 'missing',
        given: { least: spec.repeated.least },
      })
    } else if (spec.repeated && present.length > spec.repeated.most) {
      against({ field: firstField(group), code: 'too_many_items', kind: 'wrong', given: { most: spec.repeated.most } })
    }
    for (const item of present) {
      const read: Record<string, AnswerValue> = {}
      for (const [field, fieldSpec] of Object.entries(spec.fields)) {
        const typed = item.typed[field] ?? ''
        const isAsked = holds(fieldSpec.when, item.typed, answer) && isAskedOf(item, field, context)
        if (!isAsked) continue
        const isRequired = fieldSpec.required === true || isRequiredOf(item, field, context)
        const reading = readField(fieldSpec, typed, context)
        if (isRequired) progress.required++
        if (!reading.ok) {
          against({ field: itemField(item, field), code: reading.code, kind: 'wrong', given: reading.given })
        } else if (reading.value !== null) {
          read[field] = reading.value
          if (isRequired) progress.filled++
        } else if (isRequired) against({ field: itemField(item, field), code: 'required', kind: 'missing' })
      }
      checked.push({ group, item: item.item, answers: read })
    }
  }
  for (const problem of [...signatureProblems(checked), ...repeatedCodes(checked)]) {
    problems.push(problem)
    parts[problem.field.startsWith('facilities') ? 'facilities' : 'conclusion'].problems++
  }
  return { items: checked, problems, parts }
}

/** Where a message about a whole group stands: at the first field of its first, perhaps blank, item. */
const firstField = (group: FormItem['group']) =>
  itemField({ group, item: 1 }, Object.keys(groupSpec(group).fields)[0] as string)

const nothing = (): PartProgress => ({ required: 0, filled: 0, problems: 0 })

/** The items that a group has: each that holds something; always one where it is not repeated; one for each outlet. */
export function itemsOf(group: FormItem['group'], items: readonly FormItem[], context: ItemContext): FormItem[] {
  const spec = groupSpec(group)
  const own = items.filter((item) => item.group === group)
  if (spec.repeated) return own.filter(hasAnything)
  const numbers = spec.ofOutlets
    ? [...context.outlets.values()].filter(({ kind }) => kind !== 'fugitive').map(({ id }) => id)
    : [1]
  return numbers.map((item) => own.find((other) => other.item === item) ?? { group, item, typed: {} })
}

type Answer = (group: string, field: string) => string

/** Typed answers of the groups that are not repeated. */
const answers =
  (items: readonly FormItem[]): Answer =>
  (group, field) =>
    items.find((item) => item.group === group)?.typed[field] ?? ''

/** Whether what a condition asks for is so; true without a condition. */
export function holds(when: Condition | undefined, own: Readonly<Record<string, string>>, answer: Answer): boolean {
  if (!when) return true
  const typed = when.group === undefined ? (own[when.field] ?? '') : answer(when.group, when.field)
  if (when.is === 'filled') return !isBlank(typed)
  const reading = readField({ kind: 'yesNo' }, typed, noContext)
  return reading.ok && reading.value === (when.is === 'yes')
}

const noContext: ItemContext = { outlets: new Map(), facilities: new Set(), factors: new Map(), files: new Set() }

const kindOf = (outletId: number, { outlets }: ItemContext): OutletKind | undefined =>
  [...outlets.values()].find(({ id }) => id === outletId)?.kind

const ofStacks: readonly string[] = ['innerDiameter', 'height', 'gasTemperature']

/** 排气筒参数 are asked of stacks alone. */
export const isAskedOf = ({ group, item }: Pick<FormItem, 'group' | 'item'>, field: string, context: ItemContext) =>
  group !== 'outlets' || !ofStacks.includes(field) || kindOf(item, context) === 'stack'

const isRequiredOf = ({ group, item }: FormItem, field: string, context: ItemContext) =>
  group === 'outlets' && ofStacks.includes(field) && kindOf(item, context) === 'stack'

/** One facility is described once; its code tells it from the others. */
function repeatedCodes(items: readonly CheckedItem[]): Problem[] {
  const seen = new Set<unknown>()
  return items.flatMap((item): Problem[] => {
    if (item.group !== 'facilities' || item.answers.code === undefined) return []
    const code = String(item.answers.code).toUpperCase()
    if (seen.has(code))
      return [{ field: itemField(item, 'code'), code: 'given_twice', kind: 'wrong', given: { given: code } }]
    seen.add(code)
    return []
  })
}
