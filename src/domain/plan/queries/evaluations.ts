import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import {
  evaluationReports as reports,
  evaluationRows as rows,
  evaluationVersions as versions,
} from '#db/schema/plan.ts'
import { sectors } from '#db/schema/sector.ts'
import { type EvaluationList, type EvaluationLists, evaluationLists } from '#domain/plan/rules/evaluation.ts'

const columns = {
  id: reports.id,
  batch: reports.batch,
  sectorCode: reports.sectorCode,
  sectorZh: sectors.nameZh,
  sectorEn: sectors.nameEn,
  version: versions.version,
  asOf: versions.asOf,
  assembledAt: versions.assembledAt,
  texts: versions.texts,
  savedAt: versions.savedAt,
  publishedAt: versions.publishedAt,
}
const select = (db: Db) =>
  db
    .select(columns)
    .from(versions)
    .innerJoin(reports, eq(reports.id, versions.reportId))
    .innerJoin(sectors, eq(sectors.code, reports.sectorCode))
export type EvaluationVersion = Awaited<ReturnType<typeof select>>[number]

/** A list of a version with its hash. */
export interface FrozenList {
  list: EvaluationList
  rows: string
  sha256: string
}
export interface Evaluation {
  report: EvaluationVersion
  lists: EvaluationLists
  hashes: Partial<Record<EvaluationList, string>>
}

/** Every published report in its newest version, by batch and sector. */
export const listEvaluations = (db: Db) =>
  db
    .selectDistinctOn([reports.batch, sectors.position], columns)
    .from(versions)
    .innerJoin(reports, eq(reports.id, versions.reportId))
    .innerJoin(sectors, eq(sectors.code, reports.sectorCode))
    .where(isNotNull(versions.publishedAt))
    .orderBy(asc(reports.batch), asc(sectors.position), desc(versions.version))

/** A published version, the newest where none is named, with its rows, and all published versions of it. */
export async function getEvaluation(db: Db, { batch, sector }: { batch: number; sector: string }, version?: number) {
  const all = await select(db)
    .where(and(eq(reports.batch, batch), eq(reports.sectorCode, sector), isNotNull(versions.publishedAt)))
    .orderBy(desc(versions.version))
  const report = version === undefined ? all[0] : all.find((each) => each.version === version)
  return (
    report && {
      ...(await withRows(db, report)),
      versions: all.map(({ version, publishedAt }) => ({ version, publishedAt })),
    }
  )
}

/** One list of a published version, byte for byte. */
export async function getEvaluationRows(
  db: Db,
  { batch, sector }: { batch: number; sector: string },
  version: number,
  list: EvaluationList,
): Promise<FrozenList | undefined> {
  const [found] = await db
    .select({ rows: rows.rows, sha256: rows.sha256 })
    .from(rows)
    .innerJoin(versions, and(eq(versions.reportId, rows.reportId), eq(versions.version, rows.version)))
    .innerJoin(reports, eq(reports.id, rows.reportId))
    .where(
      and(
        eq(reports.batch, batch),
        eq(reports.sectorCode, sector),
        eq(rows.version, version),
        eq(rows.list, list),
        isNotNull(versions.publishedAt),
      ),
    )
  return found && { list, ...found }
}

/** The newest version of every report, drafts too: for the desk. */
export const listOfficeEvaluations = (db: Db) =>
  db
    .selectDistinctOn([reports.batch, sectors.position], columns)
    .from(versions)
    .innerJoin(reports, eq(reports.id, versions.reportId))
    .innerJoin(sectors, eq(sectors.code, reports.sectorCode))
    .orderBy(asc(reports.batch), asc(sectors.position), desc(versions.version))

/** The newest version of a report with its rows, and who wrote it. */
export async function getOfficeEvaluation(db: Db, id: number) {
  const [report] = await db
    .select({ ...columns, revision: versions.revision, writers: versions.writers })
    .from(versions)
    .innerJoin(reports, eq(reports.id, versions.reportId))
    .innerJoin(sectors, eq(sectors.code, reports.sectorCode))
    .where(eq(reports.id, id))
    .orderBy(desc(versions.version))
    .limit(1)
  if (!report) return undefined
  const { revision, writers: writerIds, ...version } = report
  const people = await db.select({ name: users.name }).from(users).where(inArray(users.id, writerIds))
  return { ...(await withRows(db, version)), revision, writerIds, writers: people.map(({ name }) => name) }
}

async function withRows(db: Db, report: EvaluationVersion): Promise<Evaluation> {
  const frozen = await db
    .select({ list: rows.list, rows: rows.rows, sha256: rows.sha256 })
    .from(rows)
    .where(and(eq(rows.reportId, report.id), eq(rows.version, report.version)))
  // A list that no report had yet when this one was published is empty in it.
  const rowsOf = (list: EvaluationList) => JSON.parse(frozen.find((each) => each.list === list)?.rows ?? '[]')
  return {
    report,
    lists: Object.fromEntries(evaluationLists.map((list) => [list, rowsOf(list)])) as unknown as EvaluationLists,
    hashes: Object.fromEntries(frozen.map(({ list, sha256 }) => [list, sha256])),
  }
}

/** Drafts that wait for somebody else's eyes. */
export const listDrafts = (db: Db) =>
  db
    .select({ ...columns, writers: versions.writers })
    .from(versions)
    .innerJoin(reports, eq(reports.id, versions.reportId))
    .innerJoin(sectors, eq(sectors.code, reports.sectorCode))
    .where(isNull(versions.publishedAt))
    .orderBy(asc(versions.savedAt))
