import { defineAction } from 'astro:actions'
import { z } from 'zod'
import { sendBatch, uploadBatch } from '#domain/report/commands/batch.ts'
import { answer } from '#src/actions/answer.ts'

/** An association's sheet of reports. */
export const associationReport = {
  upload: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, now } }) =>
      answer(async () => {
        const file = form.get('file')
        const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
        return { id: await uploadBatch(db, viewer, bytes, now) }
      }),
  }),
  confirm: defineAction({
    accept: 'form',
    input: z.object({ id: z.uuid() }),
    handler: ({ id }, { locals: { db, viewer, locale, now } }) =>
      answer(async () => ({ sent: await sendBatch(db, viewer, id, locale, now) })),
  }),
}
