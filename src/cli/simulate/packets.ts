import { type Habit, type Value, valueAt } from '#src/cli/simulate/plant.ts'
import type { SimulatedFactor, SimulatedSite } from '#src/cli/simulate/site.ts'
import { buildFrame, protocolTime } from '#src/gateway/send/frame.ts'

const spans = { '2051': 10 * 60_000, '2061': 3_600_000 } as const
const samples = 6

/** The real-time packet of an instant. */
export const realtimeFrame = (site: SimulatedSite, habit: Habit, atMs: number, qn: Date) =>
  frameOf(site, '2011', atMs, qn, (factor) => {
    const { value, flag } = valueAt(site, habit, factor, atMs)
    const standard: Record<string, number> = isStandardised(site, factor) ? { ZsRtd: value } : {}
    return { Rtd: value, ...standard, Flag: flag }
  })

/** Ten minutes (2051) or an hour (2061) that begin at an instant. */
export const meanFrame = (site: SimulatedSite, habit: Habit, cn: keyof typeof spans, fromMs: number, qn: Date) =>
  frameOf(site, cn, fromMs, qn, (factor) => {
    const values = Array.from({ length: samples }, (_, i) =>
      valueAt(site, habit, factor, fromMs + ((i + 0.5) * spans[cn]) / samples),
    )
    const all = values.map(({ value }) => value)
    const mean = Number((all.reduce((sum, value) => sum + value, 0) / samples).toPrecision(4))
    const figures = { Min: Math.min(...all), Avg: mean, Max: Math.max(...all) }
    const standard: Record<string, number> = isStandardised(site, factor)
      ? { ZsMin: figures.Min, ZsAvg: mean, ZsMax: figures.Max }
      : {}
    return { ...figures, ...standard, Flag: (values[0] as Value).flag }
  })

/** Every seventh device is an old one. */
export const editionOf = ({ deviceId }: SimulatedSite) => (deviceId % 7 === 0 ? '2005' : '2017')

const isStandardised = ({ medium }: SimulatedSite, { limitMin }: SimulatedFactor) =>
  medium === 'air' && limitMin === null

function frameOf(
  site: SimulatedSite,
  cn: string,
  atMs: number,
  qn: Date,
  items: (factor: SimulatedFactor) => Record<string, string | number>,
): Buffer {
  const version = editionOf(site)
  const content = site.factors.flatMap((factor): [string, string][] => {
    const code = version === '2005' ? factor.legacyCode : factor.code
    if (code === null) return []
    const pairs = Object.entries(items(factor)).map(([name, value]) => `${code}-${name}=${value}`)
    const [first = '', ...rest] = pairs
    const at = first.indexOf('=')
    return [[first.slice(0, at), [first.slice(at + 1), ...rest].join(',')]]
  })
  return buildFrame({
    version,
    qn: protocolTime(qn, { ms: true }),
    st: site.medium === 'air' ? '31' : '32',
    cn,
    pw: site.password,
    mn: site.mn,
    wantsAnswer: true,
    content: [['DataTime', protocolTime(new Date(atMs))], ...content],
  })
}
