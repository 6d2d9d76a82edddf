import { checkRow } from '#domain/disclosure/rules/check.ts'
import { type Problem, type RowContext, rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { type Box, boxesIn, givenIn, typedIn, typedOf } from '#src/client/filing/fields.ts'
import { PageItems } from '#src/client/filing/items.ts'
import { rowStatus } from '#src/components/filing/row-status.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages } from '#src/i18n/messages/filing.ts'

/**
 * Checks each row and item while it is typed, with the server's own rules, and keeps in sight what is not saved yet. Without it
 * the form works the same; the server then says all this after a save.
 */
class FilingForm extends HTMLElement {
  #locale: Locale = 'zh'
  #form!: HTMLFormElement
  #items!: PageItems
  /** What is saved, by field; after a refusal the server says so where it wrote something else (`data-saved`). */
  #saved = new Map<string, string>()
  #changed = new Set<string>()
  #counts = new Map<Element, { required: number; filled: number }>()
  #isSending = false
  #later = 0

  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    this.#form = form
    this.#locale = this.dataset.locale as Locale
    this.#items = new PageItems(this)
    this.#saved = givenIn(form)
    for (const [name, value] of typedIn(form)) if (value !== this.#saved.get(name)) this.#changed.add(name)
    for (const row of this.#rows(form)) this.#check(row, false)
    this.#items.showAsked()
    this.#showUnsaved()
    form.addEventListener('input', ({ target }) => this.#typed(target as Box))
    form.addEventListener('change', ({ target }) => this.#typed(target as Box))
    form.addEventListener('submit', () => this.#send())
    addEventListener('beforeunload', (event) => {
      if (this.#changed.size > 0 && !this.#isSending) event.preventDefault()
    })
    // Back from the page that followed: the form stands as it was left, and may be sent again.
    addEventListener('pageshow', () => {
      this.#isSending = false
      for (const box of boxesIn(form)) box.disabled = false
    })
  }

  #typed(box: Box) {
    if (!box.name || box.type === 'file') return
    if (typedOf(box) === this.#saved.get(box.name)) this.#changed.delete(box.name)
    else this.#changed.add(box.name)
    this.#showUnsaved()
    const item = box.closest('[data-item]')
    if (item) this.#typedInItem(item)
    const outlet = box.closest('[data-outlet]')
    const row = box.closest('[data-row]')
    if (row) this.#check(row, true)
    else if (outlet) for (const each of this.#rows(outlet)) this.#check(each, true)
    this.#showProgress()
  }

  /** What is asked follows at once; the check of the whole page when the fingers rest. */
  #typedInItem(item: Element) {
    this.#items.read(item)
    this.#items.showAsked(item)
    clearTimeout(this.#later)
    this.#later = window.setTimeout(() => {
      this.#items.showAsked()
      this.#showProblems(item, this.#items.check().problems)
      this.#showProgress()
    }, 200)
  }

  #showUnsaved() {
    const mark = this.querySelector<HTMLElement>('[data-unsaved]')
    if (mark) mark.hidden = this.#changed.size === 0
  }

  /** Only what was changed is sent: a form of 2,000 rows stays small, and a colleague's fields stay the colleague's. */
  #send() {
    this.#isSending = true
    for (const box of boxesIn(this.#form)) {
      if (this.#saved.has(box.name) && !this.#changed.has(box.name)) box.disabled = true
    }
  }

  #check(row: Element, isTyping: boolean) {
    const context = JSON.parse((row as HTMLElement).dataset.context ?? '{}') as RowContext
    const typed: Typed = {}
    const outlet = row.closest('[data-outlet]')
    const read = (field: keyof Typed, box: Element | null | undefined) => {
      if (box) typed[field] = (box as Box).value
    }
    const key = (row as HTMLElement).dataset.row
    for (const field of rowFields) read(field, this.#box(`${key}.${field}`))
    for (const field of ['route', 'pattern'] as const) {
      read(field, this.#box(`${(outlet as HTMLElement | null)?.dataset.outlet}.${field}`))
    }
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
      const message = within.ownerDocument.getElementById(`field-${box.name}-problem`)
      if (!message) continue
      message.textContent = problem ? problemText(this.#locale, problem.code, problem.given) : ''
      message.hidden = !problem
      if (problem) box.setAttribute('aria-invalid', 'true')
      else box.removeAttribute('aria-invalid')
      box.closest('.field')?.classList.toggle('field-wrong', Boolean(problem))
    }
  }

  #showProgress() {
    const ofItems = this.#items.check().progress
    const manners = [...typedIn(this.#form)].filter(([name]) => /^o\d/.test(name))
    let required = manners.length + ofItems.required + Number(this.dataset.requiredElsewhere ?? 0)
    let filled = manners.filter(([, value]) => value !== '').length + ofItems.filled
    filled += Number(this.dataset.filledElsewhere ?? 0)
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
