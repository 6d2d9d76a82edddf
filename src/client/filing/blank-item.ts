import { freshItem } from '#src/components/filing/fresh-item.ts'

/** Blank items of repeated groups as the server wrote them: another one comes without asking it. */
export class BlankItems {
  readonly #blanks = new Map<string, Element>()

  constructor(root: Element) {
    for (const blank of root.querySelectorAll<HTMLElement>('[data-blank]')) {
      this.#blanks.set(blank.dataset.blank ?? '', blank.cloneNode(true) as Element)
    }
  }

  /** Puts another blank item before the button that asks for it; undefined when the group has none to copy. */
  add(group: string, button: Element): HTMLElement | undefined {
    const blank = this.#blanks.get(group)
    const section = button.closest('[data-group]')
    if (!blank || !section) return undefined
    const taken = [...section.querySelectorAll<HTMLElement>('[data-item]')].map((item) => ({
      item: Number(item.dataset.item?.split('_')[1]),
    }))
    const added = blank.cloneNode(true) as HTMLElement
    const before = added.querySelector<HTMLElement>('[data-item]')?.dataset.item ?? ''
    const key = `${group}_${freshItem(taken)}`
    for (const element of [added, ...added.querySelectorAll('*')]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(before)) element.setAttribute(name, value.replaceAll(before, key))
      }
    }
    button.closest('p')?.before(added)
    return added
  }
}
