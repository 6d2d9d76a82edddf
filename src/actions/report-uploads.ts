import { RefusedEvidence } from '#domain/report/commands/uploads.ts'
import { DomainError } from '#platform/errors.ts'
import { inOneLanguage } from '#src/i18n/locale.ts'
import { refusedEvidenceText } from '#src/i18n/messages/evidence.ts'

const statuses = { not_found: 404, not_allowed: 403, conflict: 409, rule_broken: 422, too_often: 429 } as const

/** What a part of an upload is answered with; a refusal in the reader's words. */
export async function answerUpload(
  url: URL,
  work: () => Promise<{ status: number; body: { offset?: number; [name: string]: unknown } }>,
): Promise<Response> {
  // Files of ours that are no pages have one address for both languages.
  const locale = url.searchParams.get('lang') === 'en' ? 'en' : 'zh'
  try {
    const { status, body } = await work()
    const headers = {
      'cache-control': 'no-store',
      ...(body.offset === undefined ? {} : { 'upload-offset': String(body.offset) }),
    }
    return Response.json(body, { status, headers })
  } catch (error) {
    if (error instanceof RefusedEvidence)
      return Response.json({ message: refusedEvidenceText(locale, error.reason) }, { status: 422 })
    if (error instanceof DomainError)
      return Response.json({ message: inOneLanguage(locale, error.message) }, { status: statuses[error.code] })
    throw error
  }
}
