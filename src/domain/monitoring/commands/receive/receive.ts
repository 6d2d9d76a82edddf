import type { Connection } from '#db/client.ts'
import { planReceipt, type ReceivePlan, type Verdict } from '#domain/monitoring/commands/receive/plan.ts'
import { DeviceRegistry } from '#domain/monitoring/commands/receive/registry.ts'
import { writeReceipt } from '#domain/monitoring/commands/receive/write.ts'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { cityDate } from '#platform/clock.ts'

/** Takes in frames for one gateway process. */
export interface Receiver {
  /**
   * Commits all that these frames say, or throws and has written nothing. Called for one batch after another, never for two at once.
   * @returns for each frame, in their order, whether it was taken: only then it may be answered
   */
  receive(packets: readonly Packet[], now: Date): Promise<Verdict[]>
}

export function openReceiver({ db, sql }: Connection): Receiver {
  const registry = new DeviceRegistry(db)
  const months = new Set<string>()
  return {
    async receive(packets, now) {
      await registry.prepare(new Set(packets.map(({ mn }) => mn ?? '')), now.getTime())
      const plan = planReceipt(packets, registry, cityDate)
      for (const month of monthsOf(plan)) {
        if (months.has(month)) continue
        await sql`select make_reading_parts(${`${month}-01`}::date)`
        months.add(month)
      }
      await writeReceipt(sql, plan)
      for (const [device, newest] of plan.newest) device.newest = newest
      return plan.verdicts
    },
  }
}

/** The months that a plan writes into. Looks at each day once. */
function monthsOf({ taken, fresh, doubtful }: ReceivePlan): Set<string> {
  const days = new Set<number>()
  for (const { packet } of taken) days.add(dayNumber(packet.receivedAt.getTime()))
  for (const { atMs } of fresh) days.add(dayNumber(atMs))
  for (const { atMs } of doubtful) days.add(dayNumber(atMs))
  return new Set([...days].map((day) => new Date(day * dayMs).toISOString().slice(0, 7)))
}

const dayMs = 24 * 3_600_000
/** Days since 1970 by Chinese time. */
const dayNumber = (ms: number) => Math.floor((ms + 8 * 3_600_000) / dayMs)
