import type { APIContext } from 'astro'
import { addEvidence } from '#domain/report/commands/add-evidence.ts'
import { reportMessage } from '#domain/report/input/follow.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { type FormUpload, readEvidenceForm, wordsOf } from '#src/actions/evidence-form.ts'
import { demandFollowing } from '#src/actions/following.ts'
import { inOneLanguage } from '#src/i18n/locale.ts'
import { reportFollowMessages, reportFollowProblems } from '#src/i18n/messages/report-follow.ts'

/** The form of a message as it is shown next: what was typed, and the files that lie here for it. */
export interface MessageForm {
  typed: URLSearchParams
  uploads: FormUpload[]
  problems: FieldProblem[]
  status: number
  isSent: boolean
}

/** Takes what the reporter sends from /report/follow, files streamed. Nothing typed and no file is lost by a refusal. */
export async function takeMessage(context: Pick<APIContext, 'request' | 'locals' | 'cookies'>): Promise<MessageForm> {
  const { db, locale, now } = context.locals
  const { typed, uploads, lost, problems, refused } = await readEvidenceForm(context.request, context.locals)
  const form = { typed, uploads, problems, isSent: false }
  const statuses = { not_found: 404, not_allowed: 403, conflict: 409, rule_broken: 400, too_often: 429 } as const
  try {
    const report = demandFollowing(context)
    if (refused || typed.get('go') !== 'send' || problems.length > 0)
      return { ...form, status: refused ?? (problems.length > 0 ? 400 : 200) }
    if (lost > 0) throw new DomainError('conflict', reportFollowMessages[locale].lostFiles(lost))
    const read = reportMessage(uploads.length).safeParse({ words: typed.get('words') ?? '' })
    if (!read.success) {
      const message = reportFollowProblems(locale).words ?? ''
      return { ...form, problems: [{ field: 'words', message }], status: 400 }
    }
    await addEvidence(db, report, { words: read.data.words, uploads: uploads.map(({ ref }) => ref) }, now)
    return { ...form, status: 303, isSent: true }
  } catch (error) {
    const message = wordsOf(error, locale)
    const { code, problems: atFields } = error as DomainError
    return {
      ...form,
      status: statuses[code],
      problems:
        atFields.length > 0
          ? atFields.map((each) => ({ ...each, message: inOneLanguage(locale, each.message) }))
          : [{ field: '', message }],
    }
  }
}
