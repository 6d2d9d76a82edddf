import type { Connection } from '#db/client.ts'
import { openReceiver } from '#domain/monitoring/commands/receive/receive.ts'
import { log } from '#platform/log.ts'
import { now } from '#platform/now.ts'
import type { GatewayPorts } from '#src/gateway/server/server.ts'

/** The gateway's ports on the city's database. */
export function receivePorts(connection: Connection): GatewayPorts {
  const receiver = openReceiver(connection)
  return {
    now,
    store: (packets) => receiver.receive(packets, now()),
    isReachable: async () => (await connection.sql`select 1`).length === 1,
    failed: (err, packets) => log.error({ err, packets }, 'frames could not be stored; they wait'),
  }
}
