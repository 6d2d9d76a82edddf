import { parseArgs } from 'node:util'
import { connect } from '#db/client.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { now } from '#platform/now.ts'
import { startFleet } from '#src/cli/simulate/fleet.ts'
import { readSites } from '#src/cli/simulate/site.ts'
import { withServer } from '#src/cli/with-server.ts'

const whole = (name: string, given: string, most: number) => {
  const value = Number(given)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Error(`--${name} was given as ${JSON.stringify(given)}; allowed: a whole number from 1 to ${most}`)
}

/** `portal simulate`: registered devices send to a gateway until a signal comes. */
export async function simulate(args: string[]): Promise<void> {
  const { HOST, HJ212_PORT } = config()
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({
    args,
    options: { devices: text('300'), speed: text('1'), host: text(HOST), port: text(String(HJ212_PORT)) },
  })
  const most = whole('devices', values.devices, 10_000)
  const speed = whole('speed', values.speed, 3600)
  const port = whole('port', values.port, 65_535)
  await withServer(async (url) => {
    const { sql, close } = connect(url, { max: 1, name: 'qingyuan-cli' })
    const sites = await readSites(sql, most, cityDate(now())).finally(close)
    if (sites.length === 0) throw new Error('no device with limits is registered; the demo city has some (DEMO=true)')
    const fleet = startFleet(sites, { host: values.host, port, now, speed })
    console.log(`${sites.length} devices send to ${values.host}:${port}; end with Ctrl+C`)
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
    })
    console.log(`${fleet.answered()} packets were answered`)
    fleet.stop()
  })
}
