import type { Problem } from '#domain/disclosure/rules/form.ts'
import { type CheckedItem, itemField } from '#domain/disclosure/rules/items/item.ts'

/** 填报人 and 审核人 of the form's head: two persons, and nobody reviews before it is filled in (forms.md 2). */
export function signatureProblems(items: readonly CheckedItem[]): Problem[] {
  const head = items.find(({ group }) => group === 'signatures')
  if (!head) return []
  const { filledBy, filledOn, reviewedBy, reviewedOn } = head.answers
  const problems: Problem[] = []
  if (filledBy !== undefined && filledBy === reviewedBy)
    problems.push({
      field: itemField(head, 'reviewedBy'),
      code: 'same_person',
      kind: 'wrong',
      given: { name: String(filledBy) },
    })
  if (typeof filledOn === 'string' && typeof reviewedOn === 'string' && reviewedOn < filledOn)
    problems.push({
      field: itemField(head, 'reviewedOn'),
      code: 'reviewed_before_filled',
      kind: 'wrong',
      given: { filledOn, reviewedOn },
    })
  return problems
}
