import { dropUpload, getUpload, RefusedEvidence, takeUpload, type UploadRef } from '#domain/report/commands/uploads.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { RefusedForm, readMultipart } from '#platform/http/multipart.ts'
import { inOneLanguage, type Locale } from '#src/i18n/locale.ts'
import { refusedEvidenceText } from '#src/i18n/messages/evidence.ts'
import { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

const limits = {
  bytes: reportLimits.allFilesBytes + 2 * 1024 * 1024,
  fields: 80,
  fieldBytes: 200 * 1024,
  files: reportLimits.files + 1,
}

export interface FormUpload {
  ref: UploadRef
  medium: string
  bytes: number
}

/** A form that takes evidence, as it came. */
export interface EvidenceForm {
  typed: URLSearchParams
  /** What lies here for it: of this time and of those before. */
  uploads: FormUpload[]
  /** How many it names that lie here no more. */
  lost: number
  problems: FieldProblem[]
  /** It was not read to its end: the status that says so. What had come until then is there. */
  refused?: 400 | 413
}

/** Reads the form as it streams in; each file becomes an upload, which the form names from then on. `go=drop:` takes one back. */
export async function readEvidenceForm(
  request: Request,
  { db, locale, machineNow }: App.Locals,
): Promise<EvidenceForm> {
  const say = reportIntakeMessages[locale]
  const problems: FieldProblem[] = []
  const taken: UploadRef[] = []
  let typed: URLSearchParams
  let refused: EvidenceForm['refused']
  try {
    typed = await readMultipart(request, limits, async (_, extension, content) => {
      try {
        taken.push(await takeUpload(db, content, extension, machineNow))
      } catch (error) {
        const message =
          error instanceof RefusedEvidence ? refusedEvidenceText(locale, error.reason) : wordsOf(error, locale)
        problems.push({ field: 'files', message })
      }
    })
  } catch (error) {
    if (!(error instanceof RefusedForm)) throw error
    typed = error.fields
    refused = error.reason === 'too_large' ? 413 : 400
  }
  const named = typed.getAll('upload').map(refOf)
  let uploads = await known(db, [...named, ...taken])
  if (refused) {
    const message = refused === 413 ? say.tooLarge : say.malformed
    return { typed, uploads, lost: 0, problems: [{ field: '', message }], refused }
  }
  const lost = new Set(typed.getAll('upload')).size + taken.length - uploads.length
  const [what, about] = (typed.get('go') ?? '').split(':')
  if (what === 'drop') {
    const dropped = uploads.find(({ ref }) => ref.id === about)
    if (dropped) await dropUpload(db, dropped.ref)
    uploads = uploads.filter((each) => each !== dropped)
  }
  if (uploads.length > reportLimits.files)
    problems.push({ field: 'files', message: say.tooManyFiles(uploads.length, reportLimits.files) })
  return { typed, uploads, lost, problems }
}

/** What a refusal says, in the reader's language. @throws what is none */
export function wordsOf(error: unknown, locale: Locale): string {
  if (!(error instanceof DomainError)) throw error
  return inOneLanguage(locale, error.message)
}

const refOf = (text: string): UploadRef => {
  const [id = '', token = ''] = text.split('.')
  return { id, token }
}

async function known(db: App.Locals['db'], refs: UploadRef[]): Promise<FormUpload[]> {
  const uploads = []
  const unique = new Map(refs.map((ref) => [ref.id, ref]))
  for (const ref of [...unique.values()].slice(0, limits.files + 20)) {
    const row = await getUpload(db, ref)
    if (row?.finishedAt && row.medium) uploads.push({ ref, medium: row.medium, bytes: row.received })
  }
  return uploads
}
