import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const firmColumns = {
  id: enterprises.id,
  creditCode: enterprises.creditCode,
  name: enterprises.name,
  formerNames: enterprises.formerNames,
  regionCode: enterprises.regionCode,
  sectorCode: enterprises.sectorCode,
  controlLevel: enterprises.controlLevel,
}
type Firm = Pick<typeof enterprises.$inferSelect, keyof typeof firmColumns>

/**
 * Links the cases that stand under a firm's name only (it was not in the register when they were decided) to the enterprise
 * of that name, present or former. A name that two enterprises bear links nothing: which one is meant, an officer decides.
 * The work of an effect: inside its transaction, by the system.
 */
export async function linkCases(tx: Db, creditCode: string, now: Date): Promise<void> {
  const [firm] = await tx.select(firmColumns).from(enterprises).where(eq(enterprises.creditCode, creditCode))
  if (!firm) return
  const names = [...new Set([firm.name, ...firm.formerNames].flatMap(spellings))]
  const unlinked = await tx
    .select({ id: cases.id, enterpriseName: cases.enterpriseName, state: cases.state })
    .from(cases)
    .where(and(isNull(cases.enterpriseId), inArray(cases.enterpriseName, names)))
    .for('update')
  if (unlinked.length === 0 || (await isShared(tx, firm.id, names))) return
  await bind(tx, firm, unlinked, 'system', now)
}

/**
 * Links one case to the enterprise that an officer names: where the register has the firm under another name than the decision.
 * The name on the record stays as it was decided. Of a draft the form does this.
 * @throws DomainError not_allowed; CaseRefusal no_such_case, not_published, linked_already; not_complete with firm_unknown, firm_elsewhere
 */
export async function linkCase(
  db: Db,
  viewer: Viewer,
  { id, creditCode }: { id: number; creditCode: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await getCaseForStep(tx, id, { forUpdate: true })
    demandAccount(viewer, 'case.record', { regionCode: found?.regionCode ?? null })
    if (!found) throw new CaseRefusal('not_found', 'no_such_case')
    if (found.state !== 'published') throw new CaseRefusal('conflict', 'not_published')
    if (found.enterpriseId !== null) throw new CaseRefusal('conflict', 'linked_already')
    const given = creditCode.toUpperCase()
    const refuse = (code: string, more: Record<string, string> = {}) =>
      new CaseRefusal('rule_broken', 'not_complete', [{ field: 'creditCode', code, given: { given, ...more } }])
    if (given === '') throw refuse('missing')
    const [firm] = await tx.select(firmColumns).from(enterprises).where(eq(enterprises.creditCode, given))
    if (!firm) throw refuse('firm_unknown')
    if (firm.regionCode !== found.regionCode) throw refuse('firm_elsewhere', { name: firm.name })
    await bind(tx, firm, [found], viewer, now)
  })
}

/** Sector and control level come with the firm: the board finds the case by them from now on. */
async function bind(
  tx: Db,
  firm: Firm,
  unlinked: readonly { id: number; enterpriseName: string; state: string }[],
  by: Viewer | 'system',
  now: Date,
): Promise<void> {
  const { sectorCode, controlLevel } = firm
  const ids = unlinked.map(({ id }) => id)
  await tx
    .update(cases)
    .set({ enterpriseId: firm.id, sectorCode, controlLevel, updatedAt: now })
    .where(inArray(cases.id, ids))
  const published = unlinked.filter(({ state }) => state === 'published').length
  await tx
    .update(enterprises)
    .set({ violationCount: sql`${enterprises.violationCount} + ${published}` })
    .where(eq(enterprises.id, firm.id))
  for (const { id, enterpriseName } of unlinked) {
    await recordEvent(tx, {
      kind: 'case.linked',
      subject: `case:${id}`,
      by,
      at: now,
      before: { enterpriseName, creditCode: null },
      after: { enterpriseName, creditCode: firm.creditCode },
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
