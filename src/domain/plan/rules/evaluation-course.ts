import { evaluationBlocks } from '#domain/plan/rules/evaluation.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/** The fewest characters of a text that is to be published. */
export const leastText = 10

/** @throws DomainError conflict when somebody saved since the page was opened */
export function checkRevision(newest: number, opened: number): void {
  if (newest !== opened)
    throw conflict(
      '您打开之后有人保存过；您写的还在下面，请另开一页查看最新一稿再合并',
      'Somebody has saved since you opened it. What you wrote is still below: open the newest draft beside it',
    )
}

/** Whoever wrote does not publish, and no text is missing in either language. @throws DomainError conflict; rule_broken at the text */
export function checkPublishing(
  { writers, texts }: { writers: readonly string[]; texts: Record<string, { zh: string; en: string }> },
  userId: string,
): void {
  if (writers.includes(userId))
    throw conflict('参与起草的人不能公布，请由另一人公布', 'Who wrote on it does not publish it: somebody else does')
  for (const block of evaluationBlocks)
    for (const language of ['zh', 'en'] as const)
      if ((texts[block]?.[language].trim().length ?? 0) < leastText)
        throw refusal(
          `${block}${language === 'zh' ? 'Zh' : 'En'}`,
          `还没有写完：至少 ${leastText} 个字`,
          `This text is missing: at least ${leastText} characters`,
        )
}
