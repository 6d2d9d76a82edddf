import type { ReadingKind } from '#domain/monitoring/commands/receive/copy-rows.ts'
import type { NewestOfKinds } from '#domain/monitoring/commands/receive/newest.ts'
import type { ReceivePlan } from '#domain/monitoring/commands/receive/plan.ts'

/** What is known of a device beside its readings, since it was last written. */
export interface DeviceActivity {
  deviceId: number
  frames: number
  lastFrameAt: Date
  /** The newest data time by kind. */
  newest: Partial<Record<ReadingKind, number>>
  /** The newest values, of the kinds that came in. */
  values: NewestOfKinds
  clockAheadS: number | undefined
}

/** A page of now is at most so much behind, and a device's row is written no more often. */
export const activityEachMs = 2_000

type Known = ReadonlyMap<number, DeviceActivity>
const nothing: Known = new Map()

/** What a plan tells of its devices. */
export function activityOf({ taken, newest, values, clockAheadS }: ReceivePlan): Known {
  const all = new Map<number, DeviceActivity>()
  for (const { device, packet } of taken)
    all.set(device.id, {
      deviceId: device.id,
      frames: (all.get(device.id)?.frames ?? 0) + 1,
      lastFrameAt: packet.receivedAt,
      newest: newest.get(device) ?? {},
      values: values.get(device) ?? {},
      clockAheadS: clockAheadS.get(device.id),
    })
  return all
}

/**
 * What commits tell of devices, gathered until it is due: a device that sends each second would else cost its whole row with all its
 * newest values in every commit. Nothing is decided by it that the readings do not say too. One write at a time: an older one never
 * comes after a newer.
 */
export class Activity {
  #pending: Known = nothing
  #writtenMs = Number.NEGATIVE_INFINITY
  #isWriting = false

  /**
   * Runs a commit, giving it what is to be written with it: all that waits and its own when that is due, else nothing. What is not
   * written is kept; of a commit that fails, which comes again, only what others left.
   */
  async commit(own: Known, nowMs: number, write: (all: Known) => Promise<void>): Promise<void> {
    if (this.#isDue(nowMs)) return this.#write(own, nowMs, write)
    await write(nothing)
    this.#pending = together(this.#pending, own)
  }

  /** Writes all that waits, unless a commit is about to. */
  async flush(nowMs: number, write: (all: Known) => Promise<void>): Promise<void> {
    if (!this.#isWriting) await this.#write(nothing, nowMs, write)
  }

  /** A clock that went back does not put it off. */
  #isDue(nowMs: number): boolean {
    return !this.#isWriting && (nowMs - this.#writtenMs >= activityEachMs || nowMs < this.#writtenMs)
  }

  async #write(own: Known, nowMs: number, write: (all: Known) => Promise<void>): Promise<void> {
    const waiting = this.#pending
    this.#pending = nothing
    this.#isWriting = true
    try {
      await write(together(waiting, own))
      this.#writtenMs = nowMs
    } catch (error) {
      this.#pending = together(waiting, this.#pending)
      throw error
    } finally {
      this.#isWriting = false
    }
  }
}

function together(earlier: Known, later: Known): Known {
  if (earlier.size === 0) return later
  const all = new Map(earlier)
  for (const [id, device] of later) {
    const before = all.get(id)
    all.set(id, {
      ...device,
      frames: (before?.frames ?? 0) + device.frames,
      newest: { ...before?.newest, ...device.newest },
      values: { ...before?.values, ...device.values },
      clockAheadS: device.clockAheadS ?? before?.clockAheadS,
    })
  }
  return all
}
