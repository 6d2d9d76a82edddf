/** What was typed into one field and not saved yet, and the revision of the draft that it was typed over. */
export interface Unsent {
  value: string
  revision: number
}

const prefix = 'filing/'

/**
 * What is not saved yet, kept in this browser for one account and one draft: it outlives a closed browser and a lost network.
 * Another account's is never looked at; signing out clears all of it.
 */
export class UnsentFields {
  readonly #key: string
  readonly #fields: Map<string, Unsent>

  constructor(account: string, draft: string) {
    this.#key = `${prefix}${account}/${draft}`
    this.#fields = new Map(Object.entries(stored(this.#key)))
  }

  get size() {
    return this.#fields.size
  }

  get = (field: string) => this.#fields.get(field)
  entries = () => [...this.#fields]

  set(field: string, unsent: Unsent) {
    this.#fields.set(field, unsent)
    this.#store()
  }

  delete(fields: Iterable<string>) {
    for (const field of fields) this.#fields.delete(field)
    this.#store()
  }

  /** Those that were typed over the earliest revision: what is sent together must have one. */
  earliest(except: ReadonlySet<string>): { revision: number; fields: Record<string, string> } | undefined {
    const waiting = [...this.#fields].filter(([field]) => !except.has(field))
    if (waiting.length === 0) return undefined
    const revision = Math.min(...waiting.map(([, unsent]) => unsent.revision))
    const together = waiting.filter(([, unsent]) => unsent.revision === revision).slice(0, mostTogether)
    return { revision, fields: Object.fromEntries(together.map(([field, { value }]) => [field, value])) }
  }

  #store() {
    try {
      if (this.#fields.size === 0) localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#fields)))
    } catch {
      // A full or forbidden store: what is typed is then only in the page, and is sent all the same.
    }
  }
}

const mostTogether = 1000

function stored(key: string): Record<string, Unsent> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}

/** Whoever signs out leaves nothing behind in a browser that others may use. */
export function forgetUnsent() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // no store, nothing in it
  }
}
