import type { Problem } from '#domain/disclosure/rules/form.ts'
import { checkItems, holds, type PartProgress } from '#domain/disclosure/rules/items/check.ts'
import type { ItemContext } from '#domain/disclosure/rules/items/context.ts'
import { fieldSpec, type GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { FormItem } from '#domain/disclosure/rules/items/item.ts'
import { readField } from '#domain/disclosure/rules/items/read.ts'
import type { Condition, FormPart } from '#domain/disclosure/rules/items/spec.ts'
import { typedIn } from '#src/client/filing/fields.ts'

/** The groups of the page as they are typed: the server's own rules count them and say which fields are asked. */
export class PageItems {
  readonly #root: Element
  readonly #part: FormPart
  readonly #context: ItemContext
  readonly #items = new Map<string, FormItem>()

  constructor(root: HTMLElement) {
    const known = JSON.parse(root.dataset.known ?? '{}')
    this.#root = root
    this.#part = root.dataset.part as FormPart
    this.#context = {
      outlets: new Map(known.outlets),
      facilities: new Set(known.facilities),
      factors: new Map(known.factors),
      files: new Set(known.files),
    }
    for (const block of root.querySelectorAll('[data-item]')) this.read(block)
  }

  /** Takes over what stands in a block of one item. */
  read(block: Element) {
    const typed: Record<string, string> = {}
    for (const [name, value] of typedIn(block)) typed[name.slice(name.indexOf('.') + 1)] = value
    for (const files of block.querySelectorAll<HTMLElement>('[data-files]')) {
      typed[files.dataset.files?.split('.')[1] ?? ''] = files.dataset.given ?? ''
    }
    const key = (block as HTMLElement).dataset.item ?? ''
    const [group, item] = key.split('_') as [GroupName, string]
    this.#items.set(key, { group, item: Number(item), typed })
  }

  check(): { progress: PartProgress; problems: Problem[] } {
    const { parts, problems } = checkItems([...this.#items.values()], this.#context)
    return { progress: parts[this.#part], problems }
  }

  /** An outlet's flow and hours as they are typed: its rows are judged by them. */
  running(outletId: number): { flow: number | null; hours: number | null } {
    const typed = this.#items.get(`outlets_${outletId}`)?.typed
    const number = (field: string) => {
      const spec = fieldSpec('outlets', field)
      const read = spec && readField(spec, typed?.[field] ?? '', this.#context)
      return read?.ok && typeof read.value === 'number' ? read.value : null
    }
    return { flow: number('flow'), hours: number('hours') }
  }

  /** Hides what is not asked as things stand, in one block or on the whole page. */
  showAsked(within: Element = this.#root) {
    const answer = (group: string, field: string) => this.#items.get(`${group}_1`)?.typed[field] ?? ''
    for (const element of within.querySelectorAll<HTMLElement>('[data-when]')) {
      const when = JSON.parse(element.dataset.when ?? '') as Condition
      const own = element.closest<HTMLElement>('[data-item]')?.dataset.item ?? ''
      element.toggleAttribute('data-unasked', !holds(when, this.#items.get(own)?.typed ?? {}, answer))
    }
  }
}
