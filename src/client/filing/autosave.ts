import type { AutosavedDraft } from '#domain/disclosure/commands/save-draft.ts'
import type { UnsentFields } from '#src/client/filing/unsent.ts'

export type SavingState = 'saved' | 'saving' | 'waiting' | 'busy' | 'offline' | 'signed_out' | 'gone' | 'refused'

/** The answer as it comes over the wire. */
export type Autosaved = Omit<AutosavedDraft, 'conflicts'> & {
  savedAt: string
  conflicts: { field: string; theirs: string; mine: string; name: string | null; at: string | null }[]
}

export interface RefusedField {
  field: string
  message: string
  given?: Record<string, string | number>
}

interface Listener {
  state(state: SavingState): void
  saved(answer: Autosaved, sent: Record<string, string>): void
  refused(problems: RefusedField[]): void
}

const pauseMs = 1500
const mostPauseMs = 60_000
/** What a browser still sends for a page that is closing. */
const mostAtTheEnd = 60_000

/** Sends what changed, a moment after the last key, one request at a time; waits and tries again when the network is gone. */
export class Autosaver {
  readonly #url: string
  readonly #unsent: UnsentFields
  readonly #listener: Listener
  /** Fields that wait for a decision or were refused. */
  readonly held = new Set<string>()
  #timer = 0
  #isSending = false
  #failures = 0
  /** Until then nothing is sent, whatever is typed: the site said that it has no time, or does not answer. */
  #notBefore = 0
  #isStopped = false

  constructor(url: string, unsent: UnsentFields, listener: Listener) {
    this.#url = url
    this.#unsent = unsent
    this.#listener = listener
    addEventListener('online', () => {
      this.#notBefore = 0
      this.flush()
    })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.flush())
  }

  /** Something was typed. */
  soon() {
    if (this.#failures === 0) this.#listener.state('waiting')
    this.#again(pauseMs)
  }

  flush() {
    clearTimeout(this.#timer)
    const wait = this.#notBefore - Date.now()
    if (wait > 0) this.#again(wait)
    else if (!this.#isSending && !this.#isStopped) void this.#send()
  }

  /** The form itself is on its way. */
  rest() {
    clearTimeout(this.#timer)
    this.#isStopped = true
  }

  resume() {
    this.#isStopped = false
  }

  #again(ms: number) {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.flush(), ms)
  }

  async #send() {
    const batch = this.#unsent.earliest(this.held)
    if (!batch) return
    this.#isSending = true
    if (this.#failures === 0) this.#listener.state('saving')
    const body = JSON.stringify(batch)
    const response = await fetch(this.#url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: body.length < mostAtTheEnd,
      redirect: 'error',
    }).catch(() => undefined)
    const answer = await response?.json().catch(() => undefined)
    this.#isSending = false
    if (response?.ok && answer) {
      this.#failures = 0
      this.#listener.saved(answer, batch.fields)
      if (this.#unsent.earliest(this.held)) this.#again(0)
      else this.#listener.state('saved')
    } else this.#failed(response?.status ?? 0, answer?.problems ?? [], Number(response?.headers.get('retry-after')))
  }

  #failed(status: number, problems: RefusedField[], retryAfterS: number) {
    if (status === 401 || status === 403) this.#stop('signed_out')
    else if (status === 409) this.#stop('gone')
    else if (status === 400 || status === 413 || status === 422) {
      for (const { field } of problems) this.held.add(field)
      this.#listener.state('refused')
      this.#listener.refused(problems)
      if (problems.length > 0 && this.#unsent.earliest(this.held)) this.#again(0)
    } else {
      this.#listener.state(status === 503 ? 'busy' : 'offline')
      const restMs = Math.max(Math.min(10, retryAfterS || 0) * 1000, 2000 * 2 ** this.#failures++)
      // Thousands may have been turned away in the same moment: they do not come back in one.
      this.#notBefore = Date.now() + Math.min(mostPauseMs, restMs * (1 + Math.random() / 2))
      this.flush()
    }
  }

  #stop(state: SavingState) {
    this.#isStopped = true
    this.#listener.state(state)
  }
}
