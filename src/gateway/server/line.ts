import type { Socket } from 'node:net'
import type { Frame } from '#src/gateway/read/frame.ts'
import { FrameReader } from '#src/gateway/read/frame-reader.ts'
import type { Bucket } from '#src/gateway/server/bucket.ts'
import type { Limits } from '#src/gateway/server/limits.ts'

/** Why a line is not read from. */
type Hold = 'queue' | 'rate' | 'answers'

/** One connection: its bytes, its frames, and whether it is read from now. */
export class Line {
  readonly socket: Socket
  readonly address: string
  /** Of frames that belong to no known device. */
  readonly bucket: Bucket
  /** The bucket that it must wait for. */
  #waitsFor: Bucket | undefined
  readonly #limits: Limits
  readonly #reader: FrameReader
  readonly #holds = new Set<Hold>()
  #lastByteMs: number
  /** Since when a frame is half there. */
  #halfSinceMs: number | undefined
  #halfFrames = 0
  #noiseBytes = 0
  /** Its packets that are not yet committed. */
  #waiting = 0
  #isFinished = false

  constructor(socket: Socket, bucket: Bucket, limits: Limits, nowMs: number, take: (frame: Frame, line: Line) => void) {
    this.socket = socket
    this.address = socket.remoteAddress ?? ''
    this.bucket = bucket
    this.#limits = limits
    this.#lastByteMs = nowMs
    this.#reader = new FrameReader((frame) => {
      if (frame.crc !== 'wrong') {
        this.#noiseBytes = 0
        this.#halfFrames = 0
      }
      this.#halfSinceMs = undefined
      take(frame, this)
    })
  }

  push(chunk: Buffer, nowMs: number): void {
    this.#lastByteMs = nowMs
    this.#noiseBytes += chunk.length
    this.#reader.push(chunk)
    if (this.#reader.held === 0) this.#halfSinceMs = undefined
    else this.#halfSinceMs ??= nowMs
    if (this.#noiseBytes > this.#limits.noiseBytes) this.socket.destroy()
  }

  /** An answer or a request of ours. A device that does not read them is not read from either. */
  send(bytes: Buffer): void {
    if (!this.socket.writable) return
    // What one commit answers goes out at once.
    if (this.socket.writableCorked === 0) {
      this.socket.cork()
      process.nextTick(() => this.socket.uncork())
    }
    if (!this.socket.write(bytes)) this.hold('answers')
  }

  hold(why: Hold): void {
    this.#holds.add(why)
    this.socket.pause()
  }

  release(why: Hold, nowMs: number): void {
    if (!this.#holds.delete(why) || this.#holds.size > 0) return
    // The time in which we did not listen is not the device's silence.
    this.#lastByteMs = nowMs
    if (this.#halfSinceMs !== undefined) this.#halfSinceMs = nowMs
    this.socket.resume()
  }

  /** It has sent more than its rate. */
  waitFor(bucket: Bucket): void {
    this.#waitsFor = bucket
    this.hold('rate')
  }

  /** Called several times a second. */
  look(nowMs: number): void {
    if (this.#waitsFor?.hasRoom(nowMs)) {
      this.#waitsFor = undefined
      this.release('rate', nowMs)
    }
    const silentMs = nowMs - this.#lastByteMs
    if (this.#holds.has('answers') && silentMs > this.#limits.idleMs) this.socket.destroy()
    if (this.#holds.size > 0) return
    if (silentMs >= this.#limits.settleMs) this.#reader.settle()
    if (silentMs > this.#limits.idleMs) this.socket.end()
    else if (this.#halfSinceMs !== undefined && nowMs - this.#halfSinceMs > this.#limits.halfFrameMs) this.#giveUpHalf()
  }

  /** A packet of it is on its way into the database, or has arrived there. */
  waiting(change: 1 | -1): void {
    this.#waiting += change
    if (this.#isFinished && this.#waiting === 0) this.socket.end()
  }

  /** The device has closed its side: it still gets the answers to what it sent. */
  finish(): void {
    this.#reader.end()
    this.#isFinished = true
    if (this.#waiting === 0) this.socket.end()
  }

  #giveUpHalf(): void {
    this.#halfSinceMs = undefined
    this.#halfFrames++
    this.#reader.end()
    if (this.#halfFrames >= this.#limits.halfFrames) this.socket.destroy()
  }
}
