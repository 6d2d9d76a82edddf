declare namespace App {
  interface Locals {
    db: import('#db/client.ts').Db
    locale: import('#src/i18n/locale.ts').Locale
    viewer: import('#platform/permissions/viewer.ts').Viewer
    /** The moment of the request: the only clock that pages and actions read. */
    now: Date
    requestId: string
    /** Where the request came from, for the sign-in's brake alone. Never stored, never logged. */
    clientAddress: string
  }
}
