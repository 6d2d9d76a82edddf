/**
 * Shows beside the editor how the text will look, as the server renders it (the button “preview” does the same without script).
 * The answer is the server's own HTML, in which what was typed is text.
 */
class StoryPreview extends HTMLElement {
  #timer: number | undefined
  #asked = 0

  connectedCallback() {
    const field = this.closest('form')?.querySelector<HTMLTextAreaElement>(`[name="${this.dataset.field}"]`)
    if (!field) return
    this.hidden = false
    const show = () => {
      clearTimeout(this.#timer)
      this.#timer = window.setTimeout(() => void this.#render(field.value), 400)
    }
    field.addEventListener('input', show)
    if (field.value) show()
  }

  async #render(text: string) {
    const mine = ++this.#asked
    const body = new URLSearchParams({ text })
    const response = await fetch(this.dataset.address ?? '', { method: 'POST', body }).catch(() => undefined)
    // Off line or signed out: what was shown last stays.
    if (!response?.ok || mine !== this.#asked) return
    const shown = this.querySelector('.prose')
    if (shown) shown.innerHTML = await response.text()
  }
}

customElements.define('story-preview', StoryPreview)
