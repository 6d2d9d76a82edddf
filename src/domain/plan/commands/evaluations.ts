import { createHash } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  type EvaluationTexts,
  evaluationReports as reports,
  evaluationRows as rows,
  evaluationVersions as versions,
} from '#db/schema/plan.ts'
import { sectors } from '#db/schema/sector.ts'
import type { EvaluationWriting } from '#domain/plan/input/evaluation.ts'
import { assembleRows } from '#domain/plan/queries/evaluation-rows.ts'
import { stageOf } from '#domain/plan/queries/stage.ts'
import { evaluationBlocks, evaluationLists } from '#domain/plan/rules/evaluation.ts'
import { checkPublishing, checkRevision } from '#domain/plan/rules/evaluation-course.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * Begins the report of a sector, or its next version with the texts of the last: its figures are assembled from what is public now.
 * @returns the report's number
 * @throws DomainError not_allowed; rule_broken for no sector or before its batch begins; conflict while a draft is open
 */
export async function beginEvaluation(
  db: Db,
  viewer: Viewer,
  { sectorCode }: { sectorCode: string },
  now: Date,
): Promise<number> {
  const account = demandAccount(viewer, 'evaluation.write')
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [sector] = await tx.select({ batch: sectors.batch }).from(sectors).where(eq(sectors.code, sectorCode))
    if (!sector) throw refusal('sectorCode', '没有这个行业', 'There is no such sector')
    await tx.execute(sql`select pg_advisory_xact_lock(43090071, hashtext(${sectorCode}))`)
    await tx
      .insert(reports)
      .values({ batch: sector.batch, sectorCode, begunBy: account.userId, begunAt: now })
      .onConflictDoNothing()
    const [report] = await tx
      .select({ id: reports.id })
      .from(reports)
      .where(and(eq(reports.batch, sector.batch), eq(reports.sectorCode, sectorCode)))
    const { id } = report as { id: number }
    const last = await newestOf(tx, id)
    if (last && !last.publishedAt) throw conflict('这个行业已经有一份草稿', 'There is a draft of this sector already')
    const version = (last?.version ?? 0) + 1
    const { asOf, lists } = await assemble(tx, sector.batch, sectorCode, now)
    await tx.insert(versions).values({
      reportId: id,
      version,
      asOf,
      assembledAt: now,
      texts: last?.texts ?? {},
      writers: [account.userId],
      savedAt: now,
    })
    await tx.insert(rows).values(lists.map((list) => ({ reportId: id, version, ...list })))
    await recordEvent(tx, {
      kind: 'evaluation_draft.begun',
      subject: `evaluation:${id}`,
      by: viewer,
      at: now,
      after: { sectorCode, version, asOf, hashes: hashesOf(lists) },
    })
    return id
  })
}

/** Assembles the figures of a draft anew. @throws DomainError not_allowed; not_found; conflict once public or when somebody saved since */
export async function reassembleEvaluation(
  db: Db,
  viewer: Viewer,
  given: { id: number; revision: number },
  now: Date,
): Promise<void> {
  await change(db, viewer, given, now, async (tx, draft) => {
    const { asOf, lists } = await assemble(tx, draft.batch, draft.sectorCode, now)
    for (const { list, ...frozen } of lists)
      await tx
        .update(rows)
        .set(frozen)
        .where(and(eq(rows.reportId, given.id), eq(rows.version, draft.version), eq(rows.list, list)))
    return {
      set: { asOf, assembledAt: now },
      event: { kind: 'evaluation_draft.assembled', after: { version: draft.version, asOf, hashes: hashesOf(lists) } },
    }
  })
}

/** Saves what people write. @throws DomainError as `reassembleEvaluation`; rule_broken at a text that holds personal data */
export async function saveEvaluation(db: Db, viewer: Viewer, given: EvaluationWriting, now: Date): Promise<void> {
  const { id, revision, ...words } = given
  refusePersonalData(words)
  const texts = Object.fromEntries(
    evaluationBlocks.map((block) => [block, { zh: words[`${block}Zh`], en: words[`${block}En`] }]),
  ) as EvaluationTexts
  await change(db, viewer, { id, revision }, now, async (_, draft) => ({
    set: { texts },
    event: { kind: 'evaluation_draft.saved', before: { texts: draft.texts }, after: { version: draft.version, texts } },
  }))
}

