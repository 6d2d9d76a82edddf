import type { Packet, PacketFacility, PacketFactor, PacketItem } from '#domain/monitoring/input/packet.ts'
import { type Deviation, note } from '#src/gateway/deviations.ts'
import {
  type Code,
  type ItemKind,
  type ItemName,
  isNameAt,
  itemNames,
  kinds,
  lastNumber,
} from '#src/gateway/read/item-names.ts'
import { readText } from '#src/gateway/read/text.ts'
import { isPlainNumber, numberEnd, readNumber, readOddNumber, readTime, valueEnd } from '#src/gateway/read/values.ts'

const comma = 44
const slash = 47
const semicolon = 59
const equals = 61

/** A packet while it is read. */
export interface Draft extends Packet {
  factors: PacketFactor[]
  facilities: PacketFacility[]
  texts: Packet['texts'][number][]
  items: PacketItem[]
  deviations: Deviation[]
}

/** HJ 212's data flags, and those of 2005 for air (0 to 3, P). */
const isDataFlag = new Uint8Array(256)
for (const flag of 'NFMSDCTBP0123') isDataFlag[flag.charCodeAt(0)] = 1
/** One character by its byte; NUL and its like, which the database does not take, as U+FFFD. */
const characters = Array.from({ length: 256 }, (_, byte) => (byte < 32 ? '\uFFFD' : String.fromCharCode(byte)))
const nothing: readonly PacketItem[] = Object.freeze([])

const start: ItemName = {
  length: 0,
  words: new Int32Array(1),
  kind: kinds.plain,
  code: undefined,
  name: '',
  isOdd: false,
  isKept: true,
  following: undefined,
}
let packets = 0
let marks = 0

/** What stands between the marks of CP: items `name=value`, those of one factor joined by `,`, all others by `;`. Gives the marks of its codes. */
export function readContent(bytes: Buffer, view: DataView, from: number, to: number, draft: Draft): number {
  const found = draft.deviations
  packets = (packets + 1) & 0x3fff_ffff
  marks = 0
  let before = start
  let separator = 0
  let at = from
  while (at < to) {
    const first = bytes[at]
    if (first === comma || first === semicolon) {
      note(found, 'item_empty')
      at++
      continue
    }
    let item = before.following
    let nameEnd = item ? at + item.length : 0
    if (!item || nameEnd >= to || bytes[nameEnd] !== equals || !isNameAt(item, view, at)) {
      nameEnd = at
      while (nameEnd < to && !isNameEnd(bytes[nameEnd])) nameEnd++
      if (nameEnd === to || bytes[nameEnd] !== equals) {
        note(found, 'item_without_value')
        at = nameEnd + 1
        continue
      }
      item = itemNames.at(bytes, at, nameEnd, found)
      if (item.isKept && before.isKept) before.following = item
    }
    if (item.isOdd) note(found, 'name_form')
    if (separator !== 0 && !isRightBetween(separator, before, item)) note(found, 'separator')
    at = takeItem(bytes, nameEnd + 1, to, item, draft)
    before = item
    if (at < to) {
      separator = bytes[at++] as number
      if (at === to) note(found, 'item_empty')
    }
  }
  return marks
}

const isNameEnd = (byte: number | undefined) => byte === equals || byte === comma || byte === semicolon

/** The standard itself writes `BeginTime=...,EndTime=...` and the parts of a log both ways. */
function isRightBetween(separator: number, before: ItemName, item: ItemName): boolean {
  if (item.code !== undefined && item.code === before.code) return separator === comma
  return separator === semicolon || item.kind === kinds.plain || item.kind === kinds.text || before.kind === kinds.text
}

/** Gives where its value ends. */
function takeItem(bytes: Buffer, from: number, to: number, item: ItemName, draft: Draft): number {
  const { kind } = item
  if (kind <= lastNumber) return takeNumber(bytes, from, to, item, draft)
  if (kind === kinds.text) return takeText(bytes, from, to, item, draft)
  const end = valueEnd(bytes, from, to)
  if (kind === kinds.flag) takeFlag(bytes, from, end, factorOf(item.code as Code, draft), draft.deviations)
  else if (kind === kinds.dataTime) takeDataTime(bytes, from, end, draft)
  else if (kind === kinds.pnum || kind === kinds.pno) {
    note(draft.deviations, 'packet_number_in_content')
    draft[kind === kinds.pnum ? 'pnum' : 'pno'] ??= readCount(bytes, from, end)
  } else if (kind === kinds.plain)
    draft.items.push({ name: item.name, value: readText(bytes, from, end, draft.deviations) })
  else if (kind === kinds.state || kind === kinds.hours)
    takeFacility(bytes, from, end, kind === kinds.state ? 'state' : 'hours', item.code as Code, draft)
  else takeRare(bytes, from, end, item, draft)
  return end
}

function factorOf(code: Code, { factors, deviations }: Draft): PacketFactor {
  if (code.packet === packets) return factors[code.index] as PacketFactor
  if (!code.isKept) {
    const before = factors.find((factor) => factor.code === code.text)
    if (before) return before
  }
  code.packet = packets
  code.index = factors.length
  marks |= code.marks
  if (code.factorCode === null) note(deviations, 'factor_unknown')
  const factor: PacketFactor = {
    code: code.text,
    factorCode: code.factorCode,
    rtd: null,
    min: null,
    avg: null,
    max: null,
    cou: null,
    zsRtd: null,
    zsMin: null,
    zsAvg: null,
    zsMax: null,
    flag: null,
    eflag: null,
    sampleTime: null,
    unread: nothing,
  }
  factors.push(factor)
  return factor
}

