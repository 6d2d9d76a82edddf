import { takeFiles } from '#src/client/report/uploads.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

/** Uploads that resume, for the form of a message. */
class MessageForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form')
    const files = form?.querySelector<HTMLInputElement>('input[type=file]')
    if (form && files) takeFiles(form, files, reportIntakeMessages[(this.dataset.locale ?? 'zh') as Locale])
  }
}

customElements.define('message-form', MessageForm)
