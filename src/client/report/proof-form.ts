import { solve } from '#src/client/report/proof.ts'

/** Does the proof of work of a form while its words are typed. Without it the wait of the form's ticket counts. */
class ProofForm extends HTMLElement {
  connectedCallback() {
    const challenge = this.querySelector<HTMLInputElement>('[name=challenge]')
    const box = this.querySelector<HTMLInputElement>('[name=solution]')
    if (!challenge || !box) return
    void solve(challenge.value).then((solution) => {
      if (solution) box.value = solution
    })
  }
}

customElements.define('proof-form', ProofForm)
