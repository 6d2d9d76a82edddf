import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyPapers } from '#db/schema/plan.ts'
import { regions } from '#db/schema/region.ts'
import type { PaperFiling } from '#domain/plan/input/paper.ts'
import { paperDueOn } from '#domain/plan/rules/calendar.ts'
import { checkDeciding, checkFiling } from '#domain/plan/rules/papers.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

export interface PaperFile {
  name: string
  mediaType: string
  sha256: string
  size: number
}

/**
 * 报市局备案: a county files its rules or its plan of the year. The file lies in the store already. What was sent back stays beside it.
 * @throws DomainError not_allowed; conflict while one stands; rule_broken at the field
 */
export async function filePaper(
  db: Db,
  viewer: Viewer,
  given: PaperFiling & { file: PaperFile },
  now: Date,
): Promise<void> {
  const { regionCode, kind, year, title, documentNo, file } = given
  const account = demandAccount(viewer, 'county_paper.file', { regionCode })
  refusePersonalData({ title, documentNo })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await tx.execute(sql`select pg_advisory_xact_lock(43090070, ${regionCode}::int)`)
    const [region] = await tx.select({ kind: regions.kind }).from(regions).where(eq(regions.code, regionCode))
    if (!region || region.kind === 'city') throw refusal('regionCode', '请选择一个县（市、区）', 'Choose a county')
    const [newest] = await tx
      .select({ state: countyPapers.state, version: countyPapers.version })
      .from(countyPapers)
      .where(and(eq(countyPapers.regionCode, regionCode), eq(countyPapers.kind, kind), eq(countyPapers.year, year)))
      .orderBy(desc(countyPapers.version))
      .limit(1)
    checkFiling(newest, year, cityDate(now))
    const [added] = await tx
      .insert(countyPapers)
      .values({
        regionCode,
        kind,
        year,
        version: (newest?.version ?? 0) + 1,
        dueOn: paperDueOn(kind, year),
        title,
        documentNo,
        fileName: file.name,
        mediaType: file.mediaType,
        sha256: file.sha256,
        size: file.size,
        filedBy: account.userId,
        filedAt: now,
      })
      .returning({ id: countyPapers.id })
    await recordEvent(tx, {
      kind: 'county_paper.filed',
      subject: `county_paper:${added?.id}`,
      by: viewer,
      at: now,
      after: { regionCode, kind, year, title, documentNo, sha256: file.sha256 },
    })
  })
}

/** The city puts a paper on file: from now on it is public. @throws DomainError not_allowed; not_found; conflict */
export const acceptPaper = (db: Db, viewer: Viewer, { id }: { id: number }, now: Date) =>
  decide(db, viewer, id, null, now)

/** The city sends a paper back with a reason. @throws DomainError not_allowed; not_found; conflict */
export const returnPaper = (db: Db, viewer: Viewer, { id, reason }: { id: number; reason: string }, now: Date) =>
  decide(db, viewer, id, reason, now)

async function decide(db: Db, viewer: Viewer, id: number, reason: string | null, now: Date): Promise<void> {
  const account = demandAccount(viewer, 'county_paper.decide')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx
      .select({ state: countyPapers.state, filedBy: countyPapers.filedBy })
      .from(countyPapers)
      .where(eq(countyPapers.id, id))
      .for('update')
    if (!found) throw notFound('没有这份文件', 'There is no such paper')
    checkDeciding(found)
    if (handOf(account, found.filedBy) === account.userId)
      throw conflict('报送人不能处理自己报的文件', 'Who filed it does not decide on it')
    const state = reason === null ? 'accepted' : 'returned'
    await tx
      .update(countyPapers)
      .set({ state, reason, decidedBy: account.userId, decidedAt: now })
      .where(eq(countyPapers.id, id))
    await recordEvent(tx, {
      kind: `county_paper.${state}`,
      subject: `county_paper:${id}`,
      by: viewer,
      at: now,
      ...(reason === null ? {} : { reason }),
    })
  })
}
