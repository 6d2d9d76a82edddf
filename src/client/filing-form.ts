import { checkRow } from '#domain/disclosure/rules/check.ts'
import { type Problem, type RowContext, rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { rowStatus } from '#src/components/filing/row-status.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages } from '#src/i18n/messages/filing.ts'

type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/**
 * Checks each row while it is typed, with the server's own rules, and keeps in sight what is not saved yet. Without it the
 * form works the same; the server then says all this after a save.
 */
class FilingForm extends HTMLElement {
  #locale: Locale = 'zh'
  #form!: HTMLFormElement
  /** What is saved, by field; after a refusal the server says so where it wrote something else (`data-saved`). */
  #saved = new Map<string, string>()
  #changed = new Set<string>()
  #counts = new Map<Element, { required: number; filled: number }>()
  #isSending = false

  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    this.#form = form
    this.#locale = this.dataset.locale as Locale
    for (const box of this.#boxes(form)) {
      this.#saved.set(box.name, box.dataset.saved ?? given(box))
      this.#note(box)
    }
    for (const row of this.#rows(form)) this.#check(row, false)
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
      for (const box of this.#boxes(form)) box.disabled = false
    })
  }

  #typed(box: Box) {
    if (!box.name) return
    this.#note(box)
    this.#showUnsaved()
    const row = box.closest('[data-row]')
    const rows = row ? [row] : [...this.#rows(box.closest('[data-outlet]') ?? this.#form)]
    for (const each of rows) this.#check(each, true)
    this.#showProgress()
  }

  #note(box: Box) {
    if (box.value === this.#saved.get(box.name)) this.#changed.delete(box.name)
    else this.#changed.add(box.name)
  }

  #showUnsaved() {
    const mark = this.querySelector<HTMLElement>('[data-unsaved]')
    if (mark) mark.hidden = this.#changed.size === 0
  }

  /** Only what was changed is sent: a form of 2,000 rows stays small, and a colleague's fields stay the colleague's. */
  #send() {
    this.#isSending = true
    for (const box of this.#boxes(this.#form)) {
      if (this.#saved.has(box.name) && !this.#changed.has(box.name) && box.type !== 'hidden') box.disabled = true
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
  #showProblems(row: Element, problems: readonly Problem[]) {
    const shown = problems.filter(({ kind }) => kind !== 'missing')
    for (const box of this.#boxes(row)) {
      const problem = shown.find(({ field }) => field === box.name)
      const message = row.ownerDocument.getElementById(`field-${box.name}-problem`)
      if (!message) continue
      message.textContent = problem ? problemText(this.#locale, problem.code, problem.given) : ''
      message.hidden = !problem
      box.setAttribute('aria-invalid', String(Boolean(problem)))
      box.closest('.box')?.classList.toggle('field-wrong', Boolean(problem))
    }
  }

  #showProgress() {
    const outletBoxes = [...this.#boxes(this.#form)].filter(({ name }) => name.startsWith('o'))
    let required = outletBoxes.length + Number(this.dataset.requiredElsewhere ?? 0)
    let filled = outletBoxes.filter(({ value }) => value !== '').length + Number(this.dataset.filledElsewhere ?? 0)
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
  #boxes = (within: Element) => within.querySelectorAll<Box>('.box :is(input, select, textarea)')
}

/** What the server wrote into the field, whatever the browser has brought back from an earlier visit. */
function given(box: Box): string {
  if (!(box instanceof HTMLSelectElement)) return box.defaultValue
  return [...box.options].find(({ defaultSelected }) => defaultSelected)?.value ?? ''
}

customElements.define('filing-form', FilingForm)
