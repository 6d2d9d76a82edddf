import { type Deviation, note } from '#src/gateway/deviations.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const gb18030 = new TextDecoder('gb18030', { fatal: true })

/** Text as UTF-8, else as GB18030, else byte by byte. NUL, which the database does not take, becomes U+FFFD. */
export function readText(bytes: Buffer, from: number, to: number, found: Deviation[]): string {
  const part = bytes.subarray(from, to)
  return decode(part, found).replaceAll('\0', '\uFFFD')
}

function decode(part: Buffer, found: Deviation[]): string {
  try {
    return utf8.decode(part)
  } catch {
    try {
      const text = gb18030.decode(part)
      note(found, 'text_gbk')
      return text
    } catch {
      note(found, 'text_unreadable')
      return part.toString('latin1')
    }
  }
}
