import { Parser } from 'saxen'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { parseAddress } from '#platform/sheet/sheet-part.ts'
import { encodeEscapes, escapeXml } from '#platform/sheet/xml.ts'

export interface CellPatch {
  /** Stands in the cell instead of what is there. */
  text?: string
  /** The new format, by the one that the cell has. */
  styleOf?: (style: number) => number | undefined
}

/** A sheet's part with cells changed or put in; all else is copied as it stands. */
export function patchSheet(xml: string, patches: ReadonlyMap<number, ReadonlyMap<number, CellPatch>>): string {
  const data = /<((?:\w+:)?)sheetData\b[^>]*?(?:\/>|>[\s\S]*<\/\1sheetData>)/.exec(xml)
  if (!data) return xml
  const prefix = data[1] ?? ''
  const patched = patchRows(data[0], prefix, patches)
  return xml.slice(0, data.index) + patched + xml.slice(data.index + data[0].length)
}

function patchRows(data: string, prefix: string, patches: ReadonlyMap<number, ReadonlyMap<number, CellPatch>>): string {
  const out: string[] = []
  const lines = [...patches.keys()].sort((a, b) => a - b)
  let line = 0
  let column = -1
  let waiting: [number, CellPatch][] = []
  let isSkipping = false

  const cell = (at: number, { text, styleOf }: CellPatch) => {
    const style = styleOf?.(0)
    const s = style === undefined ? '' : ` s="${style}"`
    const head = `<${prefix}c r="${columnLetter(at)}${line}"${s}`
    out.push(
      text === undefined
        ? `${head}/>`
        : `${head} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(encodeEscapes(text))}</${prefix}t></${prefix}is></${prefix}c>`,
    )
  }
  const cellsBefore = (end: number) => {
    while (waiting[0] && waiting[0][0] < end) cell(...(waiting.shift() as [number, CellPatch]))
  }
  const begin = (at: number) => {
    line = at
    column = -1
    waiting = [...(patches.get(at) ?? [])].sort(([a], [b]) => a - b)
    if (lines[0] === at) lines.shift()
  }
  const rowsBefore = (end: number) => {
    while (lines[0] !== undefined && lines[0] < end) {
      begin(lines[0])
      out.push(`<${prefix}row r="${line}">`)
      cellsBefore(Number.POSITIVE_INFINITY)
      out.push(`</${prefix}row>`)
    }
  }

  const parser = new Parser()
  parser.on('openTag', (name, read) => {
    if (isSkipping) return
    const attributes = { ...read() }
    if (name === `${prefix}row`) {
      const at = Number(attributes.r ?? line + 1)
      rowsBefore(at)
      begin(at)
      attributes.spans &&= ''
    } else if (name === `${prefix}c`) {
      column = parseAddress(attributes.r ?? '')?.column ?? column + 1
      cellsBefore(column)
      const patch = waiting[0]?.[0] === column ? waiting.shift()?.[1] : undefined
      if (patch?.text !== undefined) {
        cell(column, patch)
        isSkipping = true
        return
      }
      const style = patch?.styleOf?.(Number(attributes.s ?? 0))
      if (style !== undefined) attributes.s = String(style)
    }
    const written = Object.entries(attributes).filter(([key, value]) => key !== 'spans' || value !== '')
    out.push(`<${name}${written.map(([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`).join('')}>`)
  })
  parser.on('closeTag', (name) => {
    if (isSkipping) {
      if (name === `${prefix}c`) isSkipping = false
      return
    }
    if (name === `${prefix}row`) cellsBefore(Number.POSITIVE_INFINITY)
    if (name === `${prefix}sheetData`) rowsBefore(Number.POSITIVE_INFINITY)
    out.push(`</${name}>`)
  })
  parser.on('text', (text) => {
    if (!isSkipping) out.push(text)
  })
  parser.on('cdata', (text) => {
    if (!isSkipping) out.push(escapeXml(text))
  })
  parser.on('warn', () => {})
  parser.parse(data)
  return out.join('')
}

/** Gives a column a width, where the sheet says nothing of it yet. */
export function widenColumn(xml: string, column: number, width: number): string {
  const number = column + 1
  const cols = /<((?:\w+:)?)cols\b[^>]*>([\s\S]*?)<\/\1cols>/.exec(xml)
  if (!cols) return xml
  const each = cols[2]?.match(/<(?:\w+:)?col\b[^>]*\/>/g) ?? []
  const bound = (col: string, name: 'min' | 'max') => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(col)?.[1])
  if (each.some((col) => bound(col, 'min') <= number && number <= bound(col, 'max'))) return xml
  const own = `<${cols[1]}col min="${number}" max="${number}" width="${width}" customWidth="1"/>`
  const sorted = [...each, own].sort((a, b) => bound(a, 'min') - bound(b, 'min'))
  return (
    xml.slice(0, cols.index) +
    `<${cols[1]}cols>${sorted.join('')}</${cols[1]}cols>` +
    xml.slice(cols.index + cols[0].length)
  )
}
