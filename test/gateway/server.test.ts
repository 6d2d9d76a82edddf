import { afterEach, describe, expect, it } from 'vitest'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { setTime } from '#src/gateway/send/requests.ts'
import type { Limits } from '#src/gateway/server/limits.ts'
import { type Gateway, type GatewayPorts, startGateway } from '#src/gateway/server/server.ts'
import { connectDevice, type Device, until } from '#test/gateway/device.ts'
import { frame, hourSegment, rtdSegment } from '#test/gateway/vectors.ts'

const now = new Date('2024-03-05T10:15:07+08:00')
const rtd = frame(rtdSegment)
const hour = frame(hourSegment)
/** The n-th frame of a device: its answer carries its number. */
const numbered = (n: number, mn = '430902FAKE0000000000W001') =>
  frame(
    rtdSegment
      .replace('20240305101500000', String(20240305101500000n + BigInt(n)))
      .replace('430902FAKE0000000000W001', mn),
  )

let gateway: Gateway | undefined
let devices: Device[] = []

/** What was stored, and a store that can be held, broken and refuse. */
function memory() {
  const stored: Packet[] = []
  const state = {
    stored,
    batches: [] as number[],
    gate: Promise.resolve() as Promise<unknown>,
    isAway: false,
    poison: '',
    refuses: '',
    failures: 0,
  }
  const ports: GatewayPorts = {
    now: () => now,
    async store(packets) {
      await state.gate
      if (state.isAway) throw new Error('connection refused')
      if (state.poison && packets.some(({ qn }) => qn === state.poison)) throw new Error('value out of range')
      state.batches.push(packets.length)
      stored.push(...packets)
      return packets.map(({ mn }) =>
        mn === state.refuses ? { accepted: false, why: 'unknown_device' } : { accepted: true },
      )
    },
    isReachable: async () => !state.isAway,
    failed: () => {
      state.failures++
    },
  }
  return { state, ports }
}

async function serve(ports: GatewayPorts, limits: Partial<Limits> = {}): Promise<Gateway> {
  gateway = await startGateway(ports, { port: 0, host: '127.0.0.1', limits: { retryMs: [10, 50], ...limits } })
  return gateway
}

async function device(): Promise<Device> {
  const connected = await connectDevice(gateway?.port ?? 0)
  devices.push(connected)
  return connected
}

afterEach(async () => {
  for (const { socket } of devices) socket.destroy()
  devices = []
  await gateway?.stop()
  gateway = undefined
})

