import type { RequestRule } from '#domain/monitoring/rules/online-rules.ts'

/** Periods by their start, first and last included. Milliseconds. */
export interface Gap {
  fromMs: number
  toMs: number
}

/** Missing periods, in order, as few requests: neighbours together, and no request for more than `most` of them. */
export function gapsOf(missing: readonly number[], stepMs: number, most: number): Gap[] {
  const gaps: Gap[] = []
  for (const ms of missing) {
    const last = gaps.at(-1)
    if (last && ms === last.toMs + stepMs && ms - last.fromMs < most * stepMs) last.toMs = ms
    else gaps.push({ fromMs: ms, toMs: ms })
  }
  return gaps
}

/** How often a period was asked for, and when last. */
export interface Asked extends Gap {
  sentMs: number
}

/** Whether a missing period is asked for now: not too often, and not again before the device has had its time. */
export function isDue(ms: number, asked: readonly Asked[], nowMs: number, rule: RequestRule): boolean {
  const before = asked.filter(({ fromMs, toMs }) => ms >= fromMs && ms <= toMs)
  return before.length < rule.tries && before.every(({ sentMs }) => nowMs - sentMs >= rule.againAfterMinutes * 60_000)
}

/**
 * Which clocks are off. One frame does not tell: what a device kept and sends late looks like a clock that is behind. Some frames in
 * a row at the same distance do.
 */
export class ClockWatch {
  readonly #seen = new Map<number, { aheadS: number; frames: number }>()
  readonly #rule: RequestRule['clock']

  constructor(rule: RequestRule['clock']) {
    this.#rule = rule
  }

  /** A real-time frame of a device came, its clock so many seconds ahead of ours. */
  see(deviceId: number, aheadS: number): void {
    const { offSeconds, steadySeconds } = this.#rule
    const before = this.#seen.get(deviceId)
    if (Math.abs(aheadS) <= offSeconds) this.#seen.delete(deviceId)
    else if (before && Math.abs(before.aheadS - aheadS) <= steadySeconds) before.frames++
    else this.#seen.set(deviceId, { aheadS, frames: 1 })
  }

  isOff(deviceId: number): boolean {
    return (this.#seen.get(deviceId)?.frames ?? 0) >= this.#rule.frames
  }

  /** It is told the time: what comes next is looked at anew. */
  forget(deviceId: number): void {
    this.#seen.delete(deviceId)
  }
}
