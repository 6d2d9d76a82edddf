import { defineAction } from 'astro:actions'
import { confirmImport, uploadImport } from '#domain/enterprise/commands/import-files.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { importMessages } from '#src/i18n/messages/import.ts'
import { importPageMessages } from '#src/i18n/messages/import-page.ts'

const mostReasonCharacters = 500

export const enterprise = {
  /** Takes in a file; its preview is at /office/import/ID. */
  uploadImport: defineAction({
    accept: 'form',
    handler: (form, { locals }) =>
      answer(async () => {
        const { db, viewer, locale, now } = locals
        const file = form.get('file')
        if (!(file instanceof File) || (file.size === 0 && file.name === '')) {
          const message = importPageMessages[locale].noFile
          throw new DomainError('rule_broken', message, [{ field: 'file', message }])
        }
        const bytes = new Uint8Array(await file.arrayBuffer())
        return { id: await uploadImport(db, viewer, { fileName: file.name, bytes, locale }, now) }
      }),
  }),
  /** Writes what the preview showed. */
  confirmImport: defineAction({
    accept: 'form',
    handler: (form, { locals }) =>
      answer(async () => {
        const { db, viewer, locale, now } = locals
        const say = importMessages[locale]
        const reason = text(form, 'overrideReason')
        if (Array.from(reason).length > mostReasonCharacters) {
          const message = say.tooLong(Array.from(reason).length, mostReasonCharacters)
          throw new DomainError('rule_broken', message, [{ field: 'overrideReason', message }])
        }
        const input = { id: text(form, 'id'), overrideReason: reason || undefined, locale }
        const report = await confirmImport(db, viewer, input, now)
        if (!report.isWritten) {
          const message = say.refused(formatNumber(locale, report.refused))
          const field = report.findings.some(({ mayOverride }) => mayOverride) ? 'overrideReason' : ''
          throw new DomainError('rule_broken', message, [{ field, message }])
        }
        return { id: input.id }
      }),
  }),
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '').trim() : ''
}
