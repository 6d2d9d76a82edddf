import type { SealScan } from '#domain/disclosure/commands/attach-seal.ts'
import type { FileAttachment } from '#domain/disclosure/commands/draft-files.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { acceptUpload } from '#platform/storage/accept.ts'
import { putFile } from '#platform/storage/files.ts'
import { RefusedFile, type UploadKind } from '#platform/storage/refused.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { refusedFileText } from '#src/i18n/messages/files.ts'
import { sealMessages } from '#src/i18n/messages/seal.ts'

const kinds: readonly UploadKind[] = ['pdf', 'jpeg', 'png', 'webp']
const prefix = 'upload:'

/**
 * The files that came with a form, one or several for each file field. Those that can be taken are in the store already; of each
 * other one it is said at its field why not, and nothing else of the form is lost by it.
 */
export async function readUploads(
  form: FormData,
  locale: Locale,
): Promise<{ attach: FileAttachment[]; problems: FieldProblem[] }> {
  const attach: FileAttachment[] = []
  const problems: FieldProblem[] = []
  for (const [name, value] of form) {
    if (!name.startsWith(prefix) || typeof value === 'string' || isNone(value)) continue
    const field = name.slice(prefix.length)
    try {
      attach.push({ field, ...(await storeUpload(value)) })
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error
      problems.push({ field, message: `${value.name} · ${refusedFileText(locale, error.reason)}` })
    }
  }
  return { attach, problems }
}

/** Judges an upload and keeps its bytes. @throws RefusedFile */
export async function storeUpload(file: File): Promise<Omit<FileAttachment, 'field'>> {
  const accepted = await acceptUpload(new Uint8Array(await file.arrayBuffer()), file.name, kinds)
  return { ...(await putFile(accepted.bytes)), name: accepted.fileName, mediaType: accepted.mediaType }
}

/**
 * The files chosen at the field `files`, in the store; one more than `most` at the most, so that the command can say that they are
 * too many. @throws DomainError at `files`, with what is wrong with which
 */
export async function storeFiles(
  form: FormData,
  locale: Locale,
  most: number,
): Promise<Pick<FileAttachment, 'name' | 'mediaType' | 'sha256' | 'size'>[]> {
  const chosen = form.getAll('files').filter((value): value is File => value instanceof File && !isNone(value))
  const stored: Awaited<ReturnType<typeof storeFiles>> = []
  for (const file of chosen.slice(0, most + 1))
    try {
      const { name, mediaType, sha256, size } = await storeUpload(file)
      stored.push({ name, mediaType, sha256, size })
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error
      const message = `${file.name} · ${refusedFileText(locale, error.reason)}`
      throw new DomainError('rule_broken', message, [{ field: 'files', message }])
    }
  return stored
}

/** The sealed scan that came with a form. @throws DomainError at its field, with the reason why it cannot be taken */
export async function readSeal(form: FormData, locale: Locale): Promise<SealScan> {
  const refuse = (message: string) => {
    throw new DomainError('rule_broken', message, [{ field: 'seal', message }])
  }
  const file = form.get('seal')
  if (!(file instanceof File) || isNone(file)) return refuse(sealMessages[locale].missing)
  return storeUpload(file).catch((error) =>
    error instanceof RefusedFile
      ? refuse(`${file.name} · ${refusedFileText(locale, error.reason)}`)
      : Promise.reject(error),
  )
}

const pictures: readonly UploadKind[] = ['jpeg', 'png', 'webp']

/** A photograph drawn anew, without its metadata, in the store; undefined where none was chosen. @throws DomainError at `photos` */
export async function storePhoto(value: FormDataEntryValue, locale: Locale) {
  if (!(value instanceof File) || isNone(value)) return undefined
  try {
    const accepted = await acceptUpload(new Uint8Array(await value.arrayBuffer()), value.name, pictures)
    return { ...(await putFile(accepted.bytes)), name: accepted.fileName, mediaType: accepted.mediaType }
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    const message = `${value.name} · ${refusedFileText(locale, error.reason)}`
    throw new DomainError('rule_broken', message, [{ field: 'photos', message }])
  }
}

/** A file field in which nothing was chosen sends an empty file without a name. */
export const isNone = (file: File) => file.size === 0 && file.name === ''
