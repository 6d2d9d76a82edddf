/** The gateway process: hears monitoring devices at HJ212_PORT, and answers what is committed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool } from '#db/pool.ts'
import { openReceiver } from '#domain/monitoring/commands/receive/receive.ts'
import { config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { now } from '#platform/now.ts'
import { endTogether } from '#src/cli/process.ts'
import { attend } from '#src/gateway/attend.ts'
import { receivePorts } from '#src/gateway/receive-ports.ts'
import { defaultLimits } from '#src/gateway/server/limits.ts'
import { startGateway } from '#src/gateway/server/server.ts'

const againAfterMs = 5_000
const { HJ212_PORT, HOST } = config()
const attendEachMs = 15_000
const url = config().DATABASE_URL
if (!url) throw new Error('DATABASE_URL is not set: `npm start` sets it for the processes that it starts')
/** A connection for each commit; the others look after what is noted and read the register. */
const sql = openPool(url, { max: defaultLimits.commitsAtOnce + 2, isDurable: true, name: 'qingyuan-gateway' })
const receiver = openReceiver({ sql })
let gateway: Awaited<ReturnType<typeof startGateway>> | undefined

endTogether(async () => {
  await gateway?.stop()
  await receiver.settle(now()).catch((err) => log.error({ err }, 'the newest of the devices could not be written'))
  await sql.end({ timeout: 5 })
})

/** Alone, a port that can't be opened ends it. Beside the site it waits for the port: pages do not stop for want of a device. */
for (let isSaid = false; !gateway; isSaid = true) {
  gateway = await startGateway(receivePorts(sql, receiver), { port: HJ212_PORT, host: HOST }).catch(async (error) => {
    const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : `can't be opened (${error.code})`
    if (!isSaid)
      console.error(
        `HJ212_PORT ${HJ212_PORT} at ${HOST} ${why}${process.send ? '; no device is heard until it is free' : ''}`,
      )
    if (!process.send) process.exit(1)
    process.send({ port: null })
    await sleep(againAfterMs)
    return undefined
  })
}
const attended = gateway
const look = () =>
  attend(attended, receiver, now()).catch((err) => log.error({ err }, 'devices could not be attended to'))
void look()
setInterval(look, attendEachMs)
log.info({ port: gateway.port }, 'devices are heard')
process.send?.({ port: gateway.port })
