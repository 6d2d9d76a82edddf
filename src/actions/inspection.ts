import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import { commitDraw } from '#domain/inspection/commands/draw/commit.ts'
import { runDraw, voidDraw } from '#domain/inspection/commands/draw/run.ts'
import { correctInspection, voidInspection } from '#domain/inspection/commands/visit/aside.ts'
import { finishInspection } from '#domain/inspection/commands/visit/finish.ts'
import { declareConflict, planInspection } from '#domain/inspection/commands/visit/plan.ts'
import { replaceOfficer } from '#domain/inspection/commands/visit/replace.ts'
import { addPhoto, saveInspection } from '#domain/inspection/commands/visit/save.ts'
import { signInspection } from '#domain/inspection/commands/visit/sign.ts'
import * as input from '#domain/inspection/input.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { storePhoto } from '#src/actions/uploads.ts'
import { drawMessages, drawProblems } from '#src/i18n/messages/draw.ts'
import { inspectionFieldWords, inspectionMessages, inspectionProblems } from '#src/i18n/messages/inspection.ts'

const ofDraw: FormWords = (locale) => [drawProblems(locale), drawMessages[locale].notRead]
const ofVisit: FormWords = (locale) => [inspectionProblems(locale), inspectionMessages[locale].notRead]

/** 双随机: the two steps of a draw, its end, and conflicts of interest. */
export const draw = {
  commit: step(input.drawCommitting, commitDraw, ofDraw),
  run: step(input.drawRunning, runDraw, ofDraw),
  makeVoid: step(input.drawVoiding, voidDraw, ofDraw),
  declare: step(input.conflictDeclaring, declareConflict, ofDraw),
}

/** 检查: planning, the form without a script, photographs, signatures, the end, and what stands beside it. */
export const inspection = {
  plan: step(input.inspectionPlanning, planInspection, ofVisit, ['officers']),
  sign: afterSaving(input.inspectionSigning, signInspection),
  finish: afterSaving(input.inspectionFinishing, finishInspection),
  replace: step(input.officerReplacing, replaceOfficer, ofVisit),
  giveUp: step(input.inspectionVoiding, voidInspection, ofVisit),
  correct: step(input.inspectionCorrecting, correctInspection, ofVisit),
  save: defineAction({
    accept: 'form',
    handler: (form, { locals }) => answer(async () => void (await saveForm(form, locals))),
  }),
  addPhotos: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        for (const chosen of form.getAll('photos').slice(0, input.inspectionLimits.photos)) {
          const given = input.photoAdding.safeParse({
            no: form.get('no'),
            kind: form.get('kind'),
            key: form.get('key') ?? crypto.randomUUID(),
          })
          if (!given.success) throw new DomainError('rule_broken', inspectionFieldWords[locale].kindOfPhoto)
          const file = await storePhoto(chosen, locale)
          if (file) await addPhoto(db, viewer, { ...given.data, file }, now)
        }
      }),
  }),
}

function step<S extends z.ZodType>(schema: S, take: Command<S>, words: FormWords, lists: readonly string[] = []) {
  const work = async (given: z.output<S>, { db, viewer, now }: App.Locals) => {
    const done = await take(db, viewer, given, now)
    return { no: (done as { no?: string } | undefined)?.no ?? null }
  }
  return formStep(words, schema, work, lists)
}

/**
 * Signing and finishing are buttons of the form itself: what was typed into it is saved with them. What a colleague changed meanwhile is
 * shown first.
 */
function afterSaving<S extends z.ZodType>(
  schema: S,
  take: (
    db: App.Locals['db'],
    viewer: App.Locals['viewer'],
    given: z.output<S> & { version: number },
    now: Date,
  ) => Promise<void>,
) {
  return formStep(ofVisit, schema, async (given, locals, form) => {
    const { db, viewer, locale, now } = locals
    const { revision, others } = await saveForm(form, locals)
    if (Object.keys(others).length > 0) throw new DomainError('conflict', inspectionMessages[locale].readAgain)
    await take(db, viewer, { ...(given as object), version: revision } as never, now)
  })
}

/** What was typed into the form, saved. @throws DomainError conflict at each field that a colleague filled differently */
async function saveForm(form: FormData, { db, viewer, locale, now }: App.Locals) {
  const say = inspectionMessages[locale]
  const fields = Object.fromEntries([...form].filter(([name]) => name !== 'no' && name !== 'revision'))
  const given = input.formSaving.safeParse({ no: form.get('no'), revision: Number(form.get('revision')), fields })
  if (!given.success) {
    const isField = given.error.issues.some(({ path }) => path[0] === 'fields')
    throw new DomainError('rule_broken', isField ? inspectionFieldWords[locale].fields : say.notRead)
  }
  const saved = await saveInspection(db, viewer, given.data, now)
  if (saved.conflicts.length > 0)
    throw new DomainError(
      'conflict',
      say.clashTitle,
      saved.conflicts.map(({ field, theirs }) => ({ field, message: say.clash(theirs || say.empties) })),
    )
  return saved
}
