const everyMs = 30_000

/**
 * `<live-parts>`: takes the parts marked `data-live="name"` anew from the page's own address, each half minute while the page is
 * looked at. A part in which somebody is at work stays as it is until the next time.
 */
class LiveParts extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #takenAt = Date.now()
  readonly #follow = () => {
    clearTimeout(this.#timer)
    if (document.hidden || !this.isConnected) return
    this.#timer = setTimeout(() => this.#renew(), Math.max(0, this.#takenAt + everyMs - Date.now()))
  }

  connectedCallback() {
    this.hidden = false
    document.addEventListener('visibilitychange', this.#follow)
    this.#follow()
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
    document.removeEventListener('visibilitychange', this.#follow)
  }

  async #renew() {
    this.#takenAt = Date.now()
    const answer = await fetch(location.href, { cache: 'no-cache' }).catch(() => undefined)
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
        const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`)
        if (!fresh || part.contains(document.activeElement)) continue
        const isOpen = [...part.querySelectorAll('details')].map(({ open }) => open)
        part.replaceChildren(...document.adoptNode(fresh).childNodes)
        for (const [place, details] of part.querySelectorAll('details').entries()) details.open = isOpen[place] ?? false
      }
    }
    this.#follow()
  }
}
customElements.define('live-parts', LiveParts)
