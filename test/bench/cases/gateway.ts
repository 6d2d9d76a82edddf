import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Sql } from '#db/client.ts'
import { freePort } from '#platform/postgres/embedded.ts'
import { root } from '#src/cli/build.ts'
import { type GatewayCity, openGatewayCity } from '#test/bench/gateway/city.ts'
import { copiesOf } from '#test/bench/gateway/copied.ts'
import { timesToPage } from '#test/bench/gateway/page.ts'
import type { Round, RoundTimes } from '#test/bench/gateway/sender.ts'
import { ended, started } from '#test/bench/process.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

const lines = 2000
const rounds = 3
const packetsOfLine = 30
const factors = 15

export const bench: Bench = {
  title: 'The gateway: packets of 15 factors over 2,000 connections, committed and answered',
  on: 'nothing',
  run,
}

async function run(): Promise<Figure[]> {
  const city = await openGatewayCity(lines)
  const port = await freePort()
  const env = {
    DATABASE_URL: city.databaseUrl,
    HJ212_PORT: String(port),
    HOST: '127.0.0.1',
    QINGYUAN_PROCESS: 'gateway',
  }
  const gateway = await started(`${root}src/cli/gateway.ts`, env)
  const sender = fork(fileURLToPath(new URL('../gateway/sender.ts', import.meta.url)))
  try {
    const restMb = memoryMb(gateway, 'VmRSS')
    await tell(sender, { port, mns: city.mns })
    const play = (round: Round) => tell(sender, round) as Promise<RoundTimes>
    await play({ kind: 'flood', packets: 5 }) // warm
    await city.sql`truncate readings`
    const floods = []
    for (let round = 0; round < rounds; round++) floods.push(await flood(city, gateway, play))
    const paced = await play({ kind: 'paced', packets: 10, perSecond: 1000 })
    const busyMb = memoryMb(gateway, 'VmHWM')
    await settle(city.sql)
    return [...figuresOf(floods, paced, restMb, busyMb), await timesToPage(city, port)]
  } finally {
    sender.kill()
    await ended(gateway)
    await city.close()
  }
}

/** What the gateway does with a round of packets, then COPY of the very rows that came of it into the emptied table. */
async function flood({ sql }: GatewayCity, gateway: ChildProcess, play: (round: Round) => Promise<RoundTimes>) {
  await settle(sql)
  const before = processorSeconds(gateway)
  const times = await play({ kind: 'flood', packets: packetsOfLine })
  const spent = (processorSeconds(gateway) - before) / times.seconds
  const rows = await copiesOf(sql)
  if (rows.count !== times.answered * factors) throw new Error(`${times.answered} answered, ${rows.count} rows`)
  await settle(sql)
  const copySeconds = await rows.copyBack()
  const perSecond = {
    packets: times.answered / times.seconds,
    rows: rows.count / times.seconds,
    copied: rows.count / copySeconds,
  }
  console.log(
    `${perSecond.packets.toFixed(0)} packets/s, ${perSecond.rows.toFixed(0)} rows/s; COPY ${perSecond.copied.toFixed(0)} rows/s;`,
    `processors: gateway ${spent.toFixed(2)}, sender ${times.processor.toFixed(2)}; answer p50 ${times.p50.toFixed(0)} ms, p95 ${times.p95.toFixed(0)} ms`,
  )
  return perSecond
}

function figuresOf(
  floods: Awaited<ReturnType<typeof flood>>[],
  paced: RoundTimes,
  restMb: number,
  busyMb: number,
): Figure[] {
  const median = (of: (flood: (typeof floods)[number]) => number) =>
    floods.map(of).sort((a, b) => a - b)[Math.floor(floods.length / 2)] as number
  const packets = median((flood) => flood.packets)
  return [
    {
      name: 'frames over TCP to committed rows',
      beside: 'COPY of the same rows into the same table, one stream',
      ours: `${Math.round(median((flood) => flood.rows))} rows/s`,
      floor: `${Math.round(median((flood) => flood.copied))} rows/s`,
      ratio: median((flood) => flood.rows / flood.copied),
      goal: 0.5,
    },
    {
      name: 'packets answered',
      beside: 'goal of 5,000 a second',
      ours: `${Math.round(packets)}/s`,
      floor: '5000/s',
      ratio: packets / 5000,
      goal: 1,
    },
    {
      name: `memory of the gateway, the most (${restMb.toFixed(0)} MB at rest)`,
      beside: 'goal of 300 MB with 2,000 lines',
      ours: `${busyMb.toFixed(0)} MB`,
      floor: '300 MB',
      ratio: busyMb / 300,
      goal: 1,
      atMost: true,
    },
    {
      name: `frame to committed at 1,000 packets/s, p95 (p50 ${paced.p50.toFixed(0)} ms, p99 ${paced.p99.toFixed(0)} ms)`,
      beside: 'goal of 500 ms',
      ours: `${paced.p95.toFixed(0)} ms`,
      floor: '500 ms',
      ratio: paced.p95 / 500,
      goal: 1,
      atMost: true,
    },
  ]
}

const settle = async (sql: Sql) => {
  await sql`checkpoint`
}

function tell(sender: ChildProcess, what: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fell = (code: number | null) => reject(new Error(`the sender ended with ${code}`))
    sender.once('exit', fell)
    sender.once('message', (said) => {
      sender.off('exit', fell)
      resolve(said)
    })
    sender.send(what as object)
  })
}

const memoryMb = ({ pid }: ChildProcess, what: 'VmRSS' | 'VmHWM') =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** In the system's hundredths of a second. */
function processorSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
