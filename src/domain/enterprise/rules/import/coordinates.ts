import { plainText } from '#src/text/plain-text.ts'

export type Axis = 'longitude' | 'latitude'

export type CoordinateProblem =
  | { kind: 'unreadable' }
  /** Two points and no signs (`112.21.18`): degrees, minutes and seconds, or a slip of the pen? */
  | { kind: 'ambiguous' }
  | { kind: 'minutes'; given: number }
  | { kind: 'seconds'; given: number }
  /** It says N or 北纬 in a column of longitudes, or the other way round. */
  | { kind: 'other_axis' }
  | { kind: 'range'; least: number; most: number }

export type Coordinate =
  | { ok: true; degrees: number; isSwapped: boolean; decimals: number | undefined }
  | { ok: false; problem: CoordinateProblem }

/** China, with its seas. The two ranges do not meet, so that a swap is seen. */
export const chinaDegrees = { longitude: [73, 136], latitude: [3, 54] } as const

const number = String.raw`(\d+(?:\.\d+)?)`
const degreeSign = '[°度]'
const minuteSign = `(?:['′’‘]|分)`
const secondSign = `(?:["”“〃秒]|['′’‘]{2})`
const spellings = {
  decimal: new RegExp(`^${number}${degreeSign}?$`),
  degreesMinutes: new RegExp(`^(\\d+)${degreeSign}\\s*${number}${minuteSign}?$`),
  degreesMinutesSeconds: new RegExp(`^(\\d+)${degreeSign}\\s*(\\d+)${minuteSign}\\s*${number}${secondSign}?$`),
  /** `112 21 18.5`, `112-21-18.5`, `112:21:18.5`: nothing else can be meant. */
  separated: new RegExp(`^(\\d+)([ :-])(\\d+)\\2${number}$`),
  points: /^\d+\.\d+\.\d+(\.\d+)?$/,
}

/**
 * Reads a longitude or latitude in any of its usual spellings: decimal degrees, degrees and minutes, degrees minutes
 * seconds, with signs, Chinese words or blanks between them, with or without 东经, 北纬, E or N.
 * @returns degrees; `isSwapped` when the value can only be the other axis; `decimals` of a decimal spelling
 */
export function readCoordinate(given: string | number, axis: Axis): Coordinate {
  const refuse = (problem: CoordinateProblem): Coordinate => ({ ok: false, problem })
  const { text, names } = withoutAxisName(typeof given === 'number' ? String(given) : plainSigns(given))
  if (names && names !== axis) return refuse({ kind: 'other_axis' })
  if (spellings.points.test(text)) return refuse({ kind: 'ambiguous' })
  const parts = partsOf(text)
  if (!parts) return refuse({ kind: 'unreadable' })
  const { degrees, minutes, seconds, decimals } = parts
  if (minutes >= 60) return refuse({ kind: 'minutes', given: minutes })
  if (seconds >= 60) return refuse({ kind: 'seconds', given: seconds })
  const value = Number((degrees + minutes / 60 + seconds / 3600).toFixed(7))
  const other: Axis = axis === 'longitude' ? 'latitude' : 'longitude'
  if (isWithin(value, axis)) return { ok: true, degrees: value, isSwapped: false, decimals }
  if (!names && isWithin(value, other)) return { ok: true, degrees: value, isSwapped: true, decimals }
  const [least, most] = chinaDegrees[axis]
  return refuse({ kind: 'range', least, most })
}

/**
 * Cuts one cell that holds both (`东经112°21′18″，北纬28°35′02″`, `112.355, 28.584`) in two. Undefined when it is not two.
 */
export function splitCoordinates(given: string): { longitude: string; latitude: string } | undefined {
  const text = plainSigns(given).replace(/^[([]|[)\]]$/g, '')
  const named = /^(.*?)([,;、/ ]*)((?:北纬|N(?=\s*\d)|纬度?[:：]?).*)$/iu.exec(text)
  const parts = named ? [named[1], named[3]] : text.split(/\s*[,;、/]\s*/)
  const [first = '', second = '', more] = parts.map((part) => part?.trim().replace(/[,;、/]$/, ''))
  if (more !== undefined || first === '' || second === '') return undefined
  return { longitude: first, latitude: second }
}

/** The marks that normalising would turn into letters or combining signs are made plain before it. */
const plainSigns = (given: string) =>
  plainText(
    given
      .replace(/[º˚∘]/g, '°')
      .replace(/[´`‵＇]/g, "'")
      .replace(/[″＂〞]/g, '"'),
  ).replace(/ ?([°度分秒'′’‘"“”〃]) ?/g, '$1')

function withoutAxisName(text: string): { text: string; names: Axis | undefined } {
  const east = /^(?:东经|经度|E)[:：]?\s*|\s*E$/i
  const north = /^(?:北纬|纬度|N)[:：]?\s*|\s*N$/i
  if (east.test(text)) return { text: text.replace(east, '').trim(), names: 'longitude' }
  if (north.test(text)) return { text: text.replace(north, '').trim(), names: 'latitude' }
  return { text, names: undefined }
}

function partsOf(text: string) {
  const decimal = spellings.decimal.exec(text)
  if (decimal) {
    const decimals = decimal[1]?.split('.')[1]?.length ?? 0
    return { degrees: Number(decimal[1]), minutes: 0, seconds: 0, decimals }
  }
  const minutes = spellings.degreesMinutes.exec(text)
  if (minutes) return { degrees: Number(minutes[1]), minutes: Number(minutes[2]), seconds: 0, decimals: undefined }
  const seconds = spellings.degreesMinutesSeconds.exec(text)
  if (seconds) {
    return {
      degrees: Number(seconds[1]),
      minutes: Number(seconds[2]),
      seconds: Number(seconds[3]),
      decimals: undefined,
    }
  }
  const separated = spellings.separated.exec(text)
  if (separated) {
    return {
      degrees: Number(separated[1]),
      minutes: Number(separated[3]),
      seconds: Number(separated[4]),
      decimals: undefined,
    }
  }
  return undefined
}

function isWithin(degrees: number, axis: Axis): boolean {
  const [least, most] = chinaDegrees[axis]
  return degrees >= least && degrees <= most
}
