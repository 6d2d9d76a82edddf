import { setTimeout as sleep } from 'node:timers/promises'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import type { Limits } from '#src/gateway/server/limits.ts'

export interface StoreVerdict {
  accepted: boolean
  why?: string
}

/** How packets become safe. */
export interface Store {
  /** Commits all that these packets say, or throws and has written nothing. One verdict for each, in their order. */
  store(packets: readonly Packet[]): Promise<readonly StoreVerdict[]>
  /** Whether the database answers: tells a batch that can't be stored from a time when nothing can. */
  isReachable(): Promise<boolean>
}

export interface Waiting {
  packet: Packet
  /** Called once it is committed, or can't be. */
  done(verdict: StoreVerdict): void
}

interface Listener {
  /** No more should come for now; and: there is room again. */
  full(): void
  room(): void
  failed(error: unknown, packets: number): void
}

/** Failures in a row after which a batch is looked through for the packet that can't be stored. */
const failuresBeforeSplit = 3

/**
 * Packets on their way into the database: one batch after another, and only a committed one is done. While the database is away the
 * batch is tried again and again and the queue stays as it is. A packet that can't be stored while others can is refused alone.
 */
export class CommitQueue {
  readonly #store: Store
  readonly #limits: Limits
  readonly #listener: Listener
  #waiting: Waiting[] = []
  #bytes = 0
  /** Taken out for the commit that runs. */
  #inHand = 0
  #inHandBytes = 0
  #isFull = false
  #running: Promise<void> | undefined
  readonly #stopped = new AbortController()

  constructor(store: Store, limits: Limits, listener: Listener) {
    this.#store = store
    this.#limits = limits
    this.#listener = listener
  }

  /** Packets that are not yet committed. */
  get size(): number {
    return this.#waiting.length + this.#inHand
  }

  /** Always takes; says through `full` when it is too much. */
  add(entry: Waiting): void {
    this.#waiting.push(entry)
    this.#bytes += entry.packet.raw.length
    this.#tell()
    this.#running ??= this.#run()
  }

  /** Waits for the commit that runs and for what can still be committed; gives up what can't. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#running
  }

  #tell(): void {
    const packets = this.size
    const bytes = this.#bytes + this.#inHandBytes
    const { waitingPackets, waitingBytes } = this.#limits
    if (!this.#isFull && (packets >= waitingPackets || bytes >= waitingBytes)) {
      this.#isFull = true
      this.#listener.full()
    } else if (this.#isFull && packets <= waitingPackets / 2 && bytes <= waitingBytes / 2) {
      this.#isFull = false
      this.#listener.room()
    }
  }

  async #run(): Promise<void> {
    // What came in the same turn of the event loop is committed together.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#limits.packetsOfCommit)
      this.#inHand = batch.length
      this.#inHandBytes = batch.reduce((sum, { packet }) => sum + packet.raw.length, 0)
      this.#bytes -= this.#inHandBytes
      const isDone = await this.#commit(batch)
      this.#inHand = 0
      this.#inHandBytes = 0
      this.#tell()
      if (!isDone) break
    }
    this.#running = undefined
  }

  /** False only when it was stopped before. */
  async #commit(batch: Waiting[]): Promise<boolean> {
    for (let failures = 0; ; ) {
      try {
        await this.#storeAll(batch)
        return true
      } catch (error) {
        failures++
        this.#listener.failed(error, batch.length)
      }
      if (this.#stopped.signal.aborted) return false
      if (failures % failuresBeforeSplit === 0 && (await this.#isReachable())) {
        const left = await this.#storeApart(batch)
        if (left.length === 0 || (await this.#isReachable())) {
          for (const { done } of left) done({ accepted: false, why: 'fault' })
          return true
        }
        batch = left
      }
      const [first, most] = this.#limits.retryMs
      await sleep(Math.min(most, first * 2 ** (failures - 1)), undefined, { signal: this.#stopped.signal }).catch(
        () => {},
      )
    }
  }

  async #storeAll(batch: readonly Waiting[]): Promise<void> {
    const verdicts = await this.#store.store(batch.map(({ packet }) => packet))
    batch.forEach(({ done }, i) => {
      done(verdicts[i] ?? { accepted: false, why: 'fault' })
    })
  }

  /** Halves, and halves of halves; gives those that can't be stored even alone. */
  async #storeApart(batch: Waiting[]): Promise<Waiting[]> {
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2)
      return [...(await this.#tryApart(batch.slice(0, half))), ...(await this.#tryApart(batch.slice(half)))]
    }
    return this.#tryApart(batch)
  }

  async #tryApart(part: Waiting[]): Promise<Waiting[]> {
    try {
      await this.#storeAll(part)
      return []
    } catch (error) {
      this.#listener.failed(error, part.length)
      return part.length === 1 ? part : this.#storeApart(part)
    }
  }

  async #isReachable(): Promise<boolean> {
    return this.#store.isReachable().catch(() => false)
  }
}
