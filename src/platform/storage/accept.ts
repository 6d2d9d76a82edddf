import { fileTypeFromBuffer } from 'file-type'
import { cleanFileName, extensionOf } from '#platform/storage/file-name.ts'
import { cleanImage } from '#platform/storage/image.ts'
import { checkPdf } from '#platform/storage/pdf.ts'
import { RefusedFile, type UploadKind, uploadKinds, uploadLimits } from '#platform/storage/refused.ts'

export interface AcceptedFile {
  /** What is to be kept: of an image a copy without its metadata. */
  bytes: Buffer
  kind: UploadKind
  mediaType: string
  /** Without paths and characters that deceive; its extension is of its kind. */
  fileName: string
}

/**
 * Decides whether an upload is taken, by its content and by its name: both must say one of `kinds`. Workbooks and documents are
 * only recognised here; who reads them checks them (src/platform/sheet).
 * @throws RefusedFile with the reason
 */
export async function acceptUpload(
  given: Uint8Array,
  fileName: string,
  kinds: readonly UploadKind[],
): Promise<AcceptedFile> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length === 0) throw new RefusedFile({ code: 'empty' })
  if (bytes.length > uploadLimits.fileBytes)
    throw new RefusedFile({ code: 'too_large', given: bytes.length, allowed: uploadLimits.fileBytes })
  const kind = await kindOf(bytes, kinds)
  const { extensions, mediaType } = uploadKinds[kind]
  const extension = extensionOf(fileName)
  if (!(extensions as readonly string[]).includes(extension))
    throw new RefusedFile({ code: 'extension', given: extension, allowed: extensions })
  if (kind === 'pdf') checkPdf(bytes)
  const isImage = kind === 'jpeg' || kind === 'png' || kind === 'webp'
  return {
    bytes: isImage ? await cleanImage(bytes, kind) : bytes,
    kind,
    mediaType,
    fileName: cleanFileName(fileName, extensions[0]),
  }
}

async function kindOf(bytes: Buffer, allowed: readonly UploadKind[]): Promise<UploadKind> {
  // Of an archive that is broken inside, file-type throws; it is then of no kind.
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext
  if (found && /^(xls|doc|ppt|xlt|dot)m$/.test(found)) throw new RefusedFile({ code: 'macros' })
  const kind = (Object.keys(uploadKinds) as UploadKind[]).find((name) =>
    uploadKinds[name].extensions.some((extension) => extension === found),
  )
  if (!kind || !allowed.includes(kind)) throw new RefusedFile({ code: 'kind', given: found, allowed })
  return kind
}
