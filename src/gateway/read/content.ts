import type { Packet, PacketFacility, PacketFactor, PacketItem } from '#domain/monitoring/input/packet.ts'
import { type Deviation, note } from '#src/gateway/deviations.ts'
import { type Code, type ItemName, itemNames, type NumberKind } from '#src/gateway/read/item-names.ts'
import { beginsWith } from '#src/gateway/read/names.ts'
import { readText } from '#src/gateway/read/text.ts'
import { isPlainNumber, readNumber, readOddNumber, readTime, valueEnd } from '#src/gateway/read/values.ts'

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
const dataFlags = new Set('NFMSDCTBP0123')
/** One character by its byte; NUL and its like, which the database does not take, as U+FFFD. */
const characters = Array.from({ length: 256 }, (_, byte) => (byte < 32 ? '\uFFFD' : String.fromCharCode(byte)))
const nothing: readonly PacketItem[] = Object.freeze([])

const start: ItemName = {
  bytes: new Uint8Array(),
  kind: 'plain',
  code: undefined,
  name: '',
  isOdd: false,
  isKept: true,
  following: undefined,
}
let packets = 0
let marks = 0

/** What stands between the marks of CP: items `name=value`, those of one factor joined by `,`, all others by `;`. Gives the marks of its codes. */
export function readContent(bytes: Buffer, from: number, to: number, draft: Draft): number {
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
    let nameEnd = item ? at + item.bytes.length : 0
    if (!item || nameEnd >= to || bytes[nameEnd] !== equals || !beginsWith(item.bytes, bytes, at)) {
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
  return separator === semicolon || item.kind === 'plain' || item.kind === 'text' || before.kind === 'text'
}

/** Gives where its value ends. */
function takeItem(bytes: Buffer, from: number, to: number, item: ItemName, draft: Draft): number {
  const { kind } = item
  if (kind === 'text') return takeText(bytes, from, to, item, draft)
  const end = valueEnd(bytes, from, to)
  switch (kind) {
    case 'flag':
      takeFlag(bytes, from, end, factorOf(item.code as Code, draft), draft.deviations)
      return end
    case 'dataTime':
      takeDataTime(bytes, from, end, draft)
      return end
    case 'pnum':
    case 'pno':
      note(draft.deviations, 'packet_number_in_content')
      draft[kind] ??= readCount(bytes, from, end)
      return end
    case 'plain':
      draft.items.push({ name: item.name, value: readText(bytes, from, end, draft.deviations) })
      return end
    case 'state':
    case 'hours':
      takeFacility(bytes, from, end, kind, item.code as Code, draft)
      return end
    case 'eflag':
    case 'sampleTime':
    case 'extra':
    case 'bare':
    case 'unknownOfFactor':
      takeRare(bytes, from, end, item, draft)
      return end
    default:
      takeNumber(bytes, from, end, kind, item, draft)
      return end
  }
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

/** The first value of a factor is kept; what comes a second time is noted. */
function takeNumber(bytes: Buffer, from: number, to: number, kind: NumberKind, item: ItemName, draft: Draft): void {
  const factor = factorOf(item.code as Code, draft)
  let value = readNumber(bytes, from, to)
  if (Number.isNaN(value)) {
    const text = readText(bytes, from, to, draft.deviations)
    value = readOddNumber(text)
    if (Number.isNaN(value)) {
      note(draft.deviations, 'number_unreadable')
      keepUnread(factor, item.name, text)
      return
    }
    if (!isPlainNumber(text)) note(draft.deviations, 'number_form')
  }
  if (factor[kind] === null) factor[kind] = value
  else note(draft.deviations, 'factor_twice')
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
  factor.flag = to - from === 1 ? (characters[bytes[from] as number] as string) : readText(bytes, from, to, found)
  if (!dataFlags.has(factor.flag)) note(found, 'data_flag_unknown')
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
  if (item.kind === 'eflag') factor.eflag ??= text
  else if (item.kind === 'sampleTime') {
    const ms = readTime(bytes, from, to)
    if (Number.isNaN(ms)) {
      note(found, 'data_time_form')
      keepUnread(factor, item.name, text)
    } else factor.sampleTime ??= new Date(ms)
  } else {
    if (item.kind !== 'extra') note(found, 'item_unknown')
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
