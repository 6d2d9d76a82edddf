import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Random } from '#db/seed/random.ts'
import { openGatewayCity } from '#test/bench/gateway/city.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import { until } from '#test/gateway/device.ts'
import { Faults } from '#test/gateway/faults.ts'

const kills = Number(process.env.KILLS ?? 200)
const awaySeconds = Number(process.env.AWAY_SECONDS ?? 60)
const devices = 40
const perSecond = 5
const dataDir = fileURLToPath(new URL('../../.tmp/bench-faults', import.meta.url))

export const bench: Bench = {
  title: `Faults: kill -9 of gateway, worker or PostgreSQL ${kills} times under load, then PostgreSQL away for ${awaySeconds} s`,
  on: 'nothing',
  run,
}

async function run(): Promise<Figure[]> {
  const city = await openGatewayCity(devices, { dataDir })
  const faults = await Faults.start({ ...city, processes: ['gateway', 'worker'] }, perSecond)
  const random = new Random('faults', process.env.SEED ?? String(Date.now()))
  try {
    await until(() => faults.answered > devices * 5, 60_000)
    const killed = { gateway: 0, worker: 0, postgres: 0 }
    for (let n = 1; n <= kills; n++) {
      await sleep(random.between(20, 800))
      const name = random.weighted({ gateway: 3, worker: 1, postgres: 2 })
      killed[name]++
      await faults.kill(name)
      // Now and then something has to get through between two falls.
      if (n % 10 === 0) {
        const before = faults.answered
        await until(() => faults.answered > before + devices, 120_000)
        console.log(`${n} kills, ${faults.answered} answered, ${faults.waiting} waiting`)
      }
    }
    await until(() => faults.waiting < devices * 5, 120_000)
    const away = faults.kill('postgres', awaySeconds * 1000)
    await sleep(1000)
    const [before, most] = [faults.answered, { mb: 0 }]
    for (let second = 2; second < awaySeconds; second++) {
      most.mb = Math.max(most.mb, residentMb(faults.pid('gateway')))
      await sleep(1000)
    }
    const answeredMeanwhile = faults.answered - before
    await away
    await faults.drain(180_000)
    const found = await city.reconnect((sql) => faults.compare(sql))
    return figuresOf(found, faults.answered, killed, answeredMeanwhile, most.mb)
  } finally {
    await faults.stop()
    await city.close()
  }
}

function figuresOf(
  { sent, lost, extra, changed }: Awaited<ReturnType<Faults['compare']>>,
  answered: number,
  killed: Record<string, number>,
  answeredMeanwhile: number,
  awayMb: number,
): Figure[] {
  const none = (name: string, count: number, beside: string): Figure => ({
    name,
    beside,
    ours: String(count),
    floor: '0',
    ratio: count,
    goal: 0,
    atMost: true,
  })
  const said = Object.entries(killed).map(([name, count]) => `${name} ${count}`)
  return [
    none('answered and not there', lost, `${answered} answered of ${sent}; killed: ${said.join(', ')}`),
    none('there and not sent, or there as a change', extra + changed, 'none'),
    none(`answered while PostgreSQL was away for ${awaySeconds} s`, answeredMeanwhile, 'none'),
    {
      name: 'memory of the gateway meanwhile, the most',
      beside: 'goal of 300 MB',
      ours: `${awayMb.toFixed(0)} MB`,
      floor: '300 MB',
      ratio: awayMb / 300,
      goal: 1,
      atMost: true,
    },
  ]
}

const residentMb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
