import { connect, type Socket } from 'node:net'
import { protocolTime } from '#src/gateway/send/frame.ts'

/** Frames that a device keeps until they are answered; beyond, the oldest is lost, as in a real one whose memory is full. */
const mostKept = 500

/** What the portal asks of a device. */
export interface Asked {
  cn: string
  qn: string
  /** What stands between the marks of CP. */
  content: ReadonlyMap<string, string>
}

export interface DeviceOptions {
  host: string
  port: number
  onAsked?: (asked: Asked) => void
  /** How long it waits before it dials again. */
  againMs?: number
}

/** The line of a device: keeps what is not answered, sends it again when its line is back, and hears what is asked of it. */
export class SimulatedDevice {
  answered = 0
  readonly #options: DeviceOptions
  readonly #kept = new Map<string, Buffer>()
  #socket: Socket | undefined
  #again: NodeJS.Timeout | undefined
  #lastQnMs = 0
  #isStopped = false

  constructor(options: DeviceOptions) {
    this.#options = options
    this.#connect()
  }

  /** Frames that are not yet answered. */
  get waiting(): number {
    return this.#kept.size
  }

  /** The number of a request is its time, and each has its own. */
  send(build: (qn: Date) => Buffer, now: Date): void {
    this.#lastQnMs = Math.max(now.getTime(), this.#lastQnMs + 1)
    const qn = new Date(this.#lastQnMs)
    const frame = build(qn)
    this.#kept.set(protocolTime(qn, { ms: true }), frame)
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value ?? '')
    this.tell(frame)
  }

  /** What needs no answer. */
  tell(frame: Buffer): void {
    if (this.#socket?.readyState === 'open') this.#socket.write(frame)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#again)
    this.#socket?.destroy()
  }

  #connect(): void {
    const { host, port, againMs = 5000 } = this.#options
    const socket = connect({ host, port })
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
    const [, qn, cn, content = ''] = /QN=(\d{17}).*?CN=(\d{4}).*?CP=&&(.*?)&&/.exec(line) ?? []
    if (!qn || !cn) return
    if (cn === '9014') {
      if (this.#kept.delete(qn)) this.answered++
    } else this.#options.onAsked?.({ cn, qn, content: new Map(content.split(/[;,]/).map(halves)) })
  }
}

const halves = (item: string): [string, string] => {
  const at = item.indexOf('=')
  return [item.slice(0, at), item.slice(at + 1)]
}
