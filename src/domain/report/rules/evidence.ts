import type { evidenceMedia } from '#db/vocabulary.ts'

export type EvidenceMedium = (typeof evidenceMedia)[number]

/** What is taken as evidence: by what the bytes are, and by the name's extension, which must say the same. */
export const evidenceKinds = {
  jpeg: { medium: 'photo', extensions: ['jpg', 'jpeg', 'jfif'], mediaType: 'image/jpeg' },
  png: { medium: 'photo', extensions: ['png'], mediaType: 'image/png' },
  webp: { medium: 'photo', extensions: ['webp'], mediaType: 'image/webp' },
  heic: { medium: 'photo', extensions: ['heic', 'heif'], mediaType: 'image/heic' },
  mp4: { medium: 'video', extensions: ['mp4', 'm4v'], mediaType: 'video/mp4' },
  mov: { medium: 'video', extensions: ['mov', 'qt'], mediaType: 'video/quicktime' },
  pdf: { medium: 'document', extensions: ['pdf'], mediaType: 'application/pdf' },
  docx: {
    medium: 'document',
    extensions: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  xlsx: {
    medium: 'document',
    extensions: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const satisfies Record<string, { medium: EvidenceMedium; extensions: readonly string[]; mediaType: string }>

export type EvidenceKind = keyof typeof evidenceKinds

/** What was seen of a file without opening it. */
export interface SeenFile {
  bytes: number
  /** The extension of its content, as file-type says; undefined when it is unknown. */
  content: string | undefined
  /** The extension of its name. */
  extension: string
  /** Of a picture, from its head. */
  pixels: { width: number; height: number } | undefined
  signs: readonly FileSign[]
}

/** Signs that a file is not what it looks like. */
export type FileSign = 'test_virus' | 'broken_picture' | 'active_content' | 'hidden_file' | 'markup' | 'unpacks_too_far'

export interface EvidenceLimits {
  fileBytes: number
  pixels: number
}

export type EvidenceRefusal =
  | { code: 'empty' }
  | { code: 'too_large'; given: number; allowed: number }
  | { code: 'kind'; given: string | undefined }
  | { code: 'extension'; given: string; allowed: readonly string[] }
  | { code: 'too_many_pixels'; given: { width: number; height: number }; allowed: number }
  | { code: FileSign }

/** Which kind it is, or why it is not taken. */
export function judgeEvidence(
  file: SeenFile,
  limits: EvidenceLimits,
): { kind: EvidenceKind } | { refusal: EvidenceRefusal } {
  const { bytes, content, extension, pixels, signs } = file
  if (bytes === 0) return { refusal: { code: 'empty' } }
  if (bytes > limits.fileBytes) return { refusal: { code: 'too_large', given: bytes, allowed: limits.fileBytes } }
  if (signs.includes('test_virus')) return { refusal: { code: 'test_virus' } }
  const kind = kindOfContent(content)
  if (!kind) return { refusal: { code: 'kind', given: content } }
  const { extensions } = evidenceKinds[kind]
  if (!(extensions as readonly string[]).includes(extension))
    return { refusal: { code: 'extension', given: extension, allowed: extensions } }
  if (pixels && pixels.width * pixels.height > limits.pixels)
    return { refusal: { code: 'too_many_pixels', given: pixels, allowed: limits.pixels } }
  const [sign] = signs
  return sign ? { refusal: { code: sign } } : { kind }
}

/** The kind of a content that file-type named. */
export const kindOfContent = (content: string | undefined): EvidenceKind | undefined =>
  (Object.keys(evidenceKinds) as EvidenceKind[]).find((kind) =>
    (evidenceKinds[kind].extensions as readonly string[]).includes(content === 'qt' ? 'mov' : (content ?? '')),
  )

export const kindOfMediaType = (mediaType: string): EvidenceKind | undefined =>
  (Object.keys(evidenceKinds) as EvidenceKind[]).find((kind) => evidenceKinds[kind].mediaType === mediaType)

/** Bound into the seal of an original. @param sha256 of its own bytes */
export const purposeOfOriginal = (sha256: string): string => `original:${sha256}`
