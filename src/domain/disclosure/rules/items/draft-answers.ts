import type { Problem } from '#domain/disclosure/rules/form.ts'
import type { CheckedItem } from '#domain/disclosure/rules/items/item.ts'
import {
  type Answers,
  type FormItem,
  hasAnything,
  isBlank,
  itemField,
  itemKey,
  type PublishedItem,
} from '#domain/disclosure/rules/items/item.ts'

/** A draft's items as they would be published; what cannot be read yet stands as it was typed. */
export function draftItems(
  items: readonly FormItem[],
  checked: readonly CheckedItem[],
  problems: readonly Problem[],
): PublishedItem[] {
  const read = new Map(checked.map((item) => [itemKey(item), item.answers]))
  const wrong = new Set(problems.map(({ field }) => field))
  return items.filter(hasAnything).map((item) => {
    const asTyped = Object.entries(item.typed).filter(
      ([field, typed]) => !isBlank(typed) && wrong.has(itemField(item, field)),
    )
    const answers: Answers = { ...Object.fromEntries(asTyped), ...read.get(itemKey(item)) }
    return { group: item.group, item: item.item, answers }
  })
}