describe('a device that sends', () => {
  it('is answered after the commit and not before', async () => {
    const { state, ports } = memory()
    await serve(ports)
    let open = () => {}
    state.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const sender = await device()
    sender.send(rtd)
    await until(() => gateway?.figures().waiting === 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(sender.told()).toBe('')
    open()
    expect(await sender.frames(1)).toEqual([
      expect.stringMatching(
        /^##0087QN=20240305101500000;ST=91;CN=9014;PW=123456;MN=430902FAKE0000000000W001;Flag=4;CP=&&&&/,
      ),
    ])
    expect(state.stored[0]).toMatchObject({ receivedAt: now, raw: rtd, mn: '430902FAKE0000000000W001' })
  })

  it('is not answered when its packet is refused, or its CRC is wrong, or it did not ask', async () => {
    const { state, ports } = memory()
    state.refuses = 'A00000000000000000000001'
    await serve(ports)
    const sender = await device()
    sender.send(numbered(1, state.refuses))
    sender.send(frame(hourSegment, { crc: '0000' }))
    sender.send(frame(rtdSegment.replace('Flag=5', 'Flag=4')))
    sender.send(hour)
    expect(await sender.frames(1)).toEqual([expect.stringContaining('QN=20240305110005120')])
    expect(gateway?.figures()).toMatchObject({ frames: 3, broken: 1, accepted: 2, refused: 1, answers: 1 })
  })

  it('gets its answers in the order of its frames, however TCP cuts them', async () => {
    const { ports } = memory()
    await serve(ports)
    const sender = await device()
    const all = Buffer.concat(Array.from({ length: 40 }, (_, n) => numbered(n)))
    for (let at = 0; at < all.length; at += 77) {
      sender.send(all.subarray(at, at + 77))
      await new Promise((resolve) => setImmediate(resolve))
    }
    const qns = (await sender.frames(40)).map((answer) => /QN=(\d+)/.exec(answer)?.[1])
    expect(qns).toEqual(Array.from({ length: 40 }, (_, n) => String(20240305101500000n + BigInt(n))))
  })

  it('shares commits with others, two at a time, and is never in both', async () => {
    const { state, ports } = memory()
    const running = new Set<readonly Packet[]>()
    let most = 0
    await serve({
      ...ports,
      async store(packets) {
        const own = new Set(packets.map(({ mn }) => mn?.toLowerCase()))
        for (const other of running) expect(other.some(({ mn }) => own.has(mn?.toLowerCase()))).toBe(false)
        running.add(packets)
        most = Math.max(most, running.size)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running.delete(packets)
        return ports.store(packets)
      },
    })
    const names = ['430902fake0000000000W00', '430902FAKE0000000000W00'] // by case alone no other device
    const senders = await Promise.all(Array.from({ length: 12 }, device))
    for (let n = 0; n < 30; n++)
      for (const [d, sender] of senders.entries()) sender.send(numbered(n, `${names[n % 2]}${Math.floor(d / 2)}`))
    await Promise.all(senders.map((sender) => sender.frames(30, 20_000)))
    expect(most).toBe(2)
    for (let d = 0; d < 6; d++) {
      const sent = state.stored.filter(({ mn }) => mn?.endsWith(`W00${d}`))
      expect(sent).toHaveLength(60)
    }
  })

  it('without a line end is answered once it falls silent; a half frame goes on waiting', async () => {
    const { ports } = memory()
    await serve(ports, { settleMs: 50 })
    const sender = await device()
    sender.send(frame(rtdSegment, { tail: '' }))
    await sender.frames(1)
    sender.send(hour.subarray(0, 100))
    await new Promise((resolve) => setTimeout(resolve, 300))
    sender.send(hour.subarray(100))
    expect(await sender.frames(2)).toHaveLength(2)
  })

  it('gets the answers to its last frames after it closed its side', async () => {
    const { ports } = memory()
    await serve(ports)
    const sender = await device()
    sender.socket.end(Buffer.concat([rtd, frame(hourSegment, { tail: '' })]))
    await sender.closed
    expect(sender.told().split('\r\n')).toHaveLength(3)
  })

  it('with swapped CRC bytes is taken only where that is allowed', async () => {
    const { state, ports } = memory()
    await serve({ ...ports, allowsSwappedCrc: (mn) => mn.endsWith('W001') })
    const sender = await device()
    sender.send(frame(hourSegment, { crc: 'C053' }))
    sender.send(frame(rtdSegment, { crc: '0066' }))
    expect(await sender.frames(1)).toEqual([expect.stringContaining('W001')])
    expect(state.stored.map(({ deviations }) => deviations)).toEqual([['crc_swapped']])
    expect(gateway?.figures().broken).toBe(1)
  })

  it('can be asked for something on its newest line', async () => {
    const { ports } = memory()
    await serve(ports)
    const older = await device()
    older.send(rtd)
    await older.frames(1)
    const newer = await device()
    newer.send(rtd)
    await newer.frames(1)
    expect(gateway?.send('430902FAKE0000000000W001', (to) => setTime(to, now))).toBe(true)
    expect((await newer.frames(2))[1]).toContain(
      'ST=32;CN=1012;PW=123456;MN=430902FAKE0000000000W001;Flag=5;CP=&&SystemTime=20240305101507&&',
    )
    expect(older.told().split('\r\n')).toHaveLength(2)
    expect(gateway?.send('430902FAKE0000000000W002', (to) => setTime(to, now))).toBe(false)
  })
})

describe('when the database', () => {
  it('is away, nothing is answered, no more is read than fits, and all is stored once when it is back', async () => {
    const { state, ports } = memory()
    await serve(ports, { waitingPackets: 20 })
    state.isAway = true
    const senders = await Promise.all([device(), device(), device()])
    senders.forEach((sender, d) => {
      for (let n = 0; n < 2000; n++) sender.send(numbered(n, `43090200000000000000000${d}`))
    })
    await until(() => state.failures > 4)
    const held = gateway?.figures().waiting ?? 0
    expect(held).toBeGreaterThan(0)
    expect(held).toBeLessThan(1200) // no more than a chunk of each line beyond what fits
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(gateway?.figures().waiting).toBe(held)
    expect(senders.map((sender) => sender.told())).toEqual(['', '', ''])
    state.isAway = false
    await Promise.all(senders.map((sender) => sender.frames(100, 20_000)))
    const keys = state.stored.map(({ mn, qn }) => `${mn} ${qn}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('can not store one packet, that one alone is refused', async () => {
    const { state, ports } = memory()
    state.poison = '20240305101500007'
    await serve(ports)
    const sender = await device()
    sender.send(Buffer.concat(Array.from({ length: 20 }, (_, n) => numbered(n))))
    const answers = await sender.frames(19)
    expect(answers.some((answer) => answer.includes(state.poison))).toBe(false)
    await until(() => gateway?.figures().refused === 1)
    expect(gateway?.figures()).toMatchObject({ accepted: 19, waiting: 0 })
  })
})

describe('what one line may do', () => {
  it('a flood from one device waits, and nothing of it is lost, while others are served', async () => {
    const { ports } = memory()
    await serve(ports, { framesPerMinute: 1200, burst: 20 })
    const [flood, other] = [await device(), await device()]
    // 1,200 a minute are 20 a second, behind a burst of 20: after 60 at once nothing is read for 2 seconds.
    const started = performance.now()
    flood.send(Buffer.concat(Array.from({ length: 60 }, (_, n) => numbered(n))))
    await flood.frames(60)
    flood.send(numbered(60))
    other.send(hour)
    await other.frames(1)
    expect(flood.told().split('\r\n')).toHaveLength(61)
    await flood.frames(61)
    expect(performance.now() - started).toBeGreaterThan(1900)
  })

  it('a half frame is given up after its time, a frame behind it is read, and a line that does nothing else is closed', async () => {
    const { ports } = memory()
    await serve(ports, { halfFrameMs: 150, halfFrames: 3 })
    const sender = await device()
    sender.send(Buffer.concat([Buffer.from('##0900QN=1;'), rtd]))
    expect(await sender.frames(1)).toHaveLength(1)
    const loris = await device()
    const dripping = setInterval(() => loris.send('##0900QN=2024'), 40)
    await loris.closed
    clearInterval(dripping)
    sender.send(rtd)
    expect(await sender.frames(2)).toHaveLength(2)
  })

  it('noise without an end, and a megabyte without a line, close the line', async () => {
    const { ports } = memory()
    await serve(ports, { noiseBytes: 100_000 })
    for (const noise of ['x', '##', '\0\xff', '##9000']) {
      const sender = await device()
      sender.send(Buffer.alloc(1_000_000, noise, 'latin1'))
      await sender.closed
    }
    await until(() => gateway?.figures().lines === 0)
  })

  it('a silent line is closed; a second line of a device stays, a third takes the place of the oldest', async () => {
    const { ports } = memory()
    await serve(ports, { idleMs: 400 })
    const silent = await device()
    const three = [await device(), await device(), await device()]
    for (const [n, each] of three.entries()) {
      each.send(rtd)
      await each.frames(1)
      if (n < 2) expect(gateway?.figures().devices).toBe(1)
    }
    await three[0]?.closed
    await silent.closed
  })

  it('connections beyond the limits are turned away, and those that are there are served', async () => {
    const { ports } = memory()
    await serve(ports, { connections: 3, connectionsOfAddress: 2 })
    const [first, , third] = [await device(), await device(), await device()]
    await third.closed
    first.send(rtd)
    await first.frames(1)
    expect(gateway?.figures()).toMatchObject({ lines: 2, turnedAway: 1 })
  })

  it('five hundred devices at once are all answered', async () => {
    const { state, ports } = memory()
    await serve(ports)
    const all = await Promise.all(Array.from({ length: 500 }, device))
    for (const [n, each] of all.entries()) each.send(numbered(0, `4309020000000000000${String(n).padStart(5, '0')}`))
    await Promise.all(all.map((each) => each.frames(1, 20_000)))
    expect(state.stored).toHaveLength(500)
    expect(gateway?.figures()).toMatchObject({ devices: 500, waiting: 0 })
  })
})

it('a server that is told to stop commits and answers what it has', async () => {
  const { state, ports } = memory()
  await serve(ports)
  state.gate = new Promise((resolve) => setTimeout(resolve, 200))
  const sender = await device()
  sender.send(Buffer.concat([rtd, hour]))
  await until(() => gateway?.figures().waiting === 2)
  await gateway?.stop()
  await sender.closed
  expect(sender.told().split('\r\n')).toHaveLength(3)
})
