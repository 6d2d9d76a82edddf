import { connect, type Socket } from 'node:net'

/** What came back: the head is read, the body is left as it came until somebody asks for it. */
export class Answer {
  readonly status: number
  readonly #head: string
  readonly #rest: Buffer

  constructor(head: string, rest: Buffer) {
    this.status = Number(head.slice(9, 12))
    this.#head = head
    this.#rest = rest
  }

  header(name: string): string {
    return new RegExp(`^${name}: (.*)$`, 'im').exec(this.#head)?.[1]?.trim() ?? ''
  }

  get body(): string {
    return (isChunked(this.#head) ? unchunked(this.#rest) : this.#rest).toString()
  }
}

const isChunked = (head: string) => /^transfer-encoding: chunked/im.test(head)

function unchunked(from: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = from.indexOf('\r\n', at)
    const length = Number.parseInt(from.toString('latin1', at, line), 16)
    if (!length) return Buffer.concat(parts)
    parts.push(from.subarray(line + 2, line + 2 + length))
    at = line + length + 4
  }
}

interface Exchange {
  sent: string
  done(answer: Answer): void
  failed(error: Error): void
}

const lastChunk = Buffer.from('0\r\n\r\n')

/** One kept-alive connection with one request at a time. */
class Line {
  readonly #socket: Socket
  readonly #free: (line: Line) => void
  #exchange: Exchange | undefined
  #chunks: Buffer[] = []
  #length = 0
  /** Of the answer's head with its blank line; 0 while it has not come. */
  #headLength = 0
  #head = ''
  /** Of the whole answer; infinite while only its last chunk tells. */
  #expected = Number.POSITIVE_INFINITY

  constructor(host: string, port: number, free: (line: Line) => void, gone: (line: Line) => void) {
    this.#free = free
    this.#socket = connect({ host, port, noDelay: true })
    this.#socket.on('data', (chunk) => this.#take(chunk))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      gone(this)
      this.#exchange?.failed(new Error('the connection was closed'))
    })
  }

  send(exchange: Exchange) {
    this.#exchange = exchange
    this.#socket.write(exchange.sent)
  }

  #take(chunk: Buffer) {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#headLength === 0 && !this.#readHead()) return
    if (this.#expected === Number.POSITIVE_INFINITY) {
      if (!chunk.subarray(-lastChunk.length).equals(lastChunk)) return
    } else if (this.#length < this.#expected) return
    const answer = new Answer(this.#head, Buffer.concat(this.#chunks).subarray(this.#headLength))
    const exchange = this.#exchange
    this.#exchange = undefined
    this.#chunks = []
    this.#length = this.#headLength = 0
    if (/^connection: close/im.test(this.#head)) this.#socket.end()
    else this.#free(this)
    exchange?.done(answer)
  }

  #readHead(): boolean {
    const all = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks)
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return false
    this.#head = all.toString('latin1', 0, end)
    this.#headLength = end + 4
    const length = /^content-length: (\d+)/im.exec(this.#head)?.[1]
    this.#expected = isChunked(this.#head) ? Number.POSITIVE_INFINITY : this.#headLength + Number(length ?? 0)
    return true
  }
}

/** Connections to one server. Cheaper than fetch and node:http: the sender shares the machine with who answers. */
export class Wire {
  readonly #host: string
  readonly #port: number
  readonly #most: number
  readonly #idle: Line[] = []
  readonly #waiting: Exchange[] = []
  #open = 0

  constructor(url: string, most = 256) {
    const { hostname, port } = new URL(url)
    this.#host = hostname
    this.#port = Number(port)
    this.#most = most
  }

  ask(method: string, path: string, headers = '', body = ''): Promise<Answer> {
    const length = method === 'GET' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`
    const sent = `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}:${this.#port}\r\n${headers}${length}\r\n${body}`
    return new Promise((done, failed) => this.#send({ sent, done, failed }))
  }

  #send(exchange: Exchange) {
    const line = this.#idle.pop() ?? (this.#open < this.#most ? this.#newLine() : undefined)
    if (line) line.send(exchange)
    else this.#waiting.push(exchange)
  }

  #newLine(): Line {
    this.#open++
    return new Line(
      this.#host,
      this.#port,
      (line) => {
        const next = this.#waiting.shift()
        if (next) line.send(next)
        else this.#idle.push(line)
      },
      (line) => {
        this.#open--
        if (this.#idle.includes(line)) this.#idle.splice(this.#idle.indexOf(line), 1)
        const next = this.#waiting.shift()
        if (next) this.#newLine().send(next)
      },
    )
  }
}
