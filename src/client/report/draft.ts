import type { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

export const draftKey = 'report-draft'
/** Name and telephone are never kept, nor files. */
const kept = ['kind', 'words', 'place', 'seen', 'firm', 'firmName', 'latitude', 'longitude']

/** What is typed stays in this browser until the report is sent or the draft is cleared. */
export class Draft {
  readonly #form: HTMLFormElement

  constructor(form: HTMLFormElement) {
    this.#form = form
  }

  keep(notice: HTMLElement | null, say: (typeof reportIntakeMessages)['zh']) {
    this.#form.addEventListener('input', () => this.#save())
    if (!notice) return
    const found = this.#bringBack()
    notice.hidden = false
    const words = notice.querySelector('p')
    if (found && words) words.textContent = `${say.draftFound} ${say.draftKept}`
    notice.querySelector('button')?.addEventListener('click', () => {
      localStorage.removeItem(draftKey)
      location.assign(location.pathname)
    })
  }

  #save() {
    const values = new FormData(this.#form)
    const typed = kept.flatMap((name) => {
      const value = values.get(name)
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    })
    try {
      localStorage.setItem(draftKey, JSON.stringify(Object.fromEntries(typed)))
    } catch {
      // A browser that keeps nothing: the form works without.
    }
  }

  /** Only into a form in which nothing stands yet, but the firm whose page led here. */
  #bringBack(): boolean {
    const values = new FormData(this.#form)
    if (kept.some((name) => name !== 'firm' && values.get(name))) return false
    try {
      const draft = JSON.parse(localStorage.getItem(draftKey) ?? '{}') as Record<string, string>
      for (const name of kept) if (!values.get(name)) this.#fill(name, draft[name])
      return kept.some((name) => draft[name])
    } catch {
      return false
    }
  }

  #fill(name: string, value: string | undefined) {
    const box = this.#form.elements.namedItem(name)
    if (typeof value !== 'string' || !box) return
    if (box instanceof RadioNodeList || box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)
      box.value = value
  }
}
