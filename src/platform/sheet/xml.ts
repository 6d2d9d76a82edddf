import { Parser } from 'saxen'
import { UnreadableFile } from '#platform/sheet/sheet.ts'

interface XmlListener {
  /** The element's name without its prefix; attributes likewise, their entities resolved. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  /** What stands between tags, entities resolved. */
  text?(text: string): void
}

/**
 * Walks through a part of a workbook. Nothing is fetched and no entity of the document's own is expanded.
 * @throws UnreadableFile not_a_sheet when it is no XML
 */
export function walkXml(xml: Buffer | string, listener: XmlListener): void {
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode) => {
    const own: Record<string, string> = {}
    for (const [key, value] of Object.entries(attributes())) own[bare(key)] = decode(value)
    listener.open?.(bare(name), own)
  })
  parser.on('closeTag', (name) => listener.close?.(bare(name)))
  parser.on('text', (text, decode) => listener.text?.(decode(text)))
  parser.on('cdata', (text) => listener.text?.(text))
  parser.on('warn', () => {})
  parser.on('error', () => {
    throw new UnreadableFile({ kind: 'not_a_sheet' })
  })
  parser.parse(typeof xml === 'string' ? xml : xmlText(xml))
}

/** UTF-8, or UTF-16 by its mark, as the parts of a workbook may be. */
export function xmlText(xml: Buffer): string {
  if (xml[0] === 0xff && xml[1] === 0xfe) return new TextDecoder('utf-16le').decode(xml)
  if (xml[0] === 0xfe && xml[1] === 0xff) return new TextDecoder('utf-16be').decode(xml)
  return new TextDecoder().decode(xml)
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string)

/** What Excel writes for characters that XML cannot hold, and for text that looks like such: `_x000D_`, `_x005F_`. */
export const decodeEscapes = (text: string): string =>
  text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
export const encodeEscapes = (text: string): string => text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')

const escapeOf = (sign: string) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`

/**
 * A text as it is given to the library that writes workbooks. It keeps texts as keys of a plain object: `constructor` and its
 * like would not come back, so their first letter is escaped. The last signs of the plane (U+FFFD stands where a sign was lost)
 * it leaves out, so they are escaped too.
 */
export const storedText = (text: string): string =>
  text in {} ? escapeOf(text) + text.slice(1) : encodeEscapes(text).replace(/[\ufffd-\uffff]/g, escapeOf)
