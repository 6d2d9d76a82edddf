import type { Receiver } from '#domain/monitoring/commands/receive/receive.ts'
import { fetchHistory, setTime } from '#src/gateway/send/requests.ts'
import type { Gateway } from '#src/gateway/server/server.ts'

/**
 * What the gateway does beside taking frames, some times a minute: it writes what was noted, reads the register anew, and asks devices
 * for what is missing. How they answer comes in as packets.
 */
export async function attend(gateway: Gateway, receiver: Receiver, now: Date): Promise<void> {
  await receiver.settle(now)
  for (const request of await receiver.requestsFor(gateway.connected(), now))
    gateway.send(request.mn, (to) =>
      request.kind === 'clock' ? setTime(to, request.at) : fetchHistory(to, request.at, request.kind, request.period),
    )
}
