import { type GroupName, groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { type Answers, type AnswerValue, itemKey, type PublishedItem } from '#domain/disclosure/rules/items/item.ts'

export interface ChangedItem {
  kind: 'added' | 'removed' | 'changed'
  group: GroupName
  item: number
  /** As the later version has it; for `removed` as it was. */
  answers: Answers
  changes: { field: string; before: AnswerValue | null; after: AnswerValue | null }[]
}

/** What a later version says otherwise in its groups, matched by group and item, in the order of the form. */
export function itemChanges(before: readonly PublishedItem[], after: readonly PublishedItem[]): ChangedItem[] {
  const earlier = new Map(before.map((item) => [itemKey(item), item.answers]))
  const later = new Set(after.map(itemKey))
  const changed = after.flatMap(({ group, item, answers }): ChangedItem[] => {
    const old = earlier.get(itemKey({ group, item }))
    const changes = fieldChanges(group, old ?? {}, answers)
    if (changes.length === 0) return []
    // A group that every form has once is never new: its answers are.
    const kind = old || !isListed(group) ? 'changed' : 'added'
    return [{ kind, group, item, answers, changes }]
  })
  const removed = before
    .filter((item) => !later.has(itemKey(item)))
    .map(({ group, item, answers }): ChangedItem => {
      const kind = isListed(group) ? 'removed' : 'changed'
      return { kind, group, item, answers, changes: fieldChanges(group, answers, {}) }
    })
    .filter(({ changes }) => changes.length > 0)
  return [...changed, ...removed].sort((a, b) => groupNames.indexOf(a.group) - groupNames.indexOf(b.group))
}

const isListed = (group: GroupName) => groupSpec(group).repeated !== undefined

/** Field by field in the order of the form. */
function fieldChanges(group: GroupName, before: Answers, after: Answers): ChangedItem['changes'] {
  return Object.keys(groupSpec(group).fields).flatMap((field) => {
    const [old, now] = [before[field] ?? null, after[field] ?? null]
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ field, before: old, after: now }]
  })
}

/** The answers of both sides, for what names them. */
export function changedAnswers(changed: readonly ChangedItem[]): PublishedItem[] {
  const side = ({ group, item, changes }: ChangedItem, which: 'before' | 'after'): PublishedItem => ({
    group,
    item,
    answers: Object.fromEntries(
      changes.flatMap((change): [string, AnswerValue][] => {
        const value = change[which]
        return value === null ? [] : [[change.field, value]]
      }),
    ),
  })
  return changed.flatMap((item) => [side(item, 'before'), side(item, 'after')])
}
