import type { ProtocolVersion } from '#domain/monitoring/input/packet.ts'
import { buildFrame, protocolTime } from '#src/gateway/send/frame.ts'

/** Whom a request goes to, as its last packet had it. */
export interface Addressee {
  version: ProtocolVersion | null
  /** System code of its outlet: 31 gas, 32 water. */
  st: string
  pw: string
  mn: string
}

const historyCommands = { minute: '2051', hour: '2061', day: '2031' } as const

/** Sets the clock of the device (1012). `at` is also the request's number, under which 9011 and 9012 come back. */
export function setTime(to: Addressee, at: Date): Buffer {
  return request(to, at, '1012', [['SystemTime', protocolTime(at)]])
}

/** Asks again for periods that are missing, from the first to the last of them, both by their start (2051, 2061, 2031). */
export function fetchHistory(
  to: Addressee,
  at: Date,
  kind: keyof typeof historyCommands,
  period: { from: Date; to: Date },
): Buffer {
  return request(to, at, historyCommands[kind], [
    ['BeginTime', protocolTime(period.from)],
    ['EndTime', protocolTime(period.to)],
  ])
}

/** How long the device waits for an answer, and how often it sends again (1000). */
export function setPatience(to: Addressee, at: Date, { timeoutS = 10, repeats = 3 } = {}): Buffer {
  return request(to, at, '1000', [
    ['OverTime', timeoutS],
    ['ReCount', repeats],
  ])
}

function request(to: Addressee, at: Date, cn: string, content: [string, string | number][]): Buffer {
  return buildFrame({ ...to, qn: protocolTime(at, { ms: true }), cn, wantsAnswer: true, content })
}
