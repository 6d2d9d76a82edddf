/** After a refusal the focus goes to the summary, so that a keyboard or a screen reader starts there. */
customElements.define(
  'problem-summary',
  class extends HTMLElement {
    connectedCallback() {
      this.querySelector<HTMLElement>('[tabindex]')?.focus()
    }
  },
)
