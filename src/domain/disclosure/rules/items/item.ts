import { fieldSpec, type GroupName, groupSpec, isGroupName } from '#domain/disclosure/rules/items/groups.ts'
import { type FormPart, fieldLengths } from '#domain/disclosure/rules/items/spec.ts'

/** One item of a group as it stands in a draft: what was typed, by field. */
export interface FormItem {
  group: GroupName
  /** 1 where the group is not repeated; the outlet's id in `outlets`; else what tells the items apart, in no order. */
  item: number
  typed: Readonly<Record<string, string>>
}

/** What a field says once it is read. A date keeps its precision: 2016, 2016-04 or 2016-04-13. */
export type AnswerValue = string | number | boolean | string[]
export type Answers = Readonly<Record<string, AnswerValue>>

/** One item of a published version. */
export interface PublishedItem {
  group: GroupName
  item: number
  answers: Answers
}

export const itemKey = (of: { group: string; item: number }) => `${of.group}_${of.item}`
/** `wasteWaterStreams_3.facility`. */
export const itemField = (of: { group: string; item: number }, field: string) => `${itemKey(of)}.${field}`

/** Every field of an item's group as typed, blank ones too: `products_2.unit` -> `吨`. */
export const itemFields = ({ group, item, typed }: FormItem): Record<string, string> =>
  Object.fromEntries(
    Object.keys(groupSpec(group).fields).map((field) => [itemField({ group, item }, field), typed[field] ?? '']),
  )

/** The highest number that tells an item of a repeated group from the others. */
export const lastItem = 99_999

/** `wasteWaterStreams_3.facility`, taken apart; undefined for what names no field of a group. */
export function parseItemField(name: string): { group: GroupName; item: number; field: string } | undefined {
  const parts = /^([a-zA-Z]{1,30})_([1-9]\d{0,9})\.([a-zA-Z]{1,30})$/.exec(name)
  const [, group = '', number = '', field = ''] = parts ?? []
  if (!isGroupName(group) || !Object.hasOwn(groupSpec(group).fields, field)) return undefined
  const item = Number(number)
  const spec = groupSpec(group)
  const isItem = spec.ofOutlets ? item <= 2_147_483_647 : spec.repeated ? item <= lastItem : item === 1
  return isItem ? { group, item, field } : undefined
}

/** How many characters a field of a group takes; undefined when there is no such field. */
export function itemFieldLength(name: string): number | undefined {
  const parsed = parseItemField(name)
  const spec = parsed && fieldSpec(parsed.group, parsed.field)
  return spec && fieldLengths[spec.kind]
}

export const isBlank = (typed: string | undefined) => !typed || typed.trim() === ''
export const hasAnything = ({ typed }: Pick<FormItem, 'typed'>) => Object.values(typed).some((value) => !isBlank(value))

/** The part of the form in which a field stands; the outlets' factors stand with the discharge. */
export function partOfField(name: string): FormPart {
  const parsed = parseItemField(name)
  return parsed ? groupSpec(parsed.group).part : 'discharge'
}

/** An item whose answers were read. */
export interface CheckedItem {
  group: FormItem['group']
  item: number
  answers: Answers
}
