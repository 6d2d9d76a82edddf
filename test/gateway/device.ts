import { connect, type Socket } from 'node:net'

/** A monitoring device as the server sees one: a socket that sends frames and keeps what it is told. */
export interface Device {
  socket: Socket
  send(bytes: Buffer | string): void
  /** All that came so far. */
  told(): string
  /** Waits for so many frames from the server. */
  frames(count: number, withinMs?: number): Promise<string[]>
  closed: Promise<void>
}

export async function connectDevice(port: number): Promise<Device> {
  const socket = connect({ port, host: '127.0.0.1' })
  let told = ''
  socket.on('data', (chunk) => {
    told += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const lines = () => told.split('\r\n').slice(0, -1)
  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    told: () => told,
    async frames(count, withinMs = 10_000) {
      await until(() => lines().length >= count, withinMs)
      return lines()
    },
    closed,
  }
}

/** Waits for something to be so. @throws when it is not so in time */
export async function until(isSo: () => boolean, withinMs = 10_000): Promise<void> {
  const last = Date.now() + withinMs
  while (!isSo()) {
    if (Date.now() > last) throw new Error(`not so within ${withinMs} ms: ${isSo}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
