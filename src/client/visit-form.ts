import { type Box, givenIn, typedOf } from '#src/client/filing/fields.ts'
import { FormSaving } from '#src/client/filing/saving.ts'
import { visitPages } from '#src/client/inspection/photo-queue.ts'

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
    void keepPage().catch(() => undefined) // where a browser refuses, the open page works off line all the same
  }
}

/** The page itself is kept too, so that it opens again without a network. */
async function keepPage() {
  if (!('serviceWorker' in navigator)) return
  const scope = `${location.pathname.split('/inspections/', 1)[0]}/inspections/`
  await navigator.serviceWorker.register('/visit-worker.js', { scope })
  if (navigator.serviceWorker.controller) return
  const kept = await caches.open(visitPages)
  const files = performance.getEntriesByType('resource').map(({ name }) => name)
  const own = files.filter((name) => name.startsWith(location.origin) && /\.(js|css)$/.test(new URL(name).pathname))
  // The first visit came before the worker: what it would have kept is fetched once more, from the browser's own cache.
  await kept.addAll([location.pathname, ...new Set(own)])
}

customElements.define('visit-form', VisitForm)
