import postgres from 'postgres'
import { log } from '#platform/log.ts'

/** What the database says of each new event at its commit (trigger announce_event). */
export interface Announcement {
  kind: string
  subject: string
  /** The enterprise concerned, when the event names it. */
  creditCode: string | null
}

export interface EventListener {
  onEvent(announcement: Announcement): void
  /** The subscription holds from now on. Called again after each reconnection. */
  onListening?(): void
  /** The connection is gone: announcements are missed until `onListening`. */
  onLost?(): void
}

export interface Subscription {
  /** Resolves with the first `onListening`. */
  ready: Promise<void>
  close(): Promise<void>
}

const heartbeatMs = 5_000
const answerWithinMs = 3_000
const longestPauseMs = 5_000

/**
 * Subscribes to the events of the database at `url` on a connection of its own. A lost connection is noticed at once when the
 * server closes it, within eight seconds when it just falls silent, and is opened again until `close`.
 */
export function listenForEvents(url: string, listener: EventListener, name = 'qingyuan-listen'): Subscription {
  let client: postgres.Sql | undefined
  let isClosed = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  const { promise: ready, resolve } = Promise.withResolvers<void>()

  const open = async () => {
    const mine = connection(url, name, listener, () => lose(mine))
    client = mine
    try {
      await mine`listen events`
      if (client !== mine || isClosed) return
      failures = 0
      listener.onListening?.()
      resolve()
      watch(mine)
    } catch (error) {
      log.warn({ err: error }, 'events: cannot listen')
      lose(mine)
    }
  }
  const lose = (lost: postgres.Sql) => {
    if (client !== lost || isClosed) return
    client = undefined
    clearTimeout(timer)
    listener.onLost?.()
    void lost.end({ timeout: 0 }).catch(() => {})
    timer = setTimeout(open, Math.min(50 * 2 ** failures++, longestPauseMs))
  }
  const watch = (watched: postgres.Sql) => {
    timer = setTimeout(async () => {
      const answered = await Promise.race([watched`select 1`.then(() => true), silence()]).catch(() => false)
      if (client !== watched || isClosed) return
      if (answered) watch(watched)
      else lose(watched)
    }, heartbeatMs)
  }

  void open()
  return {
    ready,
    async close() {
      isClosed = true
      clearTimeout(timer)
      await client?.end({ timeout: 1 }).catch(() => {})
    },
  }
}

function connection(url: string, name: string, listener: EventListener, onclose: () => void): postgres.Sql {
  return postgres(url, {
    max: 1,
    fetch_types: false,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice: () => {},
    onclose,
    // The channel's callback; postgres.js gives (channel, payload) here though its types leave it out.
    ...{ onnotify: (_channel: string, payload: string) => listener.onEvent(JSON.parse(payload) as Announcement) },
    connection: { application_name: name, role: 'qingyuan_app' },
  })
}

const silence = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), answerWithinMs).unref())
