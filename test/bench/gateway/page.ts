import { freePort } from '#platform/postgres/embedded.ts'
import { build, root } from '#src/cli/build.ts'
import { protocolTime } from '#src/gateway/send/frame.ts'
import type { GatewayCity } from '#test/bench/gateway/city.ts'
import { ended, started } from '#test/bench/process.ts'
import type { Figure } from '#test/bench/run.ts'
import { connectDevice } from '#test/gateway/device.ts'
import { frame } from '#test/gateway/vectors.ts'

const probes = 8
const lookEachMs = 200

/** From the first byte of a real-time frame until the outlet's public page shows its value. */
export async function timesToPage({ sql, databaseUrl, mns }: GatewayCity, gatewayPort: number): Promise<Figure> {
  build()
  const port = await freePort()
  const site = `http://127.0.0.1:${port}`
  const env = { DATABASE_URL: databaseUrl, DEMO: 'false', PORT: String(port), SITE_URL: site, QINGYUAN_PROCESS: 'web' }
  const web = await started(`${root}src/cli/web.ts`, env)
  const [place] = await sql<{ path: string }[]>`
    select '/monitoring/' || e.credit_code || '/' || o.code as path from devices d join outlets o on o.id = d.outlet_id
    join enterprises e on e.id = o.enterprise_id where d.mn = ${mns[0] ?? ''}`
  const device = await connectDevice(gatewayPort)
  const times: number[] = []
  try {
    for (let n = 0; n < probes; n++) {
      const shown = String(3001 + n * 700 + Math.floor(Math.random() * 600))
      const time = protocolTime(new Date())
      const startMs = performance.now()
      device.send(
        frame(
          `QN=${time}000;ST=32;CN=2011;PW=123456;MN=${mns[0]};Flag=5;CP=&&DataTime=${time};w01018-Rtd=${shown},w01018-Flag=N&&`,
        ),
      )
      const text = () => fetch(`${site}${place?.path}`).then((answer) => answer.text())
      while (!(await text()).replaceAll(',', '').includes(shown)) {
        if (performance.now() - startMs > 60_000) throw new Error(`${place?.path} does not show ${shown}`)
        await new Promise((resolve) => setTimeout(resolve, lookEachMs))
      }
      times.push((performance.now() - startMs) / 1000)
    }
  } finally {
    device.socket.destroy()
    await ended(web)
  }
  const most = Math.max(...times)
  return {
    name: `frame to public page, the longest of ${probes}`,
    beside: 'goal of 60 s',
    ours: `${most.toFixed(1)} s`,
    floor: '60 s',
    ratio: most / 60,
    goal: 1,
    atMost: true,
  }
}
