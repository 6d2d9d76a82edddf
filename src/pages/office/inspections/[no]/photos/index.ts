import type { APIRoute } from 'astro'
import { addPhoto } from '#domain/inspection/commands/visit/save.ts'
import { photoAdding } from '#domain/inspection/input.ts'
import { answerApi, problem } from '#platform/http/api.ts'
import { storePhoto } from '#src/actions/uploads.ts'
import { numberOf } from '#src/components/inspection/words.ts'

/** Takes one photograph, `photo` with `kind` and the phone's own `key`; sent twice under one key it is kept once. */
export const POST: APIRoute = ({ params, request, locals: { db, viewer, locale, now } }) =>
  answerApi(async () => {
    const form = await request.formData().catch(() => undefined)
    if (!form) return problem(400, 'The body is no form')
    const given = photoAdding.parse({ no: numberOf(params.no), key: form.get('key'), kind: form.get('kind') })
    const file = await storePhoto(form.get('photo') ?? '', locale)
    if (!file) return problem(400, 'There is no photograph in it')
    await addPhoto(db, viewer, { ...given, file }, now)
    return Response.json({ key: given.key })
  })