/**
 * A second person publishes the draft as it stands; from then on it is frozen.
 * @throws DomainError not_allowed; not_found; conflict for a writer, or when somebody saved since; rule_broken at an empty text
 */
export async function publishEvaluation(
  db: Db,
  viewer: Viewer,
  { id, revision }: { id: number; revision: number },
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'evaluation.publish')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const draft = await lockedDraft(tx, id)
    checkRevision(draft.revision, revision)
    const writers = draft.writers.map((writer) => handOf(account, writer) ?? writer)
    checkPublishing({ ...draft, writers }, account.userId)
    await tx
      .update(versions)
      .set({ publishedAt: now, publishedBy: account.userId })
      .where(and(eq(versions.reportId, id), eq(versions.version, draft.version)))
    await recordEvent(tx, {
      kind: 'evaluation.published',
      subject: `evaluation:${id}`,
      by: viewer,
      at: now,
      after: { sectorCode: draft.sectorCode, version: draft.version, asOf: draft.asOf },
    })
  })
}

type Draft = Awaited<ReturnType<typeof lockedDraft>>
type Changed = {
  set: Partial<typeof versions.$inferInsert>
  event: { kind: `evaluation_draft.${string}`; before?: object; after: object }
}

async function change(
  db: Db,
  viewer: Viewer,
  { id, revision }: { id: number; revision: number },
  now: Date,
  work: (tx: Db, draft: Draft) => Promise<Changed>,
): Promise<void> {
  const account = demandAccount(viewer, 'evaluation.write')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const draft = await lockedDraft(tx, id)
    checkRevision(draft.revision, revision)
    const { set, event } = await work(tx, draft)
    const writers = [...new Set([...draft.writers, account.userId])]
    await tx
      .update(versions)
      .set({ ...set, writers, revision: draft.revision + 1, savedAt: now })
      .where(and(eq(versions.reportId, id), eq(versions.version, draft.version)))
    await recordEvent(tx, { ...event, subject: `evaluation:${id}`, by: viewer, at: now })
  })
}

const newestOf = async (tx: Db, id: number) =>
  (
    await tx
      .select({ version: versions.version, publishedAt: versions.publishedAt, texts: versions.texts })
      .from(versions)
      .where(eq(versions.reportId, id))
      .orderBy(desc(versions.version))
      .limit(1)
  )[0]

async function lockedDraft(tx: Db, id: number) {
  const [draft] = await tx
    .select({
      batch: reports.batch,
      sectorCode: reports.sectorCode,
      version: versions.version,
      asOf: versions.asOf,
      texts: versions.texts,
      revision: versions.revision,
      writers: versions.writers,
      publishedAt: versions.publishedAt,
    })
    .from(versions)
    .innerJoin(reports, eq(reports.id, versions.reportId))
    .where(eq(reports.id, id))
    .orderBy(desc(versions.version))
    .limit(1)
    .for('update', { of: versions })
  if (!draft) throw notFound('没有这份报告', 'There is no such report')
  if (draft.publishedAt)
    throw conflict('这一版已经公布，不能再改；可以另起新版', 'This version is published and stays; begin a new one')
  return draft
}

async function assemble(tx: Db, batch: number, sectorCode: string, now: Date) {
  const asOf = cityDate(now)
  const { batches } = await stageOf(tx, now)
  const since = batches.find((each) => each.batch === batch)?.screeningFrom ?? asOf
  if (asOf < since)
    throw refusal('sectorCode', `这一批 ${since} 才开始排查`, `The screening of its batch begins on ${since}`)
  const found = await assembleRows(tx, { sectorCode, batch, since, asOf })
  const lists = evaluationLists.map((list) => {
    const text = canonicalJson(found[list])
    return { list, rows: text, sha256: createHash('sha256').update(text).digest('hex') }
  })
  return { asOf, lists }
}

const hashesOf = (lists: { list: string; sha256: string }[]) =>
  Object.fromEntries(lists.map(({ list, sha256 }) => [list, sha256]))
