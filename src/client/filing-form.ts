import { checkRow } from '#domain/disclosure/rules/check.ts'
import { type Problem, type RowContext, rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { BlankItems } from '#src/client/filing/blank-item.ts'
import { type Box, boxesIn, givenIn, typedOf, write } from '#src/client/filing/fields.ts'
import { PageItems } from '#src/client/filing/items.ts'
import { FormSaving } from '#src/client/filing/saving.ts'
import { rowStatus } from '#src/components/filing/row-status.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages } from '#src/i18n/messages/filing.ts'

/**
 * Checks each row and item while it is typed, with the server's own rules, saves by itself, and keeps in sight how it stands.
 * Without it the form works the same; the server then says all this after a save.
 */
class FilingForm extends HTMLElement {
  #locale: Locale = 'zh'
  #form!: HTMLFormElement
  #items!: PageItems
  #saving!: FormSaving
  #blanks!: BlankItems
  #counts = new Map<Element, { required: number; filled: number }>()
  #later = 0

  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    this.#form = form
    this.#locale = this.dataset.locale as Locale
    this.#items = new PageItems(this)
    this.#blanks = new BlankItems(this)
    for (const row of this.#rows(form)) this.#check(row, false)
    this.#items.showAsked()
    form.addEventListener('input', ({ target }) => this.#typed(target as Box))
    form.addEventListener('change', ({ target }) => this.#typed(target as Box))
    form.addEventListener('click', (event) => this.#addItem(event))
    this.#saving = new FormSaving(this, form, givenIn(form), (box) => this.#judge(box))
  }

  #typed(box: Box) {
    if (!box.name || box.type === 'file') return
    this.#saving.typed(box.name, typedOf(box))
    this.#judge(box)
  }

  /** What follows from a field that changed: what is asked, what is wrong, how far it is. */
  #judge(box: Box) {
    const item = box.closest('[data-item]')
    const outlet = box.closest('[data-outlet]')
    const row = box.closest('[data-row]')
    if (item) this.#judgeItem(item)
    if (row) this.#check(row, true)
    else if (outlet) for (const each of this.#rows(outlet)) this.#check(each, true)
    this.#showProgressSoon(item)
  }

  #judgeItem(item: Element) {
    this.#items.read(item)
    this.#items.showAsked(item)
  }

  /** What is asked follows at once; the check of the whole page when the fingers rest. */
  #showProgressSoon(item: Element | null) {
    clearTimeout(this.#later)
    this.#later = window.setTimeout(() => {
      if (item) {
        this.#items.showAsked()
        this.#showProblems(item, this.#items.check().problems)
      }
      this.#showProgress()
    }, 200)
  }

  /** Another blank item of a group, at once; without a script the same button asks the server for it. */
  #addItem(event: Event) {
    const button = (event.target as Element).closest<HTMLElement>('[data-add]')
    const added = button && this.#blanks.add(button.dataset.add ?? '', button)
    if (!added) return
    event.preventDefault()
    for (const item of added.querySelectorAll('[data-item]')) this.#judgeItem(item)
    boxesIn(added)[0]?.focus()
  }

  #check(row: Element, isTyping: boolean) {
    const outlet = row.closest<HTMLElement>('[data-outlet]')?.dataset.outlet
    const given = JSON.parse((row as HTMLElement).dataset.context ?? '{}') as RowContext
    const context = { ...given, ...this.#items.running(given.outletId) }
    const typed: Typed = {}
    const read = (field: keyof Typed, box: Element | null | undefined) => {
      if (box) typed[field] = (box as Box).value
    }
    const key = (row as HTMLElement).dataset.row
    for (const field of rowFields) read(field, this.#box(`${key}.${field}`))
    for (const field of ['route', 'pattern'] as const) read(field, this.#box(`${outlet}.${field}`))
    const checked = checkRow(context, typed)
    this.#counts.set(row, checked)
    if (!isTyping) return
    const status = row.querySelector('[data-status]')
    if (status) status.innerHTML = rowStatus(this.#locale, context, checked)
    this.#showProblems(row, checked.problems)
    if (checked.problems.some(({ field, kind }) => kind === 'explain' || field.endsWith('.exceedanceReason'))) {
      row.querySelector<HTMLDetailsElement>('[data-reasons]')?.setAttribute('open', '')
    }
  }

  /** What is merely blank is not held against anybody who is still typing. */
  #showProblems(within: Element, problems: readonly Problem[]) {
    const shown = new Map(problems.filter(({ kind }) => kind !== 'missing').map((problem) => [problem.field, problem]))
    for (const box of boxesIn(within)) {
      const problem = shown.get(box.name)
      write(box, problem && problemText(this.#locale, problem.code, problem.given))
    }
  }

  #showProgress() {
    const ofItems = this.#items.check().progress
    let required = ofItems.required + Number(this.dataset.requiredElsewhere ?? 0)
    let filled = ofItems.filled + Number(this.dataset.filledElsewhere ?? 0)
    for (const outlet of this.querySelectorAll<HTMLElement>('[data-outlet]')) {
      for (const field of ['route', 'pattern']) {
        required++
        filled += Number(this.#box(`${outlet.dataset.outlet}.${field}`)?.value !== '')
      }
    }
    for (const count of this.#counts.values()) {
      required += count.required
      filled += count.filled
    }
    const words = this.querySelector('[data-progress]')
    if (words) words.textContent = filingMessages[this.#locale].missing(filled, required)
    this.querySelector('[data-meter] .mark-within')?.setAttribute('d', `M0 0h${(filled / required) * 100}v6H0z`)
  }

  #box = (name: string) => this.#form.elements.namedItem(name) as Box | null
  #rows = (within: Element) => within.querySelectorAll('[data-row]')
}

customElements.define('filing-form', FilingForm)
