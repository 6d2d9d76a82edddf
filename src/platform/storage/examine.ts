import { inflateRawSync } from 'node:zlib'
import type { documentWarnings } from '#db/vocabulary.ts'
import { checkPdf } from '#platform/storage/pdf.ts'
import { RefusedFile } from '#platform/storage/refused.ts'
import { testVirus } from '#platform/storage/test-virus.ts'

type DocumentWarning = (typeof documentWarnings)[number]

/** What all parts of a document may unpack to, and how many parts honest ones have. */
const mostUnpacked = 256 * 1024 * 1024
const mostParts = 5_000

/** Parts that run: macros, controls, programs; also objects of other programs, which may be anything. */
const running =
  /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml|activeX\/[^/]+|oleObject[^/]*\.bin)$|\.(?:exe|dll|com|scr|cpl|msi|bat|cmd|ps1|vb[es]?|jse?|ws[fh]|hta|jar|lnk|sh)$/i
/** A field or a template by which a program is started or something is fetched when the document is opened. */
const fetching =
  /(?:attachedTemplate|oleObject|frame|subDocument)"[^>]*TargetMode="External"|TargetMode="External"[^>]*(?:attachedTemplate|oleObject|frame|subDocument)"|\bDDE(?:AUTO)?\b\s|<(?:\w+:)?ddeLink\b/

/** Looks into a PDF for scripts, programs to start and files inside; a test virus is found in any of its plain bytes. */
export function examinePdf(bytes: Buffer): DocumentWarning | undefined {
  if (bytes.includes(testVirus)) return 'test_virus'
  try {
    checkPdf(bytes)
    return undefined
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    const { code } = error.reason
    return code === 'active_pdf' ? 'active' : code === 'locked_pdf' ? 'locked' : 'unexamined'
  }
}

/** Unpacks a DOCX or XLSX part by part, keeping none. */
export function examineOffice(bytes: Buffer): DocumentWarning | undefined {
  const warnings = new Set<DocumentWarning>()
  let room = mostUnpacked
  let parts = 0
  try {
    for (const { name, method, isLocked, packed } of partsOf(bytes)) {
      if (++parts > mostParts) return 'unexamined'
      if (running.test(name)) warnings.add('active')
      if (isLocked) warnings.add('locked')
      if (isLocked || (method !== 0 && method !== 8)) {
        warnings.add('unexamined')
        continue
      }
      const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: room })
      room -= content.length
      if (content.includes(testVirus)) return 'test_virus'
      if (/\.(?:xml|rels)$/i.test(name) && fetching.test(content.toString('latin1'))) warnings.add('outside')
    }
  } catch (error) {
    if (error instanceof RangeError || 'code' in (error as Error)) return 'unexamined' // cut off, broken, or a bomb
    throw error
  }
  return (['active', 'outside', 'locked', 'unexamined'] as const).find((each) => warnings.has(each))
}

/** The parts that the archive's list names. (APPNOTE.TXT 4.3) @throws RangeError */
function* partsOf(bytes: Buffer) {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new RangeError('no list of contents')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RangeError('no entry of the list')
    const [length, name, extra, comment] = [at + 20, at + 28, at + 30, at + 32].map((place, i) =>
      i === 0 ? bytes.readUInt32LE(place) : bytes.readUInt16LE(place),
    ) as [number, number, number, number]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (start + length > bytes.length) throw new RangeError('a part behind the end')
    yield {
      name: bytes.toString('utf8', at + 46, at + 46 + name).replaceAll('\\', '/'),
      method: bytes.readUInt16LE(at + 10),
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      packed: bytes.subarray(start, start + length),
    }
    at += 46 + name + extra + comment
  }
}
