import type { Sql } from '#db/pool.ts'
import type { Receiver } from '#domain/monitoring/commands/receive/receive.ts'
import { log } from '#platform/log.ts'
import { now } from '#platform/now.ts'
import type { GatewayPorts } from '#src/gateway/server/server.ts'

/** The gateway's ports on the city's database. */
export function receivePorts(sql: Sql, receiver: Receiver): GatewayPorts {
  return {
    now,
    store: (packets) => receiver.receive(packets, now()),
    isReachable: async () => (await sql`select 1`).length === 1,
    allowsSwappedCrc: (mn) => receiver.lineOf(mn)?.allowsSwappedCrc ?? false,
    framesPerMinute: (mn) => receiver.lineOf(mn)?.framesPerMinute,
    broken: (packet) => receiver.noteBroken(packet),
    failed: (err, packets) => log.error({ err, packets }, 'frames could not be stored; they wait'),
  }
}
