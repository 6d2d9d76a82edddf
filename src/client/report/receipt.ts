import { draftKey } from '#src/client/report/draft.ts'

/** `<copy-code><button>`: puts the receipt into the clipboard. */
class CopyCode extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return
    this.hidden = false
    const button = this.querySelector('button')
    button?.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById('receipt')?.dataset.code ?? '')
      button.textContent = this.dataset.done ?? ''
    })
  }
}

/** The report was sent: its draft goes. */
class SentReport extends HTMLElement {
  connectedCallback() {
    localStorage.removeItem(draftKey)
  }
}

customElements.define('copy-code', CopyCode)
customElements.define('sent-report', SentReport)
