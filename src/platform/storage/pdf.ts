import { inflateSync } from 'node:zlib'
import { RefusedFile } from '#platform/storage/refused.ts'

/** Names that make a reader run or carry something. */
const active = ['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'EmbeddedFiles']

/** Each character of a name may also be written as `#4a`. */
const spelt = (name: string) => [...name].map((c) => `(?:${c}|#${hexOf(c)})`).join('')
const hexOf = (c: string) =>
  c
    .charCodeAt(0)
    .toString(16)
    .replace(/[a-f]/g, (d) => `[${d}${d.toUpperCase()}]`)
const endOfName = '(?![A-Za-z0-9#])'
const activeName = new RegExp(`/(?:${active.map((name) => `(${spelt(name)})`).join('|')})${endOfName}`)
const lockedName = new RegExp(`/${spelt('Encrypt')}${endOfName}`)
const packedName = new RegExp(`/${spelt('ObjStm')}${endOfName}`)

/** What all object streams of a file may unpack to. */
const mostUnpacked = 64 * 1024 * 1024
/** Honest files have one object stream for some hundred objects. */
const mostStreams = 5000

/**
 * A PDF that is whole, open and passive: begins and ends as one, has no password, and names no script, no program to start and
 * no file inside. Looks at the plain text of the file and into its compressed object streams.
 *
 * What this cannot see: names in object streams with a predictor, what a reader makes of a file that it has to repair, faults of
 * readers that a font or picture could use, and where a link leads. Files are therefore served as downloads in a sandbox.
 * @throws RefusedFile
 */
export function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1')
  if (!text.startsWith('%PDF-') || !text.slice(-2048).includes('%%EOF')) throw broken()
  let room = mostUnpacked
  let streams = 0
  for (const { head, content } of objectsOf(text, bytes)) {
    if (lockedName.test(head)) throw new RefusedFile({ code: 'locked_pdf' })
    refuseActive(head)
    if (!content || !packedName.test(head)) continue
    if (++streams > mostStreams) throw broken()
    const objects = unpack(head, content, room)
    room -= objects.length
    refuseActive(objects.toString('latin1'))
  }
}

/** The text between streams, each piece with the stream that follows it. */
function* objectsOf(text: string, bytes: Buffer): Generator<{ head: string; content?: Buffer }> {
  const opening = /\bstream\r?\n/g
  let at = 0
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const start = opening.lastIndex
    const end = text.indexOf('endstream', start)
    if (end < 0) break
    yield { head: text.slice(at, found.index), content: bytes.subarray(start, end) }
    at = end + 'endstream'.length
    opening.lastIndex = at
  }
  yield { head: text.slice(at) }
}

function refuseActive(text: string): void {
  const found = activeName.exec(text)
  const name = active.find((_, i) => found?.[i + 1] !== undefined)
  if (name) throw new RefusedFile({ code: 'active_pdf', given: `/${name}` })
}

/** The objects of an object stream: deflated, or as they are. One packed in another way is not seen in honest files. */
function unpack(head: string, content: Buffer, room: number): Buffer {
  try {
    return inflateSync(content, { maxOutputLength: room })
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    if (isTooLarge || head.slice(head.lastIndexOf('obj') + 3).includes('/Filter')) throw broken()
    return content
  }
}

const broken = () => new RefusedFile({ code: 'broken_pdf' })
