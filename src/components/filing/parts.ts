import type { DraftForm, FormOutlet } from '#domain/disclosure/queries/draft-form.ts'
import { checkItems } from '#domain/disclosure/rules/items/check.ts'
import { type GroupName, groupSpec, groupsOfPart } from '#domain/disclosure/rules/items/groups.ts'
import type { FormItem } from '#domain/disclosure/rules/items/item.ts'
import { type FormPart, formParts } from '#domain/disclosure/rules/items/spec.ts'
import { outletPages } from '#src/components/outlet/pages.ts'

/** One page of a part: some outlets, the groups, or, where it is all on one page, both. */
export interface PartPage {
  hasGroups: boolean
  outlets: readonly FormOutlet[]
}

/** The pages of a part. Only the discharge of a large enterprise has several: its streams, then its outlets; none is torn apart. */
export function pagesOf(part: FormPart, outlets: readonly FormOutlet[]): PartPage[] {
  if (part !== 'discharge') return [{ hasGroups: true, outlets: [] }]
  const pages = outletPages(outlets, ({ rows }) => rows)
  if (pages.length <= 1) return [{ hasGroups: true, outlets }]
  return [{ hasGroups: true, outlets: [] }, ...pages.map((ofPage) => ({ hasGroups: false, outlets: ofPage }))]
}

/** Where a page of a part is: `/filing/2026/discharge?page=2`. */
export const partAddress = (year: string, part: FormPart, page = 0, search: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ ...search, ...(page > 0 ? { page: String(page + 1) } : {}) }).toString()
  return `${year}/${part}${query && `?${query}`}`
}

/** The part that follows; undefined after the last. */
export const partAfter = (part: FormPart): FormPart | undefined => formParts[formParts.indexOf(part) + 1]

/** The first part against which something stands. */
export const firstOpenPart = (parts: DraftForm['checked']['parts']): FormPart | undefined =>
  formParts.find((part) => parts[part].problems > 0)

/** The groups of a part as they are asked: one that depends on another's answer comes after it. */
export function groupsInOrder(part: FormPart): GroupName[] {
  const groups = groupsOfPart(part).filter((group) => !groupSpec(group).ofOutlets)
  const dependsOn = (group: GroupName) => groupSpec(group).when?.group
  const free = groups.filter((group) => dependsOn(group) === undefined)
  return free.flatMap((group) => [group, ...groups.filter((other) => dependsOn(other) === group)])
}

/** The items that stand on a page. */
export function itemsOnPage({ items }: DraftForm, part: FormPart, { hasGroups, outlets }: PartPage): FormItem[] {
  const groups = new Set<string>(groupsOfPart(part))
  const shown = new Set(outlets.map(({ id }) => id))
  return items.filter(({ group, item }) => {
    if (!groups.has(group)) return false
    return groupSpec(group).ofOutlets ? shown.has(item) : hasGroups
  })
}

/** How much is required and filled in on other pages than this: what the browser adds its own count to. */
export function filledElsewhere(form: DraftForm, part: FormPart, page: PartPage) {
  // As the browser will count: what is not on the page is as good as blank to it.
  const ofItems = checkItems(itemsOnPage(form, part, page), form.context).parts[part]
  let { required, filled } = ofItems
  for (const { rows } of page.outlets) {
    const { answers } = rows[0]?.checked ?? {}
    required += 2
    filled += Number(answers?.route != null) + Number(answers?.pattern != null)
    for (const { checked } of rows) {
      required += checked.required
      filled += checked.filled
    }
  }
  return { required: form.checked.required - required, filled: form.checked.filled - filled }
}
