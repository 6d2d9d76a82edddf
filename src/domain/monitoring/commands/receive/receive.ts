import type { Sql } from '#db/pool.ts'
import { Activity, activityOf } from '#domain/monitoring/commands/receive/activity.ts'
import { Notes } from '#domain/monitoring/commands/receive/notes.ts'
import { monthsOf, planReceipt, type Verdict } from '#domain/monitoring/commands/receive/plan.ts'
import { DeviceRegistry } from '#domain/monitoring/commands/receive/registry.ts'
import { type ConnectedDevice, type DeviceRequest, Requests } from '#domain/monitoring/commands/receive/requests.ts'
import { writeDeviations, writeReceipt } from '#domain/monitoring/commands/receive/write.ts'
import { writeActivity } from '#domain/monitoring/commands/receive/write-activity.ts'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { cityDate } from '#platform/clock.ts'

/** Takes in frames for one gateway process. */
export interface Receiver {
  /**
   * Commits all that these frames say, or throws and has written nothing. May be called while others run, as long as no device has
   * frames in two of them.
   * @returns for each frame, in their order, whether it was taken: only then it may be answered
   */
  receive(packets: readonly Packet[], now: Date): Promise<Verdict[]>
  /** What the register says of a device's line; undefined for one that is not registered. */
  lineOf(mn: string): { allowsSwappedCrc: boolean; framesPerMinute: number } | undefined
  /** A frame whose CRC is wrong: counted where its MN is a registered one. */
  noteBroken(packet: Packet): void
  /** What devices are to be asked now: periods that are missing, the right time. It is recorded as sent. */
  requestsFor(connected: readonly ConnectedDevice[], now: Date): Promise<DeviceRequest[]>
  /** Reads the register and writes what was noted, so that neither waits for the next frame. */
  settle(now: Date): Promise<void>
}

export function openReceiver({ sql }: { sql: Sql }): Receiver {
  const registry = new DeviceRegistry(sql)
  const notes = new Notes()
  const activity = new Activity()
  const requests = new Requests(sql, registry)
  const months = new Map<string, Promise<unknown>>()
  const partsOf = (month: string) => {
    const made = months.get(month) ?? sql`select make_reading_parts(${`${month}-01`}::date)`
    months.set(month, made)
    made.catch(() => months.delete(month))
    return made
  }
  /** Adds what was noted to a write, and keeps it when the write fails. */
  const withNotes = async (now: Date, write: (noted: ReturnType<Notes['take']>) => Promise<void>) => {
    notes.giveUpParts(now.getTime())
    const noted = notes.take()
    await write(noted).catch((error) => {
      for (const { deviceId, day, deviation, count } of noted) notes.add(deviceId, day, deviation, count)
      throw error
    })
  }
  const take = async (packets: readonly Packet[], now: Date): Promise<Verdict[]> => {
    await registry.prepare(new Set(packets.map(({ mn }) => mn ?? '')), now.getTime())
    const plan = planReceipt(packets, registry, cityDate)
    await Promise.all([...monthsOf(plan)].map(partsOf))
    await activity.commit(activityOf(plan), now.getTime(), (known) =>
      withNotes(now, (noted) => writeReceipt(sql, plan, { noted, activity: known })),
    )
    for (const [device, newest] of plan.newest) device.newest = newest
    for (const [device, values] of plan.values) Object.assign(device.values, values)
    for (const [deviceId, aheadS] of plan.clockAheadS) requests.seeClock(deviceId, aheadS)
    for (const { device, packet } of plan.taken) notes.committed(device.id, cityDate(packet.receivedAt), packet)
    return plan.verdicts
  }
  return {
    receive: take,
    lineOf: (mn) => registry.find(mn),
    noteBroken({ mn, receivedAt }) {
      const device = mn === null ? undefined : registry.find(mn)
      if (device) notes.add(device.id, cityDate(receivedAt), 'crc_wrong')
    },
    requestsFor: (connected, now) => requests.due(connected, now),
    async settle(now) {
      await registry.prepare([], now.getTime())
      await withNotes(now, (noted) => writeDeviations(sql, noted))
      await activity.flush(now.getTime(), (known) => writeActivity(sql, known))
    },
  }
}
