export const uploadKinds = {
  pdf: { extensions: ['pdf'], mediaType: 'application/pdf' },
  jpeg: { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
  png: { extensions: ['png'], mediaType: 'image/png' },
  webp: { extensions: ['webp'], mediaType: 'image/webp' },
  xlsx: { extensions: ['xlsx'], mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  docx: { extensions: ['docx'], mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
} as const

export type UploadKind = keyof typeof uploadKinds

export const uploadLimits = {
  fileBytes: 20 * 1024 * 1024,
  /** An A3 sheet at 600 dpi has 70 million. */
  pixels: 80_000_000,
  /** The longest side that WebP can hold; others are held to it too. */
  side: 16_383,
  nameCharacters: 120,
}

/** Why a file is not taken: what was given and what is allowed. Sentences: src/i18n/messages/files.ts. */
export type Refused =
  | { code: 'empty' }
  | { code: 'too_large'; given: number; allowed: number }
  /** `given`: the kind by its content, undefined when it is unknown. */
  | { code: 'kind'; given: string | undefined; allowed: readonly UploadKind[] }
  | { code: 'extension'; given: string; allowed: readonly string[] }
  | { code: 'macros' }
  | { code: 'too_many_pixels'; given: { width: number; height: number }; allowed: { pixels: number; side: number } }
  | { code: 'broken_image' }
  | { code: 'broken_pdf' }
  | { code: 'locked_pdf' }
  | { code: 'active_pdf'; given: string }

/** The file is not taken; `reason` says why. */
export class RefusedFile extends Error {
  override name = 'RefusedFile'
  readonly reason: Refused

  constructor(reason: Refused) {
    super(`refused file: ${reason.code}`)
    this.reason = reason
  }
}
