import { SimulatedDevice } from '#src/cli/simulate/device.ts'
import { meanFrame, realtimeFrame } from '#src/cli/simulate/packets.ts'
import { habitOf } from '#src/cli/simulate/plant.ts'
import type { SimulatedSite } from '#src/cli/simulate/site.ts'

const hourMs = 3_600_000
const minutesMs = 10 * 60_000
const dayMs = 24 * hourMs

export interface FleetOptions {
  host: string
  port: number
  now: () => Date
  /** How much faster than time the plants live: above 1 they begin a day back and slow down when they have reached today. */
  speed?: number
  /** Hours of the past that each device sends first, as one that comes back with its memory. */
  hoursBack?: number
  everyMs?: number
}

/** Plants of which each has a device with a connection of its own. */
export function startFleet(
  sites: readonly SimulatedSite[],
  { host, port, now, speed = 1, hoursBack = 24, everyMs = 30_000 }: FleetOptions,
) {
  const startMs = now().getTime()
  const plantMs = () => {
    const ms = now().getTime()
    return speed === 1 ? ms : Math.min(ms, startMs - dayMs + (ms - startMs) * speed)
  }
  const beganMs = plantMs()
  const devices = sites.flatMap((site, index) => {
    const habit = habitOf(index)
    if (habit === 'silent') return []
    const device = new SimulatedDevice(host, port)
    const firstHour = Math.floor(beganMs / hourMs) * hourMs
    for (let hour = hoursBack; hour > 0; hour--)
      device.send((qn) => meanFrame(site, habit, '2061', firstHour - hour * hourMs, qn), now())
    let lastMs = beganMs
    let nextMs = beganMs + (everyMs * index) / sites.length
    const step = () => {
      const ms = plantMs()
      for (; nextMs <= ms; nextMs += everyMs) {
        const at = Math.floor(nextMs / 1000) * 1000
        device.send((qn) => realtimeFrame(site, habit, at, qn), now())
      }
      for (let to = next(lastMs, minutesMs); to <= ms; to += minutesMs)
        device.send((qn) => meanFrame(site, habit, '2051', to - minutesMs, qn), now())
      for (let to = next(lastMs, hourMs); to <= ms; to += hourMs)
        device.send((qn) => meanFrame(site, habit, '2061', to - hourMs, qn), now())
      lastMs = ms
    }
    return [{ device, step }]
  })
  const timer = setInterval(() => {
    for (const { step } of devices) step()
  }, 500)
  return {
    /** Packets that were answered. */
    answered: () => devices.reduce((sum, { device }) => sum + device.answered, 0),
    stop() {
      clearInterval(timer)
      for (const { device } of devices) device.stop()
    },
  }
}

const next = (ms: number, span: number) => (Math.floor(ms / span) + 1) * span
