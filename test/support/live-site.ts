import { connect } from '#db/client.ts'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'

/** An instant of November 2026 in the city: `25T09:30`. */
export const november = (text: string) => new Date(`2026-11-${text}:00+08:00`)

/**
 * A site on 25 November 2026, half past ten, with one stack on line: its hour from 6 to 7 was over the limit of NOx by half, the
 * next was marked as maintenance, that from 4 to 5 never came.
 */
export async function startLiveSite() {
  const site = await startMovedSite('2026-11-25T10:30:00+08:00')
  const { sql } = site
  const [place] = (await sql`
    select o.id, e.credit_code as "creditCode", o.code, l.limit_max::float as "limitMax" from outlets o
    join enterprises e on e.id = o.enterprise_id
    join outlet_limits l on l.outlet_id = o.id and l.factor_code = 'a21002' and l.valid_to is null order by o.id limit 1`) as unknown as [
    { id: number; creditCode: string; code: string; limitMax: number },
  ]
  await registerDevice(sql, 'STACK', place.id)
  const app = connect(site.database, { max: 2 })
  const send = (packets: Packet[]) => receiveAll(app, packets)
  const hours = [...Array(10).keys()].filter((hour) => hour !== 4)
  await send([
    ...hours.map((hour) =>
      packetOf('STACK', '2061', november(`25T0${hour}:00`), [
        factorOf('a21002', { zsAvg: place.limitMax * (hour === 6 ? 1.5 : 0.5), flag: hour === 7 ? 'M' : 'N' }),
      ]),
    ),
    packetOf('STACK', '2011', november('25T10:29'), [factorOf('a21002', { zsRtd: 90 })]),
  ])
  return {
    url: site.url,
    place,
    path: `/monitoring/${place.creditCode}/${place.code}`,
    /** A second device, registered and never heard. */
    async keepSilent() {
      const [other] = (await sql`select id from outlets where id > ${place.id} order by id limit 1`) as unknown as [
        { id: number },
      ]
      await registerDevice(sql, 'SILENT', other.id)
    },
    send,
    async stop() {
      await app.close()
      await site.stop()
    },
  }
}
