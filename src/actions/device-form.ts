import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import type { StoredDocument } from '#domain/device/commands/shared.ts'
import { DomainError } from '#platform/errors.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { RefusedFile } from '#platform/storage/refused.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { isNone, storeUpload } from '#src/actions/uploads.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { deviceDeskMessages, deviceProblems } from '#src/i18n/messages/device-desk.ts'
import { refusedFileText } from '#src/i18n/messages/files.ts'

/** A form of the register of devices. @throws DomainError with a problem at each wrong field */
export const readDeviceForm = <S extends z.ZodType>(
  schema: S,
  form: FormData,
  locale: Locale,
  lists: readonly string[] = [],
): z.output<S> => readForm(schema, form, deviceProblems(locale), deviceDeskMessages[locale].notRead, lists)

/** The paper that came with a form, in the store; undefined where none came. @throws DomainError at its field */
async function readDocument(form: FormData, locale: Locale): Promise<StoredDocument | undefined> {
  // Two forms of one page have each a field of its own name.
  for (const field of ['document', 'record']) {
    const file = form.get(field)
    if (!(file instanceof File) || isNone(file)) continue
    return storeUpload(file).catch((error) => {
      if (!(error instanceof RefusedFile)) throw error
      const message = `${file.name} · ${refusedFileText(locale, error.reason)}`
      throw new DomainError('rule_broken', message, [{ field, message }])
    })
  }
  return undefined
}

/** An action of one form, one schema and one command; with `document`, of a form that may bring a paper. */
export const deviceAction = <S extends z.ZodType>(
  schema: S,
  command: (
    db: Db,
    viewer: Viewer,
    given: z.output<S>,
    now: Date,
    file: StoredDocument | undefined,
  ) => Promise<unknown>,
  lists: readonly string[] = [],
) =>
  defineAction({
    accept: 'form',
    handler: (form: FormData, { locals: { db, viewer, locale, now } }: ActionAPIContext) =>
      answer(async () => {
        const given = readDeviceForm(schema, form, locale, lists)
        await command(db, viewer, given, now, await readDocument(form, locale))
        return {}
      }),
  })
