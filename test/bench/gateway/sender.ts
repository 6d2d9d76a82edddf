/**
 * A process of its own that is many devices: lines that send packets made beforehand, and measure from the first byte sent to the
 * answer. `flood`: each line keeps some packets on their way; `paced`: so many a second over all lines, whatever is answered.
 */
import { connect, type Socket } from 'node:net'
import { protocolTime } from '#src/gateway/send/frame.ts'
import { packet } from '#test/bench/hj212/packets.ts'

export interface Round {
  kind: 'flood' | 'paced'
  /** Of each line. */
  packets: number
  /** Paced: over all lines. */
  perSecond?: number
}

export interface RoundTimes {
  answered: number
  seconds: number
  /** Milliseconds from sent to answered. */
  p50: number
  p95: number
  p99: number
  /** Share of a processor that the sender took. */
  processor: number
}

interface Device {
  mn: string
  socket: Socket
  /** When those on their way were sent, or were due. */
  sent: number[]
  left: Buffer[]
}

const onTheWay = 4
const addresses = 4
const devices: Device[] = []
let heard: (device: Device) => void = () => {}
let secondMs = Math.floor(Date.now() / 1000) * 1000 - 3_600_000

process.on('message', async (said: { port: number; mns: string[] } | Round) => {
  if ('mns' in said) {
    for (const [index, mn] of said.mns.entries()) devices.push(await open(said.port, mn, index))
    process.send?.('open')
  } else process.send?.(await play(said))
})

/** Behind some addresses, as devices of some providers: an address may have a thousand lines. */
async function open(port: number, mn: string, index: number): Promise<Device> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${1 + (index % addresses)}` })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const device: Device = { mn, socket, sent: [], left: [] }
  socket.setNoDelay(true)
  let half = ''
  // Only answers to data count: the gateway also tells these devices, whose times lie in the past, to set their clocks.
  socket.setEncoding('latin1').on('data', (text: string) => {
    const lines = (half + text).split('\r\n')
    half = lines.pop() ?? ''
    for (const line of lines) if (line.includes('CN=9014')) heard(device)
  })
  return device
}

async function play({ kind, packets, perSecond = 0 }: Round): Promise<RoundTimes> {
  for (const [index, device] of devices.entries())
    device.left = Array.from({ length: packets }, (_, n) =>
      packet(device.mn, protocolTime(new Date(secondMs + n * 1000)), index * 31 + n * 7),
    ).reverse()
  secondMs += packets * 1000
  const total = packets * devices.length
  const times = new Float64Array(total)
  let answered = 0
  const isDone = Promise.withResolvers<void>()
  const before = process.cpuUsage()
  const startMs = performance.now()
  heard = (device) => {
    const now = performance.now()
    times[answered++] = now - (device.sent.shift() as number)
    if (answered === total) isDone.resolve()
    else if (kind === 'flood') send(device, now)
  }
  if (kind === 'flood') for (let n = 0; n < onTheWay; n++) for (const device of devices) send(device, performance.now())
  else await pace(total, perSecond, startMs)
  await isDone.promise
  const seconds = (performance.now() - startMs) / 1000
  const { user, system } = process.cpuUsage(before)
  times.sort()
  const at = (share: number) => times[Math.floor(total * share)] as number
  return { answered, seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), processor: (user + system) / 1e6 / seconds }
}

function send(device: Device, at: number): void {
  const next = device.left.pop()
  if (!next) return
  device.sent.push(at)
  device.socket.write(next)
}

async function pace(total: number, perSecond: number, startMs: number): Promise<void> {
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) / 1000) * perSecond) + 1)
    for (; n < due; n++) send(devices[n % devices.length] as Device, startMs + (n / perSecond) * 1000)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
