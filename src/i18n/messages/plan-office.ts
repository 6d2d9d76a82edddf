import { campaignLimits } from '#domain/plan/input/campaign.ts'
import { evaluationLimits } from '#domain/plan/input/evaluation.ts'
import { paperLimits } from '#domain/plan/input/paper.ts'
import { evaluationBlocks } from '#domain/plan/rules/evaluation.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'

export const planOfficeMessages = bilingual(
  { notRead: '提交的内容不完整，请重新打开页面再试。', demoSource: '演示数据' },
  { notRead: 'What was sent is not complete; open the page again and retry.', demoSource: 'Demonstration data' },
)

const text = (least: number, most: number) =>
  [
    `请填写 ${least} 到 ${most} 个字，不要有控制符。`,
    `${least} to ${most} characters, without control characters.`,
  ] as const
const day = ['请选择日期。', 'Choose a day.'] as const

const problems: Record<string, readonly [zh: string, en: string]> = {
  batch: ['请选择一个批次。', 'Choose a batch.'],
  titleZh: text(4, campaignLimits.title),
  titleEn: text(4, campaignLimits.titleEn),
  sectorCodes: ['请至少选一个行业。', 'Choose at least one sector.'],
  question: ['请选择检查内容。', 'Choose what is asked.'],
  fromOn: day,
  toOn: day,
  basisZh: text(4, campaignLimits.basis),
  basisEn: text(4, campaignLimits.basisEn),
  kind: ['请选择文件种类。', 'Choose the kind of paper.'],
  year: ['请选择年份。', 'Choose a year.'],
  title: text(4, paperLimits.title),
  documentNo: text(2, paperLimits.documentNo),
  reason: text(5, paperLimits.reason),
  sectorCode: ['请选择一个行业。', 'Choose a sector.'],
  ...Object.fromEntries(
    evaluationBlocks.flatMap((block) => [
      [`${block}Zh`, text(0, evaluationLimits.text)],
      [`${block}En`, text(0, evaluationLimits.textEn)],
    ]),
  ),
}

/** What each field of the plan's forms should be. */
export const planProblems = {
  zh: Object.fromEntries(Object.entries(problems).map(([field, pair]) => [field, pair[0]])),
  en: Object.fromEntries(Object.entries(problems).map(([field, pair]) => [field, pair[1]])),
} satisfies Record<Locale, Record<string, string>>
