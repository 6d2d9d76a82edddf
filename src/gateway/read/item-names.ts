import { editionOf, findCode, type KnownCode } from '#src/gateway/factor-codes.ts'
import { Names } from '#src/gateway/read/names.ts'

/** Items of a factor that are numbers, by their suffix. */
const numberKinds = {
  Rtd: 'rtd',
  Min: 'min',
  Avg: 'avg',
  Max: 'max',
  Cou: 'cou',
  ZsRtd: 'zsRtd',
  ZsMin: 'zsMin',
  ZsAvg: 'zsAvg',
  ZsMax: 'zsMax',
} as const
export type NumberKind = (typeof numberKinds)[keyof typeof numberKinds]

/** Others, by their suffix: `extra` is of the standard and has no place of its own (levels of noise). */
const suffixKinds = {
  ...numberKinds,
  Flag: 'flag',
  EFlag: 'eflag',
  SampleTime: 'sampleTime',
  Data: 'extra',
  DayData: 'extra',
  NightData: 'extra',
  RS: 'state',
  RT: 'hours',
  Info: 'text',
  SN: 'text',
} as const

/** Names without a factor's code. */
const plainKinds = {
  DataTime: 'dataTime',
  PNUM: 'pnum',
  PNO: 'pno',
  ...(Object.fromEntries(
    'BeginTime EndTime SystemTime QnRtn ExeRtn RtdInterval MinInterval RestartTime OverTime ReCount NewPW VaseNo CstartTime CTime Ctime Stime PolId InfoId'
      .split(' ')
      .map((name) => [name, 'plain']),
  ) as Record<string, 'plain'>),
} as Record<string, 'dataTime' | 'pnum' | 'pno' | 'plain'>

export type ItemKind =
  | (typeof suffixKinds)[keyof typeof suffixKinds]
  | 'dataTime'
  | 'pnum'
  | 'pno'
  | 'plain'
  | 'unknownOfFactor'
  | 'bare'

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
  bytes: Uint8Array
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
  const dash = trimmed.indexOf('-')
  const isBlank = trimmed !== text
  if (dash <= 0) {
    const [name, kind] = find(plainKinds, trimmed) ?? [trimmed, undefined]
    const code = kind ? undefined : codeOf(trimmed, isKept)
    const isOdd = isBlank || name !== trimmed
    return { bytes, kind: kind ?? 'bare', code, name: trimmed, isOdd, isKept, following: undefined }
  }
  const suffix = trimmed.slice(dash + 1)
  const [name, kind] = find(suffixKinds, suffix) ?? [suffix, 'unknownOfFactor']
  const isOdd = isBlank || name !== suffix
  return {
    bytes,
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

/** Exactly, else without regard to case. */
function find<K>(kinds: Record<string, K>, name: string): [string, K] | undefined {
  const own = Object.hasOwn(kinds, name) ? name : foldedNames(kinds).get(name.toLowerCase())
  return own === undefined ? undefined : [own, kinds[own] as K]
}

const folded = new WeakMap<object, Map<string, string>>()
function foldedNames(kinds: object): Map<string, string> {
  const names = folded.get(kinds) ?? new Map(Object.keys(kinds).map((name) => [name.toLowerCase(), name]))
  folded.set(kinds, names)
  return names
}
