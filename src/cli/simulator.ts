/**
 * The simulator process: the demo city's monitoring devices, alive, after a past of 45 days was written for them where there is none.
 * Started by `portal start` and `portal dev` where DEMO is on; ends with them.
 */
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { database } from '#platform/database.ts'
import { runSoon } from '#platform/jobs/schedule.ts'
import { now } from '#platform/now.ts'
import { loadDemoReadings } from '#src/cli/demo/readings.ts'
import { endTogether } from '#src/cli/process.ts'
import { startFleet } from '#src/cli/simulate/fleet.ts'
import { readSites } from '#src/cli/simulate/site.ts'

const { HJ212_PORT, HOST, DATABASE_URL } = config()
let fleet: ReturnType<typeof startFleet> | undefined
endTogether(async () => fleet?.stop())
process.send?.('ready')

const url = DATABASE_URL ?? ''
if (await loadDemoReadings(url, now())) for (const job of ['close-days', 'open-data-dumps']) await runSoon(url, job) // rates, flags, whole tables: at once, not in ten minutes
const connection = database()
const sites = await readSites(connection.sql, 300, cityDate(now()))
await connection.close()
fleet = startFleet(sites, { host: HOST, port: HJ212_PORT, now })
