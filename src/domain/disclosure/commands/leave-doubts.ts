import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureDoubts } from '#db/schema/review.ts'
import type { CheckedDraft } from '#domain/disclosure/rules/check.ts'

/**
 * 存疑: each unusual value that is published with its reason leaves a mark, until a regulator has looked at it. What was accepted
 * in the version before stays accepted in a correction that changes neither the figures nor the reason.
 * @returns how many are open
 */
export async function leaveDoubts(
  tx: Db,
  version: { id: number; supersedesId: number | null },
  { rows }: CheckedDraft,
): Promise<number> {
  const accepted = version.supersedesId === null ? [] : await listAccepted(tx, version.supersedesId)
  const doubts = rows.flatMap(({ explained, answers }) =>
    explained.map(({ field, code, given = {} }) => {
      const doubt = { field, code, given, reason: answers.unusualReason as string }
      const before = accepted.find(({ looked: _, ...known }) => isDeepStrictEqual(known, doubt))
      return { disclosureId: version.id, ...doubt, ...before?.looked }
    }),
  )
  if (doubts.length > 0) await tx.insert(disclosureDoubts).values(doubts)
  return doubts.filter(({ state }) => state === undefined).length
}

async function listAccepted(tx: Db, disclosureId: number) {
  const rows = await tx
    .select({
      field: disclosureDoubts.field,
      code: disclosureDoubts.code,
      given: disclosureDoubts.given,
      reason: disclosureDoubts.reason,
      lookedAtBy: disclosureDoubts.lookedAtBy,
      lookedAtByName: disclosureDoubts.lookedAtByName,
      lookedAt: disclosureDoubts.lookedAt,
      note: disclosureDoubts.note,
    })
    .from(disclosureDoubts)
    .where(and(eq(disclosureDoubts.disclosureId, disclosureId), eq(disclosureDoubts.state, 'accepted')))
  return rows.map(({ field, code, given, reason, ...looked }) => ({
    field,
    code: code as CheckedDraft['problems'][number]['code'],
    given,
    reason,
    looked: { state: 'accepted' as const, ...looked },
  }))
}
