import type { z } from 'zod'
import * as evaluations from '#domain/plan/commands/evaluations.ts'
import { openCampaign } from '#domain/plan/commands/open-campaign.ts'
import { acceptPaper, filePaper, returnPaper } from '#domain/plan/commands/papers.ts'
import { campaignOpening } from '#domain/plan/input/campaign.ts'
import { evaluationBeginning, evaluationRef, evaluationTexts } from '#domain/plan/input/evaluation.ts'
import { paperAccepting, paperFiling, paperReturning } from '#domain/plan/input/paper.ts'
import { refusal } from '#platform/refuse.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { planOfficeMessages, planProblems } from '#src/i18n/messages/plan-office.ts'

const words: FormWords = (locale) => [planProblems[locale], planOfficeMessages[locale].notRead]

/** 达标计划: campaigns, papers of the counties, evaluation reports. */
export const plan = {
  openCampaign: step(campaignOpening, openCampaign, ['sectorCodes']),
  filePaper: formStep(words, paperFiling, async (given, { db, viewer, locale, now }, form) => {
    const files = await storeFiles(form, locale, 1)
    const [file] = files
    if (!file || files.length > 1)
      throw refusal('files', '请选择一个文件（PDF 或图片）', 'Choose one file (PDF or picture)')
    await filePaper(db, viewer, { ...given, file }, now)
    return { id: null }
  }),
  acceptPaper: step(paperAccepting, acceptPaper),
  returnPaper: step(paperReturning, returnPaper),
  beginEvaluation: step(evaluationBeginning, evaluations.beginEvaluation),
  reassembleEvaluation: step(evaluationRef, evaluations.reassembleEvaluation),
  saveEvaluation: step(evaluationTexts, evaluations.saveEvaluation),
  publishEvaluation: step(evaluationRef, evaluations.publishEvaluation),
}

function step<S extends z.ZodType>(schema: S, take: Command<S>, lists: readonly string[] = []) {
  const work = async (given: z.output<S>, { db, viewer, now }: App.Locals) => {
    const made = await take(db, viewer, given, now)
    return { id: typeof made === 'number' ? made : null }
  }
  return formStep(words, schema, work, lists)
}
