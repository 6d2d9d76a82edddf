declare namespace App {
  interface Locals {
    db: import('#db/client.ts').Db
    locale: import('#src/i18n/locale.ts').Locale
    /** Who is asking; always the visitor where the route is `public.read` (routes.ts). */
    viewer: import('#platform/permissions/viewer.ts').Viewer
    /** The viewer's session, when there is one. */
    session?: import('#platform/auth/viewer.ts').Session
    /** Why the middleware turned a request away: src/pages/refused.astro says it. */
    refusal?: import('#platform/http/refusal.ts').Refusal
    /** The moment of the request: the only clock that pages and actions read. */
    now: Date
    /** The same moment by the machine's clock, for sign-ins, sessions and codes: `CLOCK` does not move it. */
    machineNow: Date
    requestId: string
    /** Where the request came from, for the sign-in's brake alone. Never stored, never logged. */
    clientAddress: string
  }
}
