import type { Db } from '#db/client.ts'
import { getCaseContent } from '#domain/violation/queries/case-file.ts'
import { hiddenNames, namesIn } from '#domain/violation/rules/naming.ts'

/** Names in a text meant for the public that the law hides in this case. */
export async function hiddenNamesIn(db: Db, caseId: number, text: string): Promise<string[]> {
  const content = text === '' ? undefined : await getCaseContent(db, caseId)
  return content ? namesIn(text, hiddenNames(content)) : []
}
