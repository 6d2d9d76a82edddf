import { CopyRows, type ReadingKind, type ReadingRow } from '#domain/monitoring/commands/receive/copy-rows.ts'
import { isNewestKind, Newest, type NewestOfKinds } from '#domain/monitoring/commands/receive/newest.ts'
import type { DeviceRegistry, KnownDevice } from '#domain/monitoring/commands/receive/registry.ts'
import type { Packet, PacketFactor } from '#domain/monitoring/input/packet.ts'

/** Why a frame is not taken: it is then not answered, and its device is listed for a person. */
export type RefusalOfFrame = 'unknown_device' | 'wrong_password' | 'removed_device'
export type Verdict = { accepted: true } | { accepted: false; why: RefusalOfFrame }

/** What one commit writes. */
export interface ReceivePlan {
  verdicts: Verdict[]
  /** The frames that are taken, with their devices. */
  taken: { device: KnownDevice; packet: Packet }[]
  refused: { packet: Packet; why: RefusalOfFrame }[]
  /** Rows later than anything committed of their device and kind, hence new. */
  fresh: CopyRows
  /** Rows that may be there already: repeated, late, or a part of a split message. */
  doubtful: ReadingRow[]
  /** Days that it writes into: since 1970, by Chinese time. */
  days: Set<number>
  /** Newest data time by device, after this commit. */
  newest: Map<KnownDevice, Record<ReadingKind, number>>
  /** Newest values by device, of the kinds that this commit holds. */
  values: Map<KnownDevice, NewestOfKinds>
  clockAheadS: Map<number, number>
  /** How devices answered what they were asked (9011, 9012). */
  answers: { deviceId: number; qn: string; cn: string; result: number }[]
  deviations: { deviceId: number; day: string; deviation: string }[]
  unknownFactors: { deviceId: number; code: string; sample: string }[]
  /** Hours and days that came in, each once. */
  toJudge: Map<string, { outletId: number; kind: 'hour' | 'day'; atMs: number }>
  /** Days that were over, or all but, when something of them came in: they are closed again. */
  toClose: Map<string, { outletId: number; day: string }>
}

const kinds: Readonly<Record<string, ReadingKind>> = {
  '2011': 'realtime',
  '2051': 'minute',
  '2061': 'hour',
  '2031': 'day',
}
/** A clock may be ahead by this much before its values are not counted. */
const mostAheadMs = 24 * 3_600_000
/** A commit is written by then at the latest: what arrives so near to the end of a day may miss its closing. */
const lateBeforeMs = 15 * 60_000

const taken: Verdict = { accepted: true }

/** Looks through the frames of one commit, in their order. Pure but for the registry, which it reads. */
export function planReceipt(
  packets: readonly Packet[],
  registry: DeviceRegistry,
  dayOf: (at: Date) => string,
): ReceivePlan {
  const plan: ReceivePlan = {
    verdicts: [],
    taken: [],
    refused: [],
    fresh: new CopyRows(),
    doubtful: [],
    days: new Set(),
    newest: new Map(),
    values: new Map(),
    clockAheadS: new Map(),
    answers: [],
    deviations: [],
    unknownFactors: [],
    toJudge: new Map(),
    toClose: new Map(),
  }
  for (const packet of packets) {
    const device = registry.find(packet.mn ?? '')
    const why = refusalOf(device, packet)
    if (why || !device) {
      plan.refused.push({ packet, why: why ?? 'unknown_device' })
      plan.verdicts.push({ accepted: false, why: why ?? 'unknown_device' })
      continue
    }
    plan.taken.push({ device, packet })
    plan.verdicts.push(taken)
    plan.days.add(dayNumber(packet.receivedAt.getTime()))
    const found = [...packet.deviations]
    const kind = kinds[packet.cn ?? '']
    if (packet.cn === '9011' || packet.cn === '9012') addAnswer(plan, device, packet)
    if (kind) found.push(...addRows(plan, registry, device, packet, kind, dayOf))
    for (const deviation of found)
      plan.deviations.push({ deviceId: device.id, day: dayOf(packet.receivedAt), deviation })
  }
  return plan
}

function refusalOf(device: KnownDevice | undefined, { pw }: Packet): RefusalOfFrame | undefined {
  if (!device) return 'unknown_device'
  if (device.isRemoved) return 'removed_device'
  return device.checksPassword && pw !== device.password ? 'wrong_password' : undefined
}