/** Gives where the value ends. The first value of a factor is kept; what comes a second time is noted. */
function takeNumber(bytes: Buffer, from: number, to: number, item: ItemName, draft: Draft): number {
  const factor = factorOf(item.code as Code, draft)
  let value = readNumber(bytes, from, to)
  let end = numberEnd
  if (Number.isNaN(value)) {
    end = valueEnd(bytes, from, to)
    value = takeOddNumber(bytes, from, end, item, factor, draft.deviations)
    if (Number.isNaN(value)) return end
  }
  if (!setValue(factor, item.kind, value)) note(draft.deviations, 'factor_twice')
  return end
}

function takeOddNumber(
  bytes: Buffer,
  from: number,
  to: number,
  { name }: ItemName,
  factor: PacketFactor,
  found: Deviation[],
): number {
  const text = readText(bytes, from, to, found)
  const value = readOddNumber(text)
  if (Number.isNaN(value)) {
    note(found, 'number_unreadable')
    keepUnread(factor, name, text)
  } else if (!isPlainNumber(text)) note(found, 'number_form')
  return value
}

/** False when it has one. */
function setValue(factor: PacketFactor, kind: ItemKind, value: number): boolean {
  switch (kind) {
    case kinds.rtd:
      if (factor.rtd !== null) return false
      factor.rtd = value
      return true
    case kinds.min:
      if (factor.min !== null) return false
      factor.min = value
      return true
    case kinds.avg:
      if (factor.avg !== null) return false
      factor.avg = value
      return true
    case kinds.max:
      if (factor.max !== null) return false
      factor.max = value
      return true
    case kinds.cou:
      if (factor.cou !== null) return false
      factor.cou = value
      return true
    case kinds.zsRtd:
      if (factor.zsRtd !== null) return false
      factor.zsRtd = value
      return true
    case kinds.zsMin:
      if (factor.zsMin !== null) return false
      factor.zsMin = value
      return true
    case kinds.zsAvg:
      if (factor.zsAvg !== null) return false
      factor.zsAvg = value
      return true
    default:
      if (factor.zsMax !== null) return false
      factor.zsMax = value
      return true
  }
}

function keepUnread(factor: PacketFactor, name: string, value: string): void {
  factor.unread = [...factor.unread, { name, value }]
}

function takeFlag(bytes: Buffer, from: number, to: number, factor: PacketFactor, found: Deviation[]): void {
  if (factor.flag !== null) {
    note(found, 'factor_twice')
    return
  }
  if (to === from) return
  const byte = bytes[from] as number
  factor.flag = to - from === 1 ? (characters[byte] as string) : readText(bytes, from, to, found)
  if (to - from !== 1 || isDataFlag[byte] === 0) note(found, 'data_flag_unknown')
}

function takeDataTime(bytes: Buffer, from: number, to: number, draft: Draft): void {
  const ms = readTime(bytes, from, to)
  if (to - from !== 14 || Number.isNaN(ms)) note(draft.deviations, 'data_time_form')
  if (!Number.isNaN(ms)) draft.dataTime ??= new Date(ms)
}

/** A whole number of up to four digits: PNUM, PNO. */
export function readCount(bytes: Buffer, from: number, to: number): number | null {
  const value = readNumber(bytes, from, to)
  return Number.isInteger(value) && value >= 0 && value <= 9999 ? value : null
}

function takeFacility(bytes: Buffer, from: number, to: number, kind: 'state' | 'hours', { text }: Code, draft: Draft) {
  let facility = draft.facilities.find(({ code }) => code === text)
  if (!facility) {
    facility = { code: text, state: null, hours: null }
    draft.facilities.push(facility)
  }
  const value = readNumber(bytes, from, to)
  if (Number.isNaN(value)) note(draft.deviations, 'number_unreadable')
  else facility[kind] ??= value
}

/** What few packets have: the vendor's flag, the time of a sample, levels of noise, names that nobody knows. */
function takeRare(bytes: Buffer, from: number, to: number, item: ItemName, draft: Draft): void {
  const found = draft.deviations
  const factor = factorOf(item.code as Code, draft)
  const text = readText(bytes, from, to, found)
  if (item.kind === kinds.eflag) factor.eflag ??= text
  else if (item.kind === kinds.sampleTime) {
    const ms = readTime(bytes, from, to)
    if (Number.isNaN(ms)) {
      note(found, 'data_time_form')
      keepUnread(factor, item.name, text)
    } else factor.sampleTime ??= new Date(ms)
  } else {
    if (item.kind !== kinds.extra) note(found, 'item_unknown')
    keepUnread(factor, item.name, text)
  }
}

/** Between a pair of `//` it may hold any sign, `;` and `&&` too. */
function takeText(bytes: Buffer, from: number, to: number, { code, name }: ItemName, draft: Draft): number {
  let end = valueEnd(bytes, from, to)
  let [textFrom, textTo] = [from, end]
  if (bytes[from] === slash && bytes[from + 1] === slash && from + 1 < to) {
    for (let at = from + 2; at + 1 < to; at++) {
      if (bytes[at] !== slash || bytes[at + 1] !== slash) continue
      const next = at + 2 === to ? semicolon : bytes[at + 2]
      if (next !== semicolon && next !== comma) continue
      ;[textFrom, textTo, end] = [from + 2, at, at + 2]
      break
    }
  }
  const text = readText(bytes, textFrom, textTo, draft.deviations)
  draft.texts.push({ code: (code as Code).text, item: name, text })
  return end
}
