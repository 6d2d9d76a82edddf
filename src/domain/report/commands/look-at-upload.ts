import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import {
  type EvidenceKind,
  type EvidenceRefusal,
  evidenceKinds,
  judgeEvidence,
  kindOfContent,
} from '#domain/report/rules/evidence.ts'
import { signsOf, virusWatch } from '#domain/report/rules/evidence-signs.ts'
import { heicHeadOf } from '#domain/report/rules/heic-head.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'

const endBytes = 1024 * 1024

export type LookedAt = { kind: EvidenceKind; sha256: string } | { refusal: EvidenceRefusal }

/** Goes once through a file, keeping its first and last megabyte: what it is, whether it is taken, its hash. Nothing is unpacked or drawn. */
export async function lookAt(source: AsyncIterable<Buffer>, bytes: number, extension: string): Promise<LookedAt> {
  const hash = createHash('sha256')
  const virus = virusWatch()
  let [head, tail]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)]
  for await (const piece of source) {
    hash.update(piece)
    virus.see(piece)
    if (head.length < endBytes) head = Buffer.concat([head, piece.subarray(0, endBytes - head.length)])
    tail = Buffer.concat([tail, piece]).subarray(-endBytes)
  }
  // Of a file that is broken inside, file-type throws; it is then of no kind.
  const content = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext
  const kind = kindOfContent(content)
  const said = kind === 'heic' ? heicHeadOf(head, bytes) : undefined
  const heic = said === 'broken' ? undefined : said
  const judged = judgeEvidence(
    {
      bytes,
      content,
      extension: extension.toLowerCase(),
      pixels: kind === 'heic' ? heic : kind && evidenceKinds[kind].medium === 'photo' ? await sizeOf(head) : undefined,
      signs: [
        ...(virus.found ? (['test_virus'] as const) : []),
        ...(said === 'broken' || heic?.isWhole === false ? (['broken_picture'] as const) : []),
        ...(kind ? signsOf(head, tail, kind, bytes) : []),
      ],
    },
    kind === 'heic' ? { ...reportLimits, pixels: reportLimits.heicPixels } : reportLimits,
  )
  return 'refusal' in judged ? judged : { ...judged, sha256: hash.digest('hex') }
}

/** From the picture's head alone; undefined when it does not tell, and then the worker finds out. */
const sizeOf = (head: Buffer): Promise<{ width: number; height: number } | undefined> =>
  sharp(head, { limitInputPixels: false, failOn: 'none' })
    .metadata()
    .then(
      ({ width, height }) => ({ width, height }),
      () => undefined,
    )
