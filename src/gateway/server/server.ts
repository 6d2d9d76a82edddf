import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import type { Frame } from '#src/gateway/read/frame.ts'
import { readWaiting } from '#src/gateway/read/packet.ts'
import { answerTo } from '#src/gateway/send/answers.ts'
import type { Addressee } from '#src/gateway/send/requests.ts'
import { Bucket } from '#src/gateway/server/bucket.ts'
import { CommitQueue, type Store } from '#src/gateway/server/commit-queue.ts'
import { ConnectedDevices } from '#src/gateway/server/devices.ts'
import { defaultLimits, type Limits } from '#src/gateway/server/limits.ts'
import { Line } from '#src/gateway/server/line.ts'

/** What the server is given: it knows no database. */
export interface GatewayPorts extends Store {
  /** The city's time, at which a packet is said to have come. */
  now(): Date
  /** Whether frames with swapped CRC bytes are taken from this device. Without it: from none. */
  allowsSwappedCrc?(mn: string): boolean
  /** How many frames a minute a device may send; undefined for the usual. */
  framesPerMinute?(mn: string): number | undefined
  /** A frame whose CRC is wrong, as far as it can be read. */
  broken?(packet: Packet): void
  /** The database refused a batch, or was away. */
  failed?(error: unknown, packets: number): void
}

/** What has happened since the start, and what is there now. */
export interface GatewayFigures {
  lines: number
  devices: number
  waiting: number
  frames: number
  broken: number
  accepted: number
  refused: number
  answers: number
  /** Connections that were turned away. */
  turnedAway: number
}

export interface Gateway {
  port: number
  figures(): GatewayFigures
  /** The devices that have a line, and since when. */
  connected(): { mn: string; sinceMs: number }[]
  /** Sends a request to a connected device, on its newest line. False when it is not connected. */
  send(mn: string, build: (to: Addressee) => Buffer): boolean
  /** Takes no more, commits and answers what is there, closes. */
  stop(): Promise<void>
}

const lookEachMs = 100

/** Listens for devices. A packet is answered only after it was committed. */
export async function startGateway(
  ports: GatewayPorts,
  { port, host, limits: given = {} }: { port: number; host?: string; limits?: Partial<Limits> },
): Promise<Gateway> {
  const limits = { ...defaultLimits, ...given }
  const lines = new Set<Line>()
  const ofAddress = new Map<string, number>()
  const counts = { frames: 0, broken: 0, accepted: 0, refused: 0, answers: 0, turnedAway: 0 }
  const bucket = (perMinute: number) => new Bucket(perMinute, limits.burst, performance.now())
  const devices = new ConnectedDevices(limits.linesOfDevice, (mn) =>
    bucket(ports.framesPerMinute?.(mn) ?? limits.framesPerMinute),
  )
  let isFull = false
  const queue = new CommitQueue(ports, limits, {
    full() {
      isFull = true
      for (const line of lines) line.hold('queue')
    },
    room() {
      isFull = false
      for (const line of lines) line.release('queue', performance.now())
    },
    failed: (error, packets) => ports.failed?.(error, packets),
  })

  function take(frame: Frame, line: Line): void {
    const packet = readWaiting(frame, ports.now())
    const isRight =
      frame.crc === 'right' || (frame.crc === 'swapped' && packet.mn !== null && ports.allowsSwappedCrc?.(packet.mn))
    if (!isRight) {
      counts.broken++
      ports.broken?.(packet)
      return
    }
    counts.frames++
    const nowMs = performance.now()
    const rate = devices.bucketOf(packet.mn) ?? line.bucket
    rate.take(nowMs)
    if (!rate.hasRoom(nowMs)) line.waitFor(rate)
    line.waiting(1)
    queue.add({
      packet,
      done({ accepted }) {
        if (accepted) {
          counts.accepted++
          devices.taken(packet, line)
          const answer = answerTo(packet)
          if (answer) {
            counts.answers++
            line.send(answer)
          }
        } else counts.refused++
        line.waiting(-1)
      },
    })
  }

  function connected(socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    const others = ofAddress.get(address) ?? 0
    if (lines.size >= limits.connections || others >= limits.connectionsOfAddress) {
      counts.turnedAway++
      socket.destroy()
      return
    }
    ofAddress.set(address, others + 1)
    const line = new Line(socket, bucket(limits.framesPerMinute), limits, performance.now(), take)
    lines.add(line)
    socket.setKeepAlive(true, 60_000)
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => line.push(chunk, performance.now()))
    socket.on('drain', () => line.release('answers', performance.now()))
    socket.on('end', () => line.finish())
    // A line that breaks is closed next; what it sent and was not answered comes again.
    socket.on('error', () => {})
    socket.on('close', () => {
      lines.delete(line)
      devices.closed(line)
      const left = (ofAddress.get(address) ?? 1) - 1
      if (left > 0) ofAddress.set(address, left)
      else ofAddress.delete(address)
    })
    if (isFull) line.hold('queue')
  }

  const server = createServer({ allowHalfOpen: true }, connected)
  await listening(server, port, host)
  const looking = setInterval(() => {
    const nowMs = performance.now()
    for (const line of lines) line.look(nowMs)
  }, lookEachMs)

  return {
    port: (server.address() as AddressInfo).port,
    figures: () => ({ lines: lines.size, devices: devices.size, waiting: queue.size, ...counts }),
    connected: () => devices.connected(),
    send: (mn, build) => devices.send(mn, build),
    async stop() {
      clearInterval(looking)
      const isClosed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const { socket } of lines) socket.pause()
      await queue.stop()
      for (const { socket } of lines) socket.destroySoon()
      setTimeout(() => {
        for (const { socket } of lines) socket.destroy()
      }, 1000).unref()
      await isClosed
    },
  }
}

function listening(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
