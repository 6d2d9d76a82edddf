import { editionOf, findCode, type KnownCode } from '#src/gateway/factor-codes.ts'
import { Names } from '#src/gateway/read/names.ts'

/** What an item holds. Numbers, and those of a factor's values first, since every item is asked. */
export const kinds = {
  rtd: 0,
  min: 1,
  avg: 2,
  max: 3,
  cou: 4,
  zsRtd: 5,
  zsMin: 6,
  zsAvg: 7,
  zsMax: 8,
  flag: 9,
  eflag: 10,
  sampleTime: 11,
  /** Of the standard, and without a place of its own (levels of noise). */
  extra: 12,
  unknownOfFactor: 13,
  /** A name that is nothing known, without a suffix. */
  bare: 14,
  state: 15,
  hours: 16,
  text: 17,
  dataTime: 18,
  pnum: 19,
  pno: 20,
  /** Other items of the standard: QnRtn, RestartTime ... */
  plain: 21,
} as const
export type ItemKind = (typeof kinds)[keyof typeof kinds]
/** The last of those that are numbers of a factor. */
export const lastNumber = kinds.zsMax

const suffixKinds: Record<string, ItemKind> = {
  Rtd: kinds.rtd,
  Min: kinds.min,
  Avg: kinds.avg,
  Max: kinds.max,
  Cou: kinds.cou,
  ZsRtd: kinds.zsRtd,
  ZsMin: kinds.zsMin,
  ZsAvg: kinds.zsAvg,
  ZsMax: kinds.zsMax,
  Flag: kinds.flag,
  EFlag: kinds.eflag,
  SampleTime: kinds.sampleTime,
  Data: kinds.extra,
  DayData: kinds.extra,
  NightData: kinds.extra,
  RS: kinds.state,
  RT: kinds.hours,
  Info: kinds.text,
  SN: kinds.text,
}

/** Names without a factor's code. */
const plainKinds: Record<string, ItemKind> = { DataTime: kinds.dataTime, PNUM: kinds.pnum, PNO: kinds.pno }
for (const name of 'BeginTime EndTime SystemTime QnRtn ExeRtn RtdInterval MinInterval RestartTime OverTime ReCount NewPW VaseNo CstartTime CTime Ctime Stime PolId InfoId'.split(
  ' ',
))
  plainKinds[name] = kinds.plain

/** What the codes of a packet tell of it, as bits. */
export const codeMarks = { of2005: 1, of2017: 2, water: 4, air: 8 } as const

/** A factor's code, shared by its items. */
export interface Code {
  text: string
  factorCode: string | null
  /** What it tells of its packet: codeMarks. */
  marks: number
  isKept: boolean
  /** The packet that named it last, and which of its factors it is there: a second mention is found without a search. */
  packet: number
  index: number
}

/** The left side of an item: `w01018-Rtd`, `DataTime`. */
export interface ItemName {
  length: number
  /** Its bytes, four at a time; the last four overlap those before. */
  words: Int32Array
  kind: ItemKind
  code: Code | undefined
  /** The suffix as sent, or the whole name of an item without code. */
  name: string
  /** Written in other case, or with blanks. */
  isOdd: boolean
  isKept: boolean
  /** The one that came after it the last time: devices send the same list again and again. */
  following: ItemName | undefined
}

export const itemNames = new Names<ItemName>((text, bytes, isKept) => {
  const trimmed = text.trim()
  const { length } = bytes
  const words = wordsOf(bytes)
  const dash = trimmed.indexOf('-')
  const isBlank = trimmed !== text
  if (dash <= 0) {
    const [name, kind] = find(plainKinds, trimmed) ?? [trimmed, kinds.bare]
    const code = kind === kinds.bare ? codeOf(trimmed, isKept) : undefined
    const isOdd = isBlank || name !== trimmed
    return { length, words, kind, code, name: trimmed, isOdd, isKept, following: undefined }
  }
  const suffix = trimmed.slice(dash + 1)
  const [name, kind] = find(suffixKinds, suffix) ?? [suffix, kinds.unknownOfFactor]
  const isOdd = isBlank || name !== suffix
  return {
    length,
    words,
    kind,
    code: codeOf(trimmed.slice(0, dash), isKept),
    name: suffix,
    isOdd,
    isKept,
    following: undefined,
  }
})

const codes = new Map<string, Code>()

function codeOf(text: string, isKept: boolean): Code {
  const before = codes.get(text)
  if (before) return before
  const known = findCode(text)
  const code = {
    text,
    factorCode: known?.factorCode ?? null,
    marks: marksOf(text, known),
    isKept,
    packet: -1,
    index: 0,
  }
  if (isKept) codes.set(text, code)
  return code
}

function marksOf(text: string, known: KnownCode | undefined): number {
  const edition = editionOf(text)
  return (
    (edition === '2005' ? codeMarks.of2005 : edition === '2017' ? codeMarks.of2017 : 0) |
    (known?.medium === 'water' ? codeMarks.water : known?.medium === 'air' ? codeMarks.air : 0)
  )
}

function wordsOf(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array(Math.max(4, bytes.length))
  padded.set(bytes)
  const view = new DataView(padded.buffer)
  const last = padded.length - 4
  return Int32Array.from({ length: Math.ceil(padded.length / 4) }, (_, i) => view.getInt32(Math.min(i * 4, last), true))
}

/** Whether the name stands at a place. False for names of less than four bytes, which are found by the table. */
export function isNameAt({ length, words }: ItemName, view: DataView, at: number): boolean {
  const last = words.length - 1
  if (length < 4 || view.getInt32(at + length - 4, true) !== words[last]) return false
  for (let i = 0; i < last; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return false
  return true
}

/** Exactly, else without regard to case. */
function find(names: Record<string, ItemKind>, name: string): [string, ItemKind] | undefined {
  const own = Object.hasOwn(names, name) ? name : foldedNames(names).get(name.toLowerCase())
  return own === undefined ? undefined : [own, names[own] as ItemKind]
}

const folded = new WeakMap<object, Map<string, string>>()
function foldedNames(names: object): Map<string, string> {
  const found = folded.get(names) ?? new Map(Object.keys(names).map((name) => [name.toLowerCase(), name]))
  folded.set(names, found)
  return found
}
