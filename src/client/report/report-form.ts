import '#src/client/report/receipt.ts'
import { Draft } from '#src/client/report/draft.ts'
import { solve } from '#src/client/report/proof.ts'
import { takeFiles } from '#src/client/report/uploads.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

/** What a browser with scripts adds to the form of a report: a draft on this device, uploads that resume, the place, the proof of work. */
class ReportForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    const say = reportIntakeMessages[(this.dataset.locale ?? 'zh') as Locale]
    new Draft(form).keep(this.querySelector<HTMLElement>('[data-draft]'), say)
    const files = form.querySelector<HTMLInputElement>('input[type=file]')
    if (files) takeFiles(form, files, say)
    const place = form.querySelector<HTMLElement>('[data-here]')
    if (place) offerPlace(form, place, say)
    if (form.querySelector('pin-map')) void import('#src/client/report/pin-map.ts')
    const status = form.querySelector<HTMLElement>('[data-proof]')
    if (status) {
      status.textContent = say.working
      void solve(form.querySelector<HTMLInputElement>('[name=challenge]')?.value ?? '').then((solution) => {
        const box = form.querySelector<HTMLInputElement>('[name=solution]')
        if (solution && box) box.value = solution
        status.textContent = solution ? say.worked : say.waiting
      })
    }
  }
}

/** "Here": asked of the browser when the button is pressed, never before. */
function offerPlace(form: HTMLFormElement, place: HTMLElement, say: (typeof reportIntakeMessages)['zh']) {
  if (!('geolocation' in navigator)) return
  place.hidden = false
  const status = place.querySelector('[role=status]')
  place.querySelector('button')?.addEventListener('click', () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        for (const [name, degrees] of [
          ['latitude', coords.latitude],
          ['longitude', coords.longitude],
        ] as const) {
          const box = form.elements.namedItem(name)
          if (box instanceof HTMLInputElement) box.value = degrees.toFixed(5)
        }
        form.dispatchEvent(new Event('input', { bubbles: true }))
        if (status) status.textContent = say.hereFound
      },
      () => {
        if (status) status.textContent = say.hereFailed
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    ),
  )
}

customElements.define('report-form', ReportForm)
