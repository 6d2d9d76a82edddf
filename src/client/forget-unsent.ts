import { forgetUnsent } from '#src/client/filing/unsent.ts'

/** On a page with a way to sign out: what the filing form kept in this browser goes with the session. */
for (const form of document.querySelectorAll('form[action*="account.signOut"]'))
  form.addEventListener('submit', forgetUnsent)
