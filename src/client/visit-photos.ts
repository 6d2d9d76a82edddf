import { dropPhoto, keepPhoto, photosOf, type WaitingPhoto } from '#src/client/inspection/photo-queue.ts'
import { inOneLanguage, type Locale } from '#src/i18n/locale.ts'
import { inspectionMessages } from '#src/i18n/messages/inspection.ts'

const againMs = 5000

/** Photographs are kept in this browser as they are taken, and sent when there is a network, each once. */
class VisitPhotos extends HTMLElement {
  #isSending = false
  #timer = 0

  connectedCallback() {
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    const button = this.querySelector('button')
    if (!input || !globalThis.indexedDB) return
    if (button) button.hidden = true
    input.addEventListener('change', () => void this.#take(input))
    addEventListener('online', () => void this.#send())
    void this.#send()
  }

  async #take(input: HTMLInputElement) {
    const kind = this.querySelector('select')?.value ?? 'site'
    const { account = '', no = '' } = this.dataset
    const chosen = [...(input.files ?? [])]
    for (const photo of chosen)
      await keepPhoto({ key: crypto.randomUUID(), account, no, kind, name: photo.name, photo })
    input.value = '' // they are sent here, and not a second time with the form
    await this.#send()
  }

  /** One after another; what did not get through is tried again, sooner when the browser says that there is a network. */
  async #send() {
    clearTimeout(this.#timer)
    if (this.#isSending) return
    this.#isSending = true
    const { account = '', no = '' } = this.dataset
    for (const waiting of await photosOf(account, no).catch(() => [])) await this.#sendOne(waiting)
    this.#isSending = false
    const left = await photosOf(account, no).catch(() => [])
    if (left.length > 0) this.#timer = window.setTimeout(() => void this.#send(), againMs)
  }

  async #sendOne(waiting: WaitingPhoto) {
    const say = inspectionMessages[this.dataset.locale as Locale]
    this.#say(waiting, say.photoWaiting(waiting.name))
    const form = new FormData()
    form.set('key', waiting.key)
    form.set('kind', waiting.kind)
    form.set('photo', waiting.photo, waiting.name)
    const answer = await fetch(this.dataset.send ?? '', { method: 'POST', body: form, redirect: 'error' }).catch(
      () => undefined,
    )
    if (answer?.ok) {
      await dropPhoto(waiting.key)
      this.#say(waiting, say.photoSent(waiting.name))
    } else if (answer && [400, 409, 413, 422].includes(answer.status)) {
      await dropPhoto(waiting.key) // it would be refused again
      const { message = '', title = '' } = (await answer.json().catch(() => ({}))) as Record<string, string>
      this.#say(waiting, say.photoRefused(waiting.name, inOneLanguage(this.dataset.locale as Locale, message || title)))
    }
  }

  #say({ key }: WaitingPhoto, text: string) {
    const list = this.querySelector('[data-photo-list]')
    const line =
      list?.querySelector(`[data-photo="${key}"]`) ?? list?.appendChild(document.createElement('li')) ?? undefined
    if (!line) return
    line.setAttribute('data-photo', key)
    line.textContent = text
  }
}

customElements.define('visit-photos', VisitPhotos)
