import type { Packet } from '#domain/monitoring/input/packet.ts'

/** A departure of a device, and how often it was seen. */
export interface NotedDeviation {
  deviceId: number
  day: string
  deviation: string
  count: number
}

interface SplitMessage {
  deviceId: number
  day: string
  parts: Set<number>
  of: number
  sinceMs: number
}

/** A device sends a part again for less than this; what has not come by then is missing. */
const partsWithinMs = 10 * 60_000
/** Messages that are waited for at the same time; beyond, the oldest is given up. */
const mostSplit = 20_000

/** What is noted of devices beside their packets: frames with a wrong CRC, messages of which a part never came. Written with the next commit. */
export class Notes {
  #counts = new Map<string, NotedDeviation>()
  readonly #split = new Map<string, SplitMessage>()

  add(deviceId: number, day: string, deviation: string, count = 1): void {
    const key = `${deviceId} ${day} ${deviation}`
    const before = this.#counts.get(key)
    if (before) before.count += count
    else this.#counts.set(key, { deviceId, day, deviation, count })
  }

  /** A packet was committed: if it is a part, the others are waited for. */
  committed(deviceId: number, day: string, { cn, dataTime, pnum, pno, receivedAt }: Packet): void {
    if (pnum === null || pno === null || pnum < 2 || pno < 1 || pno > pnum) return
    const key = `${deviceId} ${cn} ${dataTime?.getTime() ?? ''}`
    const message = this.#split.get(key) ?? { deviceId, day, parts: new Set(), of: pnum, sinceMs: receivedAt.getTime() }
    message.parts.add(pno)
    if (message.parts.size >= message.of) this.#split.delete(key)
    else this.#split.set(key, message)
  }

  /** Gives up the messages whose time is over. */
  giveUpParts(nowMs: number): void {
    for (const [key, message] of this.#split) {
      if (nowMs - message.sinceMs < partsWithinMs && this.#split.size <= mostSplit) break
      this.#split.delete(key)
      this.add(message.deviceId, message.day, 'parts_missing')
    }
  }

  /** All that is to be written. What then can't be written comes back through `add`. */
  take(): NotedDeviation[] {
    const taken = [...this.#counts.values()]
    this.#counts = new Map()
    return taken
  }
}
