import type { Asked, SimulatedDevice } from '#src/cli/simulate/device.ts'
import { type Span, spans } from '#src/cli/simulate/means.ts'
import { editionOf } from '#src/cli/simulate/packets.ts'
import type { SimulatedSite } from '#src/cli/simulate/site.ts'
import { executionAnswer, executionResults, requestAnswer, requestResults } from '#src/gateway/send/answers.ts'

const historyOf: Readonly<Record<string, Span>> = { '2051': 'minute', '2061': 'hour', '2031': 'day' }
/** Periods that one request gets. */
const most = 200

interface Answering {
  site: SimulatedSite
  device: SimulatedDevice
  clock: { behindMs: number }
  sendMean: (span: Span, fromMs: number) => void
  nowMs: number
}

/** What a device does when the portal asks it: 9011 at once, then the data, then 9012. */
export function answerAsked({ cn, qn, content }: Asked, { site, device, clock, sendMean, nowMs }: Answering): void {
  const packet = { version: editionOf(site), qn, cn, pw: site.password, mn: site.mn, flag: null } as const
  const span = historyOf[cn]
  const isKnown = span !== undefined || cn === '1012' || cn === '1000'
  device.tell(requestAnswer(packet, isKnown ? requestResults.ready : requestResults.unknownCommand))
  if (!isKnown) return
  if (cn === '1012') clock.behindMs = 0
  let sent = 0
  if (span) {
    const toMs = Math.min(timeIn(content.get('EndTime')), nowMs - spans[span])
    for (let fromMs = timeIn(content.get('BeginTime')); fromMs <= toMs && sent < most; fromMs += spans[span], sent++)
      sendMean(span, fromMs)
  }
  device.tell(executionAnswer(packet, span && sent === 0 ? executionResults.noData : executionResults.done))
}

/** 14 digits, by Chinese clocks; what is none is never reached. */
function timeIn(text = ''): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.map(Number) ?? []
  return y === undefined ? Number.NaN : Date.UTC(y, (mo ?? 1) - 1, d, (h ?? 0) - 8, mi, s)
}
