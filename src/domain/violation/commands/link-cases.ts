import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * Links the cases that stand under a firm's name only (it was not in the register when they were decided) to the enterprise
 * of that name, present or former. A name that two enterprises bear links nothing: which one is meant, an officer decides.
 * The work of an effect: inside its transaction, by the system.
 */
export async function linkCases(tx: Db, creditCode: string, now: Date): Promise<void> {
  const [firm] = await tx
    .select({ id: enterprises.id, name: enterprises.name, formerNames: enterprises.formerNames })
    .from(enterprises)
    .where(eq(enterprises.creditCode, creditCode))
  if (!firm) return
  const names = [...new Set([firm.name, ...firm.formerNames].flatMap(spellings))]
  const unlinked = await tx
    .select({ id: cases.id, name: cases.enterpriseName, state: cases.state })
    .from(cases)
    .where(and(isNull(cases.enterpriseId), inArray(cases.enterpriseName, names)))
    .for('update')
  if (unlinked.length === 0 || (await isShared(tx, firm.id, names))) return
  await tx
    .update(cases)
    .set({ enterpriseId: firm.id, updatedAt: now })
    .where(
      inArray(
        cases.id,
        unlinked.map(({ id }) => id),
      ),
    )
  const published = unlinked.filter(({ state }) => state === 'published').length
  await tx
    .update(enterprises)
    .set({ violationCount: sql`${enterprises.violationCount} + ${published}` })
    .where(eq(enterprises.id, firm.id))
  for (const { id, name } of unlinked) {
    await recordEvent(tx, {
      kind: 'case.linked',
      subject: `case:${id}`,
      by: 'system',
      at: now,
      before: { enterpriseName: name, creditCode: null },
      after: { enterpriseName: name, creditCode },
    })
  }
}

async function isShared(tx: Db, firmId: number, names: string[]): Promise<boolean> {
  const bearers = await tx
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(inArray(enterprises.name, names))
    .limit(2)
  return bearers.some(({ id }) => id !== firmId)
}

/** Brackets are typed wide on one paper and narrow on the next. */
const spellings = (name: string): string[] => [
  name,
  name.replaceAll('(', '（').replaceAll(')', '）'),
  name.replaceAll('（', '(').replaceAll('）', ')'),
]
