import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { type FormItem, hasAnything, isBlank, itemField, itemKey } from '#domain/disclosure/rules/items/item.ts'
import type { FormPart } from '#domain/disclosure/rules/items/spec.ts'

/**
 * What of last year's items goes into the blanks of one part: field by field where there is one item, and all of a repeated
 * group's items where the group has none yet, for a list that was begun is the firm's own.
 */
export function blanksToFill(
  part: FormPart,
  now: readonly FormItem[],
  lasting: readonly FormItem[],
): Record<string, string> {
  const typed = new Map(now.map((item) => [itemKey(item), item.typed]))
  const begun = new Set(now.filter(hasAnything).map(({ group }) => group))
  const fields: Record<string, string> = {}
  for (const item of lasting) {
    const { part: ofPart, repeated } = groupSpec(item.group)
    if (ofPart !== part || (repeated && begun.has(item.group))) continue
    for (const [field, value] of Object.entries(item.typed)) {
      if (isBlank(typed.get(itemKey(item))?.[field])) fields[itemField(item, field)] = value
    }
  }
  return fields
}
