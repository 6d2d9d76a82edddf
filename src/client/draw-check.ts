import { findTampering } from '#domain/inspection/rules/draw/draw.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { drawMessages, drawParts } from '#src/i18n/messages/draw.ts'

/** Recomputes a published draw in the reader's own browser, with the same function as the server and the bytes that anybody can load. */
class DrawCheck extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector<HTMLButtonElement>('[data-check]')
    if (!button || !globalThis.crypto?.subtle) return
    button.hidden = false
    button.addEventListener('click', () => void this.#check(button))
  }

  async #check(button: HTMLButtonElement) {
    const place = this.querySelector<HTMLElement>('[data-answer]')
    const locale = this.dataset.locale as Locale
    const say = drawMessages[locale]
    if (!place) return
    button.disabled = true
    place.textContent = say.checking
    const broken = await this.#recompute().catch(() => undefined)
    button.disabled = false
    place.className = broken?.length === 0 ? 'river' : 'vermilion'
    if (!broken) place.textContent = say.checkFailed
    else if (broken.length === 0) place.textContent = say.agrees
    else
      place.textContent = say.disagrees(
        broken.map((part) => drawParts[locale][part]).join(locale === 'zh' ? '、' : ', '),
      )
  }

  async #recompute() {
    const { pools: path = '', poolsSha256 = '', commitment = '', seed = '', witness = '', result = '[]' } = this.dataset
    const answer = await fetch(path)
    if (!answer.ok) throw new Error(String(answer.status))
    const pools = await answer.text()
    return findTampering({
      ...{ pools, poolsSha256, commitment, seed },
      witnessNumber: witness,
      result: JSON.parse(result),
    })
  }
}

customElements.define('draw-check', DrawCheck)
