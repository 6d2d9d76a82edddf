import { fieldSpec, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { Answers, AnswerValue, FormItem, PublishedItem } from '#domain/disclosure/rules/items/item.ts'

/** A published item as the form would have it typed: what a correction starts from. Reading it gives the item again. */
export const typedItem = ({ group, item, answers }: PublishedItem): FormItem => ({
  group,
  item,
  typed: Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, typedValue(group, field, value)])),
})

function typedValue(group: FormItem['group'], field: string, value: AnswerValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(fieldSpec(group, field)?.kind === 'files' ? ' ' : '、')
  return String(value)
}

/** "As last year": what does not change from one year to the next. Items of which nothing lasts are left out. */
export function lastingItems(published: readonly PublishedItem[]): FormItem[] {
  return published.map(typedItem).flatMap(({ group, item, typed }) => {
    const lasting = Object.entries(typed).filter(([field]) => fieldSpec(group, field)?.lasting)
    return lasting.length > 0 ? [{ group, item, typed: Object.fromEntries(lasting) }] : []
  })
}

/** What the public may read of an item, and what stays with the firm and its regulators. */
export function splitPrivate({ group, answers }: PublishedItem): { open: Answers; closed: Answers } {
  const isPrivate = ([field]: [string, AnswerValue]) => groupSpec(group).fields[field]?.isPrivate === true
  const all = Object.entries(answers)
  return {
    open: Object.fromEntries(all.filter((entry) => !isPrivate(entry))),
    closed: Object.fromEntries(all.filter(isPrivate)),
  }
}
