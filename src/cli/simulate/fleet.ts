import { answerAsked } from '#src/cli/simulate/asked.ts'
import { SimulatedDevice } from '#src/cli/simulate/device.ts'
import { type Span, spans } from '#src/cli/simulate/means.ts'
import { type Message, meanMessage, realtimeMessage, startMessages, stateMessage } from '#src/cli/simulate/packets.ts'
import { habitOf } from '#src/cli/simulate/plant.ts'
import type { SimulatedSite } from '#src/cli/simulate/site.ts'

const hourMs = spans.hour
/** The clock of the device whose clock is late. */
const lateMs = 7 * 60_000

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
    return speed === 1 ? ms : Math.min(ms, startMs - spans.day + (ms - startMs) * speed)
  }
  const beganMs = plantMs()
  const devices = sites.flatMap((given, index) => {
    const habit = given.habit ?? habitOf(index)
    if (habit === 'silent') return []
    const site = { ...given, badFromMs: startOf('hour', beganMs) - hourMs }
    const clock = { behindMs: habit === 'late' ? lateMs : 0 }
    const send = (message: Message) => {
      for (const build of message) device.send(build, new Date(now().getTime() - clock.behindMs))
    }
    const sendMean = (span: Span, fromMs: number) => send(meanMessage(site, habit, span, fromMs))
    const device = new SimulatedDevice({
      host,
      port,
      onAsked: (asked) => answerAsked(asked, { site, device, clock, sendMean, nowMs: plantMs() }),
    })
    for (const fromMs of pastHours(beganMs, hoursBack))
      if (habit !== 'forgetful' || !isForgotten(fromMs)) sendMean('hour', fromMs)
    if (hoursBack > 0) sendMean('day', startOf('day', beganMs) - spans.day)
    send(startMessages(site, beganMs))
    send(stateMessage(site, habit, beganMs))
    let lastMs = beganMs
    let nextMs = beganMs + (everyMs * index) / sites.length
    const step = () => {
      const ms = plantMs()
      for (; nextMs <= ms; nextMs += everyMs) {
        const at = Math.floor((nextMs - clock.behindMs) / 1000) * 1000
        send(realtimeMessage(site, habit, at))
      }
      if (startOf('hour', ms) > lastMs) send(stateMessage(site, habit, startOf('hour', ms)))
      for (const span of ['minute', 'hour', 'day'] as const)
        for (let to = startOf(span, lastMs) + spans[span]; to <= ms; to += spans[span]) sendMean(span, to - spans[span])
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

/** By Chinese clocks. */
function startOf(span: Span, ms: number): number {
  const zoneMs = 8 * hourMs
  return Math.floor((ms + zoneMs) / spans[span]) * spans[span] - zoneMs
}

const pastHours = (beganMs: number, hours: number) =>
  Array.from({ length: hours }, (_, n) => startOf('hour', beganMs) - (hours - n) * hourMs)

/** What its memory lost. */
const isForgotten = (fromMs: number) => (fromMs / hourMs) % 8 < 2
