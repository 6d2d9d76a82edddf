import type postgres from 'postgres'
import type { Connection } from '#db/client.ts'
import { openReceiver } from '#domain/monitoring/commands/receive/receive.ts'
import type { Packet, PacketFactor } from '#domain/monitoring/input/packet.ts'

const nothing = {
  rtd: null,
  min: null,
  avg: null,
  max: null,
  cou: null,
  zsRtd: null,
  zsMin: null,
  zsAvg: null,
  zsMax: null,
}

/** One factor of a frame, by its code of 2017. */
export const factorOf = (code: string, values: Partial<PacketFactor>): PacketFactor => ({
  code,
  factorCode: code,
  ...nothing,
  flag: 'N',
  eflag: null,
  sampleTime: null,
  unread: [],
  ...values,
})

/** A frame as the gateway hands it on; it came in 7 s after the end of its moment. */
export function packetOf(mn: string, cn: '2011' | '2061' | '2031', dataTime: Date, factors: PacketFactor[]): Packet {
  const length = { '2011': 0, '2061': 3_600_000, '2031': 86_400_000 }[cn]
  const receivedAt = new Date(dataTime.getTime() + length + 7_000)
  return {
    receivedAt,
    raw: Buffer.from(`##${mn}${cn}\r\n`),
    version: '2017',
    qn: null,
    st: null,
    cn,
    pw: '123456',
    mn,
    flag: null,
    pnum: null,
    pno: null,
    dataTime,
    factors,
    facilities: [],
    texts: [],
    items: [],
    deviations: [],
  }
}

/** Registers a device `mn` at an outlet, in the words of the register's table. */
export const registerDevice = (
  owner: postgres.Sql,
  mn: string,
  outletId: number,
  state = 'signed_off',
  on = '2026-01-01',
) =>
  owner`insert into devices (mn, outlet_id, password, state, registered_on) values (${mn}, ${outletId}, '123456', ${state}, ${on})`

/** Commits frames as the gateway does. */
export async function receiveAll(connection: Connection, packets: Packet[]): Promise<void> {
  const receiver = openReceiver(connection)
  for (let start = 0; start < packets.length; start += 500)
    await receiver.receive(packets.slice(start, start + 500), new Date())
}
