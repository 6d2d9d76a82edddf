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

/**
 * What commits tell of devices, gathered until it is due: a device that sends each second would else cost its whole row with all its
 * newest values in every commit. Nothing is decided by it that the readings do not say too.
 */
export class Activity {
  #pending: ReadonlyMap<number, DeviceActivity> = new Map()
  #writtenMs = Number.NEGATIVE_INFINITY

  /** Whether the next commit writes it. A clock that went back does not put it off. */
  isDue(nowMs: number): boolean {
    return nowMs - this.#writtenMs >= activityEachMs || nowMs < this.#writtenMs
  }

  /** What would be written together with this plan. */
  with(plan: ReceivePlan): ReadonlyMap<number, DeviceActivity> {
    const all = new Map(this.#pending)
    for (const { device, packet } of plan.taken) {
      const before = all.get(device.id)
      all.set(device.id, {
        deviceId: device.id,
        frames: (before?.frames ?? 0) + 1,
        lastFrameAt: packet.receivedAt,
        newest: plan.newest.get(device) ?? before?.newest ?? {},
        values: { ...before?.values, ...plan.values.get(device) },
        clockAheadS: plan.clockAheadS.get(device.id) ?? before?.clockAheadS,
      })
    }
    return all
  }

  /** A commit went well that wrote none of this. */
  keep(activity: ReadonlyMap<number, DeviceActivity>): void {
    this.#pending = activity
  }

  written(nowMs: number): void {
    this.#pending = new Map()
    this.#writtenMs = nowMs
  }

  /** All that waits, to be written by itself. What then can't be written comes back through `giveBack`. */
  take(nowMs: number): ReadonlyMap<number, DeviceActivity> {
    const taken = this.#pending
    this.written(nowMs)
    return taken
  }

  giveBack(taken: ReadonlyMap<number, DeviceActivity>): void {
    const all = new Map(taken)
    for (const [id, later] of this.#pending) {
      const before = all.get(id)
      const frames = (before?.frames ?? 0) + later.frames
      all.set(id, { ...before, ...later, frames, values: { ...before?.values, ...later.values } })
    }
    this.#pending = all
  }
}
