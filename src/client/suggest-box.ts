interface Offer {
  title: string
  kind: string
  place: string
  address: string
}

const pauseMs = 120
let boxes = 0

/**
 * `<suggest-box>` round a search form: offers names while one types (ARIA combobox with a list). The arrow keys choose, Enter goes to
 * what is chosen or else searches, Escape closes the list.
 */
class SuggestBox extends HTMLElement {
  #input = this.querySelector<HTMLInputElement>('input[type="search"]')
  #list = document.createElement('ul')
  #status = document.createElement('p')
  #options: HTMLAnchorElement[] = []
  #active = -1
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked: AbortController | undefined

  connectedCallback() {
    const input = this.#input
    if (!input || this.#list.isConnected) return
    const id = `suggest-${boxes++}`
    this.#list.id = id
    this.#list.role = 'listbox'
    this.#list.ariaLabel = this.dataset.label ?? ''
    this.#list.className = 'suggest-list'
    this.#list.hidden = true
    this.#status.className = 'visually-hidden'
    this.#status.role = 'status'
    this.append(this.#list, this.#status)
    input.role = 'combobox'
    input.ariaAutoComplete = 'list'
    input.ariaExpanded = 'false'
    input.setAttribute('aria-controls', id)
    input.addEventListener('input', (event) => {
      if (!(event as InputEvent).isComposing) this.#askSoon()
    })
    input.addEventListener('compositionend', () => this.#askSoon())
    input.addEventListener('keydown', (event) => this.#onKey(event))
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.#close()
    })
  }

  #askSoon() {
    clearTimeout(this.#timer)
    this.#asked?.abort()
    const q = this.#input?.value.trim() ?? ''
    if (q === '') return this.#close()
    this.#timer = setTimeout(() => this.#ask(q), pauseMs)
  }

  async #ask(q: string) {
    const asked = new AbortController()
    this.#asked = asked
    const answer = await fetch(`${this.dataset.source}&q=${encodeURIComponent(q)}`, { signal: asked.signal }).catch(
      () => undefined,
    )
    if (!answer?.ok || asked.signal.aborted) return
    const offers = (await answer.json()) as Offer[]
    if (!asked.signal.aborted && document.activeElement === this.#input) this.#show(offers)
  }

  #show(offers: Offer[]) {
    this.#options = offers.map((offer, place) => this.#optionOf(offer, place))
    this.#list.replaceChildren(
      ...this.#options.map((option) => {
        const item = document.createElement('li')
        item.role = 'presentation'
        item.append(option)
        return item
      }),
    )
    this.#choose(-1)
    this.#list.hidden = offers.length === 0
    if (this.#input) this.#input.ariaExpanded = String(offers.length > 0)
    const { offered = '', none = '' } = this.dataset
    this.#status.textContent = offers.length > 0 ? offered.replace('{n}', String(offers.length)) : none
  }

  #optionOf({ title, kind, place, address }: Offer, at: number): HTMLAnchorElement {
    const option = document.createElement('a')
    option.id = `${this.#list.id}-${at}`
    option.role = 'option'
    option.ariaSelected = 'false'
    option.tabIndex = -1
    option.href = address
    const facts = document.createElement('small')
    facts.textContent = [kind, place].filter((text) => text !== '').join(' · ')
    option.append(title, ' ', facts)
    return option
  }

  #onKey(event: KeyboardEvent) {
    if (event.isComposing || this.#list.hidden) return
    const last = this.#options.length - 1
    const steps: Record<string, () => void> = {
      ArrowDown: () => this.#choose(this.#active === last ? -1 : this.#active + 1),
      ArrowUp: () => this.#choose(this.#active === -1 ? last : this.#active - 1),
      Escape: () => this.#close(),
    }
    const chosen = this.#options[this.#active]
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      location.assign(chosen.href)
    } else if (event.key in steps) {
      event.preventDefault()
      steps[event.key]?.()
    }
  }

  #choose(place: number) {
    this.#active = place
    for (const [i, option] of this.#options.entries()) option.ariaSelected = String(i === place)
    const chosen = this.#options[place]
    if (chosen) this.#input?.setAttribute('aria-activedescendant', chosen.id)
    else this.#input?.removeAttribute('aria-activedescendant')
    chosen?.scrollIntoView({ block: 'nearest' })
  }

  #close() {
    clearTimeout(this.#timer)
    this.#asked?.abort()
    this.#choose(-1)
    this.#list.hidden = true
    if (this.#input) this.#input.ariaExpanded = 'false'
    this.#status.textContent = ''
  }
}
customElements.define('suggest-box', SuggestBox)
