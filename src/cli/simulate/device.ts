import { connect, type Socket } from 'node:net'
import { protocolTime } from '#src/gateway/send/frame.ts'

/** Frames that a device keeps until they are answered; beyond, the oldest is lost, as in a real one whose memory is full. */
const mostKept = 500
const againMs = 5000

/** The sending half of a device: keeps what is not answered, and sends it again when its line is back. */
export class SimulatedDevice {
  answered = 0
  readonly #host: string
  readonly #port: number
  readonly #kept = new Map<string, Buffer>()
  #socket: Socket | undefined
  #again: NodeJS.Timeout | undefined
  #lastQnMs = 0
  #isStopped = false

  constructor(host: string, port: number) {
    this.#host = host
    this.#port = port
    this.#connect()
  }

  /** The number of a request is its time, and each has its own. */
  send(build: (qn: Date) => Buffer, now: Date): void {
    this.#lastQnMs = Math.max(now.getTime(), this.#lastQnMs + 1)
    const qn = new Date(this.#lastQnMs)
    const frame = build(qn)
    this.#kept.set(protocolTime(qn, { ms: true }), frame)
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value ?? '')
    if (this.#socket?.readyState === 'open') this.#socket.write(frame)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#again)
    this.#socket?.destroy()
  }

  #connect(): void {
    const socket = connect({ host: this.#host, port: this.#port })
    let heard = ''
    socket.setEncoding('latin1').on('data', (text: string) => {
      const lines = (heard + text).split('\r\n')
      heard = lines.pop() ?? ''
      for (const line of lines) this.#hear(line)
    })
    socket.on('connect', () => {
      for (const frame of this.#kept.values()) socket.write(frame)
    })
    socket.on('error', () => {}) // 'close' follows
    socket.on('close', () => {
      if (!this.#isStopped) this.#again = setTimeout(() => this.#connect(), againMs)
    })
    this.#socket = socket
  }

  #hear(line: string): void {
    const qn = /QN=(\d{17})/.exec(line)?.[1]
    if (line.includes('CN=9014') && qn && this.#kept.delete(qn)) this.answered++
  }
}
