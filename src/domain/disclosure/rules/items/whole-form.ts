import type { GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { Answers, PublishedItem } from '#domain/disclosure/rules/items/item.ts'

/** The groups of a form as a page lays them out. */
export interface WholeForm {
  items: readonly PublishedItem[]
  /** Of a group that is not repeated; nothing answered is an empty object. */
  one(group: GroupName): Answers
  /** Of a repeated group, in the order in which they were filed. */
  all(group: GroupName): readonly PublishedItem[]
  /** How an outlet ran and is built, by its id. */
  outlet(id: number): Answers
  /** A treatment facility by the code that the form gives it; undefined for none. */
  facility(code: unknown): Answers | undefined
}

export function wholeForm(items: readonly PublishedItem[]): WholeForm {
  const groups = Map.groupBy(items, ({ group }) => group)
  const all = (group: GroupName) => groups.get(group) ?? []
  const facilities = new Map(all('facilities').map(({ answers }) => [plainCode(answers.code), answers]))
  const outlets = new Map(all('outlets').map(({ item, answers }) => [item, answers]))
  return {
    items,
    one: (group) => all(group)[0]?.answers ?? {},
    all,
    outlet: (id) => outlets.get(id) ?? {},
    facility: (code) => (code === undefined ? undefined : facilities.get(plainCode(code))),
  }
}

const plainCode = (code: unknown) => String(code).normalize('NFKC').trim().toUpperCase()
