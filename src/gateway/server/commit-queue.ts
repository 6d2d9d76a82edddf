import { setTimeout as sleep } from 'node:timers/promises'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import type { Limits } from '#src/gateway/server/limits.ts'

export interface StoreVerdict {
  accepted: boolean
  why?: string
}

/** How packets become safe. */
export interface Store {
  /**
   * Commits all that these packets say, or throws and has written nothing. Called while others run, but never with packets of a
   * device that has some in another. One verdict for each, in their order.
   */
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

/** Packets of one device are committed one after the other. Without regard to case, as the register finds devices. */
const deviceOf = ({ packet }: Waiting) => packet.mn?.toLowerCase() ?? ''

/**
 * Packets on their way into the database, in batches: while one is committed the next is made ready, of other devices, and only what is
 * committed is done. While the database is away a batch is tried again and again and the queue stays as it is. A packet that can't be
 * stored while others can is refused alone.
 */
export class CommitQueue {
  readonly #store: Store
  readonly #limits: Limits
  readonly #listener: Listener
  #waiting: Waiting[] = []
  /** Of all that are not yet committed. */
  #packets = 0
  #bytes = 0
  /** Those that have packets in a batch. */
  readonly #devicesInHand = new Set<string>()
  readonly #commits = new Set<Promise<void>>()
  #isFull = false
  #isLooking = false
  readonly #stopped = new AbortController()

  constructor(store: Store, limits: Limits, listener: Listener) {
    this.#store = store
    this.#limits = limits
    this.#listener = listener
  }

  /** Packets that are not yet committed. */
  get size(): number {
    return this.#packets
  }

  /** Always takes; says through `full` when it is too much. */
  add(entry: Waiting): void {
    this.#waiting.push(entry)
    this.#packets++
    this.#bytes += entry.packet.raw.length
    this.#tell()
    this.#lookSoon()
  }

  /** Waits for the commits that run and for what can still be committed; gives up what can't. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#begin()
    while (this.#commits.size > 0) await Promise.all(this.#commits)
  }

  #tell(): void {
    const { waitingPackets, waitingBytes } = this.#limits
    if (!this.#isFull && (this.#packets >= waitingPackets || this.#bytes >= waitingBytes)) {
      this.#isFull = true
      this.#listener.full()
    } else if (this.#isFull && this.#packets <= waitingPackets / 2 && this.#bytes <= waitingBytes / 2) {
      this.#isFull = false
      this.#listener.room()
    }
  }

  /** What came in the same turn of the event loop is committed together. */
  #lookSoon(): void {
    if (this.#isLooking || this.#commits.size >= this.#limits.commitsAtOnce) return
    this.#isLooking = true
    setImmediate(() => {
      this.#isLooking = false
      this.#begin()
    })
  }

  #begin(): void {
    while (this.#commits.size < this.#limits.commitsAtOnce) {
      const batch = this.#nextBatch()
      if (batch.length === 0) return
      const commit = this.#run(batch).finally(() => {
        this.#commits.delete(commit)
        this.#begin()
      })
      this.#commits.add(commit)
    }
  }

  /** Those that wait the longest, of devices that have none in hand. */
  #nextBatch(): Waiting[] {
    const batch: Waiting[] = []
    const left: Waiting[] = []
    for (const entry of this.#waiting) {
      const isNext = batch.length < this.#limits.packetsOfCommit && !this.#devicesInHand.has(deviceOf(entry))
      ;(isNext ? batch : left).push(entry)
    }
    for (const entry of batch) this.#devicesInHand.add(deviceOf(entry))
    this.#waiting = left
    return batch
  }

  async #run(batch: Waiting[]): Promise<void> {
    const isDone = await this.#commit(batch)
    if (!isDone) this.#waiting = [] // it was stopped: nobody waits for them any more
    for (const entry of batch) {
      this.#devicesInHand.delete(deviceOf(entry))
      this.#packets--
      this.#bytes -= entry.packet.raw.length
    }
    this.#tell()
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
