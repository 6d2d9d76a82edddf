import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import * as evaluations from '#domain/plan/commands/evaluations.ts'
import { openCampaign } from '#domain/plan/commands/open-campaign.ts'
import { acceptPaper, filePaper, returnPaper } from '#domain/plan/commands/papers.ts'
import { campaignOpening } from '#domain/plan/input/campaign.ts'
import { evaluationBeginning, evaluationRef, evaluationTexts } from '#domain/plan/input/evaluation.ts'
import { paperAccepting, paperFiling, paperReturning } from '#domain/plan/input/paper.ts'
import { refusal } from '#domain/plan/refuse.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { planOfficeMessages, planProblems } from '#src/i18n/messages/plan-office.ts'

type Db = App.Locals['db']
type Viewer = App.Locals['viewer']

/** 达标计划: campaigns, papers of the counties, evaluation reports. */
export const plan = {
  openCampaign: step(campaignOpening, openCampaign, ['sectorCodes']),
  filePaper: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(paperFiling, form, planProblems[locale], planOfficeMessages[locale].notRead)
        const files = await storeFiles(form, locale, 1)
        const [file] = files
        if (!file || files.length > 1)
          throw refusal('files', '请选择一个文件（PDF 或图片）', 'Choose one file (PDF or picture)')
        await filePaper(db, viewer, { ...given, file }, now)
        return { id: null }
      }),
  }),
  acceptPaper: step(paperAccepting, acceptPaper),
  returnPaper: step(paperReturning, returnPaper),
  beginEvaluation: step(evaluationBeginning, evaluations.beginEvaluation),
  reassembleEvaluation: step(evaluationRef, evaluations.reassembleEvaluation),
  saveEvaluation: step(evaluationTexts, evaluations.saveEvaluation),
  publishEvaluation: step(evaluationRef, evaluations.publishEvaluation),
}

function step<S extends z.ZodType>(
  schema: S,
  take: (db: Db, viewer: Viewer, given: z.output<S>, now: Date) => Promise<unknown>,
  lists: readonly string[] = [],
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(schema, form, planProblems[locale], planOfficeMessages[locale].notRead, lists)
        const made = await take(db, viewer, given, now)
        return { id: typeof made === 'number' ? made : null }
      }),
  })
}
