/** `<print-button hidden><button>`: shows itself where a script runs, and opens the browser's printing. */
class PrintButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () => window.print())
  }
}
customElements.define('print-button', PrintButton)
