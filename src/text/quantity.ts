/** What a person wrote into a field that asks for an amount. */
export type Quantity =
  | { kind: 'blank' }
  | { kind: 'number'; value: number }
  /** 未检出, ND, <0.05, 0.05L: below the detection limit, which is null when it was not said. */
  | { kind: 'below_detection'; detectionLimit: number | null }
  | { kind: 'no_discharge' }
  | { kind: 'unreadable'; why: Unreadable }

export type Unreadable =
  /** No number in it. */
  | 'no_number'
  /** 1,5 may be one and a half or fifteen hundred. */
  | 'comma'
  /** 12-15 or 约12: one exact number is asked. */
  | 'not_exact'
  /** Another unit than the field's. */
  | 'unit'
  /** A dash or slash: nothing measured, or nothing to measure? */
  | 'dash'

const belowDetection = new Set([
  'nd',
  'n.d',
  'n.d.',
  '未检出',
  '低于检出限',
  '未检出(nd)',
  'bdl',
  '<dl',
  '<检出限',
  '<mdl',
])
const noDischarge = new Set(['未排放', '无排放', '不排放', '未排'])
const dashes = /^[-–—―/\\_.]+$|^(无|n\/?a|不适用|空)$/

/**
 * Reads a number as people type it: full-width digits, blanks, thousands commas, 1.2e-3, the field's own unit behind it.
 * What can be read in two ways is not guessed.
 * @param unit of the field, for example mg/L; a different one is refused
 */
export function readQuantity(typed: string, unit = ''): Quantity {
  const text = plain(typed)
  if (text === '') return { kind: 'blank' }
  if (belowDetection.has(text)) return { kind: 'below_detection', detectionLimit: null }
  if (noDischarge.has(text)) return { kind: 'no_discharge' }
  if (dashes.test(text)) return { kind: 'unreadable', why: 'dash' }
  const below = /^[<≤](.+)$/.exec(text) ?? /^([\d.,]+)l$/.exec(text) // 0.05L: the mark of Chinese laboratory reports
  const bare = withoutUnit(below?.[1] ?? text, unit)
  if (typeof bare !== 'string') return bare
  const number = readNumber(bare)
  if (typeof number !== 'number') return number
  if (!below) return { kind: 'number', value: number }
  return number > 0 ? { kind: 'below_detection', detectionLimit: number } : { kind: 'unreadable', why: 'no_number' }
}

/** A count: whole, with or without 次, 天 or 小时 behind it. */
export function readCount(typed: string): Quantity {
  return readQuantity(plain(typed).replace(/(次|天|日|个|小时|h|times|days|hours)$/, ''))
}

/** One spelling for what looks alike: half-width, lower case, no blanks, one minus, one micro sign. */
function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/[−﹣]/g, '-')
    .replace(/μ/g, 'µ')
    .replace(/、/g, ',')
}

function withoutUnit(text: string, unit: string): string | Quantity {
  const own = unit.normalize('NFKC').toLowerCase().replace(/μ/g, 'µ')
  const split = /^([-+]?[\d.,]*\d[\d.,]*(?:(?:e|[×x*]10\^?)[-+]?\d+)?)([a-zµ%°²³/·].*|吨.*|毫克.*)?$/.exec(text)
  if (!split?.[1]) return text
  const [, number, behind] = split
  if (!behind || sameUnit(behind, own)) return number
  return { kind: 'unreadable', why: 'unit' }
}

const sameUnit = (a: string, b: string) => spelled(a) === spelled(b)
const spelled = (unit: string) =>
  unit
    .replace(/nm3/g, 'm3')
    .replace(/毫克\/升/, 'mg/l')
    .replace(/毫克\/立方米/, 'mg/m3')
    .replace(/^(吨|吨\/年|t\/a|t\/年)$/, 't')

function readNumber(text: string): number | Quantity {
  const [mantissa = '', exponent = '0'] = text.split(/e|[×x*]10\^?/)
  if (/\d[-~～至到]\d|^[约近≈>≥]|(左右|以上|以下|余)$/.test(text.replace(/e-/g, 'e')))
    return { kind: 'unreadable', why: 'not_exact' }
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(mantissa) || !/^[-+]?\d{1,3}$/.test(exponent))
    return { kind: 'unreadable', why: 'no_number' }
  // A comma is read only where it must be a thousands mark; a leading zero (0,123) gives a decimal comma away.
  if (mantissa.includes(',') && !/^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(mantissa))
    return { kind: 'unreadable', why: 'comma' }
  const value = Number(`${mantissa.replaceAll(',', '')}e${exponent}`)
  return Number.isFinite(value) ? value : { kind: 'unreadable', why: 'no_number' }
}
