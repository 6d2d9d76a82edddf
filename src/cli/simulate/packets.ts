import { type Mean, meansOf, type Span } from '#src/cli/simulate/means.ts'
import { isRunningAt, valueAt } from '#src/cli/simulate/plant.ts'

import type { Habit, SimulatedFactor, SimulatedSite } from '#src/cli/simulate/site.ts'
import { buildFrame, protocolTime } from '#src/gateway/send/frame.ts'

const commands = { minute: '2051', hour: '2061', day: '2031' } as const
/** A data segment holds 1,024 bytes, of which CP gets 950. A message that is longer is split. */
const mostContent = 850

/** Makes the frames of a message, given the number of each. */
export type Message = ((qn: Date) => Buffer)[]

/** The real-time packet of an instant. */
export const realtimeMessage = (site: SimulatedSite, habit: Habit, atMs: number) =>
  messageOf(
    site,
    '2011',
    atMs,
    site.factors.map((factor) => {
      const { value, flag } = valueAt(site, habit, factor, atMs)
      const measured = measuredOf(site, factor, value)
      return [factor, { Rtd: measured, ...(measured === value ? {} : { ZsRtd: value }), Flag: flag }]
    }),
  )

/** Ten minutes (2051), an hour (2061) or a day (2031) that began at an instant. */
export const meanMessage = (site: SimulatedSite, habit: Habit, span: Span, fromMs: number) =>
  messageOf(
    site,
    commands[span],
    fromMs,
    meansOf(site, habit, span, fromMs).map((mean) => [mean.factor, itemsOf(site, mean)]),
  )

/** Facility states (2021): whether what treats the waste is running. */
export const stateMessage = (site: SimulatedSite, habit: Habit, atMs: number): Message => [
  frameOf(site, '2021', atMs, [['SB1-RS', isRunningAt(site, habit, atMs) ? '1' : '0']]),
]

/** What a logger of 2017 says when it starts: that it did (2081), and in its log (3020). The edition of 2005 knows neither. */
export const startMessages = (site: SimulatedSite, atMs: number): Message =>
  editionOf(site) === '2005'
    ? []
    : [
        frameOf(site, '2081', atMs, [['RestartTime', protocolTime(new Date(atMs))]]),
        frameOf(site, '3020', atMs, [
          ['PolId', site.factors[0]?.code ?? ''],
          ['i11001-Info', '//logger started//'],
        ]),
      ]

function itemsOf(site: SimulatedSite, { factor, min, mean, max, total, flag }: Mean): Record<string, string | number> {
  const measured = (value: number) => measuredOf(site, factor, value)
  return {
    ...(total === null ? {} : { Cou: total }),
    Min: measured(min),
    Avg: measured(mean),
    Max: measured(max),
    ...(isStandardised(site, factor) ? { ZsMin: min, ZsAvg: mean, ZsMax: max } : {}),
    Flag: flag,
  }
}

/** Every seventh device is an old one. */
export const editionOf = ({ deviceId }: SimulatedSite) => (deviceId % 7 === 0 ? '2005' : '2017')

export const isStandardised = ({ medium }: SimulatedSite, { isFlow, limitMin }: SimulatedFactor) =>
  medium === 'air' && limitMin === null && !isFlow

/** What the analyser shows before the conversion to the reference oxygen: these stacks draw in a quarter of air. */
export const measuredOf = (site: SimulatedSite, factor: SimulatedFactor, value: number) =>
  isStandardised(site, factor) ? Number((value * 0.8).toPrecision(4)) : value

function messageOf(
  site: SimulatedSite,
  cn: string,
  atMs: number,
  values: [SimulatedFactor, Record<string, string | number>][],
): Message {
  const parts: [string, string][][] = [[]]
  let length = 0
  for (const [factor, items] of values) {
    const code = editionOf(site) === '2005' ? factor.legacyCode : factor.code
    if (code === null) continue
    const text = Object.entries(items)
      .map(([name, value]) => `${code}-${name}=${value}`)
      .join(',')
    if (length + text.length > mostContent) {
      parts.push([])
      length = 0
    }
    length += text.length + 1
    const at = text.indexOf('=')
    parts.at(-1)?.push([text.slice(0, at), text.slice(at + 1)])
  }
  return parts.map((content, index) =>
    frameOf(site, cn, atMs, content, parts.length > 1 ? { of: parts.length, no: index + 1 } : undefined),
  )
}

const frameOf =
  (
    site: SimulatedSite,
    cn: string,
    atMs: number,
    content: readonly [string, string][],
    part?: { of: number; no: number },
  ) =>
  (qn: Date): Buffer =>
    buildFrame({
      version: editionOf(site),
      qn: protocolTime(qn, { ms: true }),
      st: site.medium === 'air' ? '31' : '32',
      cn,
      pw: site.password,
      mn: site.mn,
      wantsAnswer: true,
      ...(part ? { part } : {}),
      content: [['DataTime', protocolTime(new Date(atMs))], ...content],
    })
