/** The gateway process: hears monitoring devices at HJ212_PORT, and answers what is committed. */
import { config } from '#platform/config.ts'
import { database } from '#platform/database.ts'
import { log } from '#platform/log.ts'
import { endTogether } from '#src/cli/process.ts'
import { receivePorts } from '#src/gateway/receive-ports.ts'
import { startGateway } from '#src/gateway/server/server.ts'

const { HJ212_PORT, HOST } = config()
const connection = database()
const gateway = await startGateway(receivePorts(connection), { port: HJ212_PORT, host: HOST }).catch((error) => {
  const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : `can't be opened (${error.code})`
  console.error(`HJ212_PORT ${HJ212_PORT} at ${HOST} ${why}`)
  process.exit(1)
})
log.info({ port: gateway.port }, 'devices are heard')
process.send?.({ port: gateway.port })

endTogether(async () => {
  await gateway.stop()
  await connection.close()
})
