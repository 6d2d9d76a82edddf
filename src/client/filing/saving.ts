import { type Autosaved, Autosaver, type RefusedField, type SavingState } from '#src/client/filing/autosave.ts'
import { type Box, boxesIn, fill, typedIn, write } from '#src/client/filing/fields.ts'
import { askAtField, clock, type Decision } from '#src/client/filing/merge-question.ts'
import { UnsentFields } from '#src/client/filing/unsent.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { savingMessages } from '#src/i18n/messages/saving.ts'

/** What of an open form is saved, what is on its way, what a colleague changed meanwhile; and the words that say so. */
export class FormSaving {
  readonly #root: HTMLElement
  readonly #form: HTMLFormElement
  readonly #locale: Locale
  /** What is saved, by field. */
  readonly #saved: Map<string, string>
  readonly #judge: (box: Box) => void
  readonly #unsent: UnsentFields
  readonly #saver: Autosaver
  readonly #toDecide = new Set<string>()
  #revision: number
  /** Items that only this browser has are shown once they are saved. */
  #mustReload = false
  #savedAt: string | undefined

  constructor(root: HTMLElement, form: HTMLFormElement, saved: Map<string, string>, judge: (box: Box) => void) {
    this.#root = root
    this.#form = form
    this.#locale = root.dataset.locale as Locale
    this.#saved = saved
    this.#judge = judge
    this.#revision = Number(this.#revisionBox?.value ?? 0)
    this.#savedAt = root.dataset.savedAt
    this.#unsent = new UnsentFields(root.dataset.account ?? '', root.dataset.draft ?? '')
    this.#saver = new Autosaver(root.dataset.autosave ?? '', this.#unsent, {
      state: (state) => this.#show(state),
      saved: (answer, sent) => this.#takeOver(answer, sent),
      refused: (problems) => this.#refuse(problems),
    })
    this.#bringBack()
    form.addEventListener('focusout', () => this.#unsent.size > 0 && this.#saver.flush())
    form.addEventListener('submit', ({ submitter }) => this.#leave(submitter as HTMLButtonElement | null))
    // Back from the page that followed: the form stands as it was left, and may be sent again.
    addEventListener('pageshow', () => {
      for (const box of boxesIn(form)) box.disabled = false
      this.#saver.resume()
    })
  }

  typed(field: string, value: string) {
    if (value === (this.#saved.get(field) ?? '')) this.#unsent.delete([field])
    else this.#unsent.set(field, { value, revision: this.#unsent.get(field)?.revision ?? this.#revision })
    if (this.#unsent.size > 0) this.#saver.soon()
    else this.#show('saved')
  }

  /** What the browser kept from before is typed again over what is saved. */
  #bringBack() {
    const typed = typedIn(this.#form)
    for (const [field, { value }] of this.#unsent.entries()) {
      if (this.#saved.get(field) === value) this.#unsent.delete([field])
      else if (this.#saved.has(field) && typed.get(field) !== value) this.#put(field, value)
    }
    this.#mustReload = this.#unsent.entries().some(([field]) => !this.#saved.has(field) && this.#isOfPage(field))
    this.#show('saved')
    if (this.#unsent.size > 0) this.#saver.flush()
  }

  #takeOver({ revision, savedAt, conflicts, others }: Autosaved, sent: Record<string, string>) {
    this.#revision = revision
    this.#savedAt = savedAt
    if (this.#revisionBox) this.#revisionBox.value = String(revision)
    const open = new Map(conflicts.map((conflict) => [conflict.field, conflict]))
    for (const [field, value] of Object.entries(sent)) {
      if (open.has(field)) continue
      this.#saved.set(field, value)
      const now = this.#unsent.get(field)
      if (now?.value === value) this.#unsent.delete([field])
      else if (now) this.#unsent.set(field, { value: now.value, revision })
    }
    for (const conflict of conflicts) this.#ask(conflict)
    if (this.#mustReload && this.#unsent.size === 0) location.reload()
    for (const [field, value] of Object.entries(others)) {
      this.#saved.set(field, value)
      if (!this.#unsent.get(field)) this.#put(field, value, savingMessages[this.#locale].taken)
    }
  }

  #ask(conflict: Autosaved['conflicts'][number]) {
    const { field, theirs } = conflict
    this.#saved.set(field, theirs)
    this.#saver.held.add(field)
    const place = this.#boxes(field)[0]?.closest('.field')
    if (!place) return // its own page will ask
    this.#toDecide.add(field)
    askAtField(this.#locale, place, conflict, (decision) => this.#decide(field, theirs, decision))
  }

  #decide(field: string, theirs: string, decision: Decision) {
    this.#toDecide.delete(field)
    this.#saver.held.delete(field)
    const mine = this.#unsent.get(field)?.value ?? theirs
    if (decision === 'theirs') {
      this.#unsent.delete([field])
      this.#put(field, theirs)
    } else this.#unsent.set(field, { value: mine, revision: this.#revision })
    this.#boxes(field)[0]?.focus()
    this.#show('saved')
    this.#saver.flush()
  }

  #refuse(problems: readonly RefusedField[]) {
    for (const { field, message, given } of problems) {
      for (const box of this.#boxes(field)) write(box, problemText(this.#locale, message, given))
    }
  }

  #put(field: string, value: string, remark?: string) {
    const boxes = this.#boxes(field)
    fill(boxes, value)
    for (const box of boxes) {
      const place = box.closest<HTMLElement>('.field')
      if (place && remark) place.dataset.taken = remark
      this.#judge(box)
    }
  }

  /**
   * The form itself is sent. Only what was changed goes with it: a form of 2,000 rows stays small, and a colleague's fields stay
   * the colleague's. What is removed is not saved once more.
   */
  #leave(button: HTMLButtonElement | null) {
    this.#saver.rest()
    if (button?.name === 'remove')
      this.#unsent.delete(
        this.#unsent.entries().flatMap(([field]) => (field.startsWith(`${button.value}.`) ? [field] : [])),
      )
    const typed = typedIn(this.#form)
    for (const box of boxesIn(this.#form)) {
      if (!this.#unsent.get(box.name) && typed.get(box.name) === (this.#saved.get(box.name) ?? '')) box.disabled = true
    }
  }

  /** Is it a field of a group that stands on this page, of an item that the page does not have? */
  #isOfPage(field: string): boolean {
    return this.#root.querySelector(`[data-group="${CSS.escape(field.split('_')[0] ?? '')}"]`) !== null
  }

  #show(state: SavingState) {
    const mark = this.#root.querySelector<HTMLElement>('[data-saving]')
    if (!mark) return
    const say = savingMessages[this.#locale]
    const shown = this.#toDecide.size > 0 && state === 'saved' ? 'to_decide' : state
    mark.hidden = false
    mark.dataset.saving = shown
    mark.textContent =
      shown === 'to_decide'
        ? say.toDecide(this.#toDecide.size)
        : shown === 'saved'
          ? this.#savedAt
            ? say.saved(clock(this.#locale, this.#savedAt))
            : say.nothingYet
          : say[shown]
  }

  get #revisionBox() {
    return this.#form.elements.namedItem('revision') as HTMLInputElement | null
  }

  #boxes(field: string): Box[] {
    return [...this.#form.querySelectorAll<Box>(`[name="${CSS.escape(field)}"]`)]
  }
}
