import type { Packet } from '#domain/monitoring/input/packet.ts'
import type { Addressee } from '#src/gateway/send/requests.ts'
import type { Bucket } from '#src/gateway/server/bucket.ts'
import type { Line } from '#src/gateway/server/line.ts'

interface Connected {
  bucket: Bucket
  /** The newest last. */
  lines: Line[]
  addressee: Addressee
  /** Since when it has had a line without a break. */
  sinceMs: number
}

/** Devices that a packet was taken from, with their lines. Only what the register knows gets in: noise can't make it grow. */
export class ConnectedDevices {
  readonly #byMn = new Map<string, Connected>()
  readonly #ofLine = new Map<Line, Set<string>>()
  readonly #mostLines: number
  readonly #makeBucket: (mn: string) => Bucket

  constructor(mostLines: number, makeBucket: (mn: string) => Bucket) {
    this.#mostLines = mostLines
    this.#makeBucket = makeBucket
  }

  get size(): number {
    return this.#byMn.size
  }

  bucketOf(mn: string | null): Bucket | undefined {
    return mn === null ? undefined : this.#byMn.get(mn)?.bucket
  }

  /** A packet of it was taken from this line. A line beyond the most that it may have takes the place of its oldest. */
  taken({ mn, version, st, pw, receivedAt }: Packet, line: Line): void {
    if (mn === null || line.socket.destroyed) return
    const addressee = { version, st: st ?? '', pw: pw ?? '', mn }
    const device = this.#byMn.get(mn)
    if (device) device.addressee = addressee
    else this.#byMn.set(mn, { bucket: this.#makeBucket(mn), lines: [line], addressee, sinceMs: receivedAt.getTime() })
    const lines = device?.lines ?? []
    if (device && lines.at(-1) !== line) {
      const before = lines.indexOf(line)
      if (before >= 0) lines.splice(before, 1)
      lines.push(line)
      if (lines.length > this.#mostLines) lines.shift()?.socket.end()
    }
    const mns = this.#ofLine.get(line)
    if (mns) mns.add(mn)
    else this.#ofLine.set(line, new Set([mn]))
  }

  /** Those that have a line, by the MN that they send. */
  connected(): { mn: string; sinceMs: number }[] {
    return [...this.#byMn].map(([mn, { sinceMs }]) => ({ mn, sinceMs }))
  }

  closed(line: Line): void {
    for (const mn of this.#ofLine.get(line) ?? []) {
      const device = this.#byMn.get(mn)
      if (!device) continue
      device.lines = device.lines.filter((each) => each !== line)
      if (device.lines.length === 0) this.#byMn.delete(mn)
    }
    this.#ofLine.delete(line)
  }

  /** Sends to the device on its newest line. False when it has none. */
  send(mn: string, build: (to: Addressee) => Buffer): boolean {
    const device = this.#byMn.get(mn)
    const line = device?.lines.at(-1)
    if (!device || !line) return false
    line.send(build(device.addressee))
    return true
  }
}