/** Gives the deviations that only the register can tell. */
function addRows(
  plan: ReceivePlan,
  registry: DeviceRegistry,
  device: KnownDevice,
  packet: Packet,
  kind: ReadingKind,
  dayOf: (at: Date) => string,
): string[] {
  if (!packet.dataTime) return ['no_data_time']
  const atMs = packet.dataTime.getTime()
  const receivedMs = packet.receivedAt.getTime()
  if (kind === 'realtime') plan.clockAheadS.set(device.id, clampS(Math.round((atMs - receivedMs) / 1000)))
  if (atMs > receivedMs + mostAheadMs) return ['data_time_ahead']
  if (atMs < device.registeredMs) return ['data_time_before_registration']
  let newest = plan.newest.get(device)
  if (!newest) {
    newest = { ...device.newest }
    plan.newest.set(device, newest)
  }
  const isFresh = atMs > newest[kind]
  plan.days.add(dayNumber(atMs))
  newest[kind] = Math.max(newest[kind], atMs)
  const values = isNewestKind(kind) ? valuesOf(plan, device, kind) : undefined
  const seen: number[] = []
  let isTwice = false
  for (const factor of packet.factors) {
    const factorNo = factor.factorCode === null ? undefined : registry.factorNo(factor.factorCode)
    if (factorNo === undefined)
      plan.unknownFactors.push({ deviceId: device.id, code: factor.code.slice(0, 32), sample: sampleOf(factor) })
    else if (seen.includes(factorNo)) isTwice = true
    else {
      seen.push(factorNo)
      const row = rowOf(device, factorNo, factor, kind, atMs, receivedMs)
      if (isFresh) plan.fresh.add(row)
      else plan.doubtful.push(row)
      values?.put(row)
    }
  }
  if (kind === 'hour' || kind === 'day') {
    plan.toJudge.set(`${device.outletId} ${kind} ${atMs}`, { outletId: device.outletId, kind, atMs })
    const day = dayOf(packet.dataTime)
    if (day < dayOf(new Date(receivedMs + lateBeforeMs)))
      plan.toClose.set(`${device.outletId} ${day}`, { outletId: device.outletId, day })
  }
  // By two codes, of 2005 and of 2017: the first is kept.
  return isTwice ? ['factor_by_two_codes'] : []
}

/** A copy of the device's own, which becomes it after the commit. */
function valuesOf({ values }: ReceivePlan, device: KnownDevice, kind: keyof NewestOfKinds) {
  const ofDevice = values.get(device) ?? {}
  values.set(device, ofDevice)
  ofDevice[kind] ??= device.values[kind]?.copy() ?? Newest.of({})
  return ofDevice[kind]
}

function addAnswer({ answers }: ReceivePlan, { id }: KnownDevice, { qn, cn, items }: Packet): void {
  const result = Number(items.find(({ name }) => name === 'QnRtn' || name === 'ExeRtn')?.value)
  if (qn !== null && cn !== null && Number.isInteger(result) && Math.abs(result) < 32_768)
    answers.push({ deviceId: id, qn: qn.slice(0, 20), cn, result })
}

function rowOf(
  { outletId, scales }: KnownDevice,
  factorNo: number,
  factor: PacketFactor,
  kind: ReadingKind,
  atMs: number,
  receivedMs: number,
): ReadingRow {
  const scale = scales.get(factorNo)
  const scaled = (value: number | null) => (value === null || scale === undefined ? value : value * scale)
  const isRealtime = kind === 'realtime'
  return {
    outletId,
    factorNo,
    kind,
    atMs,
    min: scaled(factor.min),
    mean: scaled(isRealtime ? factor.rtd : factor.avg),
    max: scaled(factor.max),
    total: factor.cou,
    stdMin: scaled(factor.zsMin),
    stdMean: scaled(isRealtime ? factor.zsRtd : factor.zsAvg),
    stdMax: scaled(factor.zsMax),
    flag: factor.flag?.slice(0, 1) || null,
    receivedMs,
  }
}

const sampleOf = ({ rtd, min, avg, max, cou, flag }: PacketFactor) =>
  JSON.stringify({ rtd, min, avg, max, cou, flag }).slice(0, 200)
/** What fits its column: a clock that is years off is off by more than anybody needs to know. */
const clampS = (seconds: number) => Math.max(-2_147_483_648, Math.min(2_147_483_647, seconds))

const dayMs = 24 * 3_600_000
const dayNumber = (ms: number) => Math.floor((ms + 8 * 3_600_000) / dayMs)
/** Months (`2026-11`) of a plan's days. */
export const monthsOf = ({ days }: ReceivePlan): Set<string> =>
  new Set([...days].map((day) => new Date(day * dayMs).toISOString().slice(0, 7)))
