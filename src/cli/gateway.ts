/** The gateway process: hears monitoring devices at HJ212_PORT, and answers what is committed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '#platform/config.ts'
import { database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { endTogether } from '#src/cli/process.ts'
import { receivePorts } from '#src/gateway/receive-ports.ts'
import { startGateway } from '#src/gateway/server/server.ts'

const againAfterMs = 5_000
const { HJ212_PORT, HOST } = config()
const connection = database()
let gateway: Awaited<ReturnType<typeof startGateway>> | undefined

endTogether(async () => {
  await gateway?.stop()
  await connection.close()
})

/** Alone, a port that can't be opened ends it. Beside the site it waits for the port: pages do not stop for want of a device. */
for (let isSaid = false; !gateway; isSaid = true) {
  gateway = await startGateway(receivePorts(connection), { port: HJ212_PORT, host: HOST }).catch(async (error) => {
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
log.info({ port: gateway.port }, 'devices are heard')
process.send?.({ port: gateway.port })
