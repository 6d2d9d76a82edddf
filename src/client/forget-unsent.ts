import { forgetUnsent } from '#src/client/filing/unsent.ts'
import { photoStore, visitPages } from '#src/client/inspection/photo-queue.ts'

/** On a page with a way to sign out: what forms kept in this browser goes with the session. */
for (const form of document.querySelectorAll('form[action*="account.signOut"]'))
  form.addEventListener('submit', () => {
    forgetUnsent()
    globalThis.indexedDB?.deleteDatabase(photoStore)
    void globalThis.caches?.delete(visitPages)
  })
