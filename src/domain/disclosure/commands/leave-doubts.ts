import type { Db } from '#db/client.ts'
import { disclosureDoubts } from '#db/schema/review.ts'
import type { CheckedDraft } from '#domain/disclosure/rules/check.ts'

/** 存疑: each unusual value that is published with its reason leaves a mark, until a regulator has looked at it. */
export async function leaveDoubts(tx: Db, disclosureId: number, { rows }: CheckedDraft): Promise<number> {
  const doubts = rows.flatMap(({ explained, answers }) =>
    explained.map(({ field, code, given = {} }) => ({
      disclosureId,
      field,
      code,
      given,
      reason: answers.unusualReason as string,
    })),
  )
  if (doubts.length > 0) await tx.insert(disclosureDoubts).values(doubts)
  return doubts.length
}
