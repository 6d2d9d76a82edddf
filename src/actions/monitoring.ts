import { type ActionAPIContext, defineAction } from 'astro:actions'
import { correctResult, enterResult } from '#domain/monitoring/commands/enter-result.ts'
import { confirmMonitoringFile, uploadMonitoringFile } from '#domain/monitoring/commands/import-file.ts'
import { fileKind, readEntryForm, resultFields, resultId } from '#domain/monitoring/input.ts'
import { MonitoringRefusal } from '#domain/monitoring/refusal.ts'
import { DomainError } from '#platform/errors.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import { answer } from '#src/actions/answer.ts'
import { entryProblemText, monitoringMessages, monitoringRefusals } from '#src/i18n/messages/monitoring.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** The desk of monitoring results: one by one, and by files. */
export const monitoring = {
  enterResult: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, now }) => enterResult(db, viewer, readEntryForm(form, resultFields), now)),
  }),
  correctResult: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, now }) => {
        const id = resultId.safeParse(form.get('id')).data ?? 0
        const input = { id, texts: readEntryForm(form, resultFields), reason: text(form, 'reason') }
        return correctResult(db, viewer, input, now)
      }),
  }),
  uploadFile: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, locale, now }) => {
        const kind = fileKind.safeParse(form.get('kind')).data
        const file = form.get('file')
        if (!kind || !(file instanceof File) || (file.size === 0 && file.name === '')) {
          const message = monitoringMessages[locale].noFile
          throw new DomainError('rule_broken', message, [{ field: 'file', message }])
        }
        const bytes = new Uint8Array(await file.arrayBuffer())
        return uploadMonitoringFile(db, viewer, { kind, fileName: file.name, bytes }, now)
      }),
  }),
  confirmFile: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, now }) =>
        confirmMonitoringFile(db, viewer, { id: text(form, 'id'), reason: text(form, 'reason') }, now),
      ),
  }),
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '').trim() : ''
}

/** What the domain refuses is said in the reader's language, at the field where there is one. */
function inWords<T>({ locals }: ActionAPIContext, work: (locals: App.Locals) => Promise<T>): Promise<T> {
  const { locale } = locals
  return answer(async () => {
    try {
      return await work(locals)
    } catch (error) {
      if (error instanceof UnreadableFile) {
        const message = unreadableText(error.reason, locale)
        throw new DomainError('rule_broken', message, [{ field: 'file', message }])
      }
      if (!(error instanceof MonitoringRefusal)) throw error
      const words = monitoringRefusals[locale][error.refusal]
      const fields = error.entryProblems.map(({ field, code, given }) => ({
        field,
        message: entryProblemText(locale, code, given),
      }))
      const reason = error.refusal === 'reason_needed' ? [{ field: 'reason', message: words }] : []
      throw new DomainError(error.code, words, [...fields, ...reason])
    }
  })
}
