import { type Box, givenIn, typedOf } from '#src/client/filing/fields.ts'
import { FormSaving } from '#src/client/filing/saving.ts'

/**
 * The form of an inspection on the site: saves itself like the filing form does, keeps what is typed in this browser while there is no
 * network, asks where a colleague wrote something else. Without it the form is sent by its buttons.
 */
class VisitForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    const saving = new FormSaving(this, form, givenIn(form), () => {})
    const typed = ({ target }: Event) => {
      const box = target as Box
      if (box.closest('.saved-fields') && box.name) saving.typed(box.name, typedOf(box))
    }
    form.addEventListener('input', typed)
    form.addEventListener('change', typed)
  }
}

customElements.define('visit-form', VisitForm)
