import { defineAction } from 'astro:actions'
import { changeProblem } from '#domain/rectification/commands/change.ts'
import { checkProblem } from '#domain/rectification/commands/check.ts'
import { decideObjection, objectToClosure } from '#domain/rectification/commands/closure/object.ts'
import { opineCity, opineCounty } from '#domain/rectification/commands/closure/opine.ts'
import { requestClosure, reviewClosure, withdrawClosure } from '#domain/rectification/commands/closure/request.ts'
import type { ClosureFile } from '#domain/rectification/commands/closure/sign.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { linkCaseToProblem, openCaseOfProblem } from '#domain/rectification/commands/open-case.ts'
import * as input from '#domain/rectification/input.ts'
import { type Line, lineFields } from '#domain/rectification/rules/line.ts'
import { checkProof } from '#domain/report/commands/proof.ts'
import { DomainError } from '#platform/errors.ts'
import { RefusedFile } from '#platform/storage/refused.ts'
import { answer } from '#src/actions/answer.ts'
import { inCaseWords } from '#src/actions/case-words.ts'
import { type FormWords, formStep } from '#src/actions/form-step.ts'
import { readForm } from '#src/actions/read-form.ts'
import { isNone, storeUpload } from '#src/actions/uploads.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { refusedFileText } from '#src/i18n/messages/files.ts'
import { objectionProblems, rectificationMessages } from '#src/i18n/messages/rectification.ts'
import { deskProblems, rectificationDeskMessages } from '#src/i18n/messages/rectification-desk.ts'

const words: FormWords = (locale) => [deskProblems(locale), rectificationDeskMessages[locale].notRead]

/** 整改台账 and 销号: the county's line, the firm's form, the checks, and what anybody objects. */
export const rectification = {
  enter: formStep(words, input.newProblem, (given, { db, viewer, now }) => enterProblem(db, viewer, given, now)),
  change: defineAction({
    accept: 'form',
    handler: (form, { locals }) =>
      answer(async () => {
        const { db, viewer, locale, now } = locals
        chooseMerged(form, locale)
        const { no, version, ...line } = readForm(input.lineChange, form, ...words(locale))
        return changeProblem(db, viewer, { no, version, line: line as Line }, now)
      }),
  }),
  check: formStep(words, input.problemCheck, async (given, { db, viewer, now }) => {
    await checkProblem(db, viewer, given, now)
    return { no: given.no }
  }),
  openCase: formStep(words, input.problemCase, (given, { db, viewer, locale, now }) =>
    inCaseWords(locale, async () => ({ no: given.no, caseId: await openCaseOfProblem(db, viewer, given, now) })),
  ),
  linkCase: formStep(words, input.problemCaseLink, async (given, { db, viewer, now }) => ({
    no: given.no,
    caseId: await linkCaseToProblem(db, viewer, given, now),
  })),
  request: formStep(
    words,
    input.closureRequest,
    async (given, { db, viewer, locale, now }, form) => {
      const files = [
        ...(await storeFiles(form, 'before', locale)),
        ...(await storeFiles(form, 'after', locale)),
        ...(await storeFiles(form, 'report', locale)).map((file) => ({ ...file, reportNo: given.reportNo || null })),
      ]
      return requestClosure(db, viewer, { ...given, files }, now)
    },
    ['nos'],
  ),
  review: formStep(words, input.closureReview, async (given, { db, viewer, now }) => {
    await reviewClosure(db, viewer, given, now)
    return { formId: given.formId }
  }),
  withdraw: formStep(words, input.closureWithdrawal, async ({ formId }, { db, viewer, now }) => {
    await withdrawClosure(db, viewer, formId, now)
    return { formId }
  }),
  opineCounty: opining('county_site', opineCounty),
  opineCity: opining('city_site', opineCity),
  decide: formStep(words, input.objectionDecision, (given, { db, viewer, now }) =>
    decideObjection(db, viewer, given, now),
  ),
  object: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now, machineNow } }) =>
      answer(async () => {
        const say = rectificationMessages[locale]
        const given = readForm(input.closureObjection, form, objectionProblems(locale), say.badForm)
        const text = (name: string) => form.get(name)?.toString() ?? ''
        const proved = await checkProof(
          { challenge: text('challenge'), solution: text('solution'), ticket: text('ticket') },
          machineNow,
        )
        return objectToClosure(db, viewer, given, { now, machineNow, proved })
      }),
  }),
}

function opining(kind: 'county_site' | 'city_site', take: typeof opineCounty) {
  return formStep(words, input.closureOpinion, async (given, { db, viewer, locale, now }, form) => {
    await take(db, viewer, { ...given, files: await storeFiles(form, 'photos', locale, kind) }, now)
    return { no: given.no }
  })
}

/** Where a line was asked, `choice_<field>` says whose words stand. @throws DomainError at a field without a choice */
function chooseMerged(form: FormData, locale: Locale): void {
  for (const field of lineFields) {
    const theirs = form.get(`theirs_${field}`)
    if (theirs === null) continue
    const choice = form.get(`choice_${field}`)
    if (choice !== 'mine' && choice !== 'theirs') {
      const message = rectificationDeskMessages[locale].chooseOne
      throw new DomainError('rule_broken', message, [{ field: `choice_${field}`, message }])
    }
    if (choice === 'theirs') form.set(field, theirs)
  }
}

/** The chosen files of one field, in the store. @throws DomainError at it, with what is wrong with which */
async function storeFiles(
  form: FormData,
  field: string,
  locale: Locale,
  kind = field as ClosureFile['kind'],
): Promise<ClosureFile[]> {
  const chosen = form.getAll(field).filter((value): value is File => value instanceof File && !isNone(value))
  const refuse = (message: string) => new DomainError('rule_broken', message, [{ field, message }])
  const stored: ClosureFile[] = []
  for (const file of chosen.slice(0, input.problemLimits.photos))
    try {
      const { name, mediaType, sha256, size } = await storeUpload(file)
      if (kind !== 'report' && !mediaType.startsWith('image/'))
        throw refuse(`${file.name} · ${rectificationDeskMessages[locale].photosHint}`)
      stored.push({ kind, name, mediaType, sha256, size })
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error
      throw refuse(`${file.name} · ${refusedFileText(locale, error.reason)}`)
    }
  return stored
}
