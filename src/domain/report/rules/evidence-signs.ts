import { type EvidenceKind, evidenceKinds, type FileSign } from '#domain/report/rules/evidence.ts'
import { testVirus } from '#platform/storage/test-virus.ts'

/** What a page or a script begins with; none of it is in the metadata of honest pictures. */
const markup = /<\s*(?:script|html|svg|iframe|!doctype)\b|<\?php/i
/** The end of an archive's list of contents. */
const endOfArchive = Buffer.from('PK\x05\x06', 'latin1')
const listed = Buffer.from('PK\x01\x02', 'latin1')
/** Parts of a document that run: macros, controls, programs. */
const active =
  /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml|activeX\/[^/]+)$|\.(?:exe|dll|com|scr|cpl|msi|bat|cmd|ps1|vb[es]?|jse?|ws[fh]|hta|jar|lnk|sh)$/i
/** An archive may say that it unpacks to so much, and to so many times its size. */
const mostUnpacked = { bytes: 1024 * 1024 * 1024, times: 200 }

/**
 * What a file's first and last bytes give away. A picture with an archive or a page behind its end is two files in one; documents are
 * archives themselves, and are asked how far they unpack.
 * @param head and @param tail the same bytes, when the file is short
 */
export function signsOf(head: Buffer, tail: Buffer, kind: EvidenceKind, bytes: number): FileSign[] {
  const signs: FileSign[] = []
  if (evidenceKinds[kind].medium === 'document') {
    if (unpackedOf(tail) > Math.min(mostUnpacked.bytes, bytes * mostUnpacked.times)) signs.push('unpacks_too_far')
    if (namesIn(tail).some((name) => active.test(name))) signs.push('active_content')
    return signs
  }
  if (tail.includes(endOfArchive) || head.subarray(0, 1024).includes('%PDF-')) signs.push('hidden_file')
  if (markup.test(head.toString('latin1')) || markup.test(tail.toString('latin1'))) signs.push('markup')
  return signs
}

/** The sizes that the list of contents states, added up; the list stands at the end. */
function unpackedOf(tail: Buffer): number {
  let sum = 0
  for (let at = tail.indexOf(listed); at >= 0 && at + 46 <= tail.length; at = tail.indexOf(listed, at + 46))
    sum += tail.readUInt32LE(at + 24)
  return sum
}

function namesIn(tail: Buffer): string[] {
  const names: string[] = []
  for (let at = tail.indexOf(listed); at >= 0 && at + 46 <= tail.length; at = tail.indexOf(listed, at + 46))
    names.push(tail.toString('utf8', at + 46, at + 46 + tail.readUInt16LE(at + 28)).replaceAll('\\', '/'))
  return names
}

/** Looks for the test virus in bytes that come piece by piece. */
export function virusWatch() {
  let rest = ''
  let found = false
  return {
    see(bytes: Buffer) {
      const text = rest + bytes.toString('latin1')
      found ||= text.includes(testVirus)
      rest = text.slice(-testVirus.length)
    },
    get found() {
      return found
    },
  }
}
