import { and, asc, desc, eq, inArray, notInArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import {
  closures,
  closureFiles as files,
  closureForms as forms,
  closureObjections as objections,
  closureSignatures as signatures,
} from '#db/schema/closure.ts'
import { problemHistory as history, problems } from '#db/schema/rectification.ts'
import { selectProblems } from '#domain/rectification/queries/list.ts'
import { ofCase } from '#domain/rectification/queries/withheld.ts'

/**
 * One problem as the public reads it: its line, what happened to it in its order, and its closures since the firm sent them: what each
 * signed, photos once the city agreed, objections with their answers once decided. Nobody who signed is named.
 */
export async function getProblem(db: Db, no: string) {
  const [line] = await selectProblems(db).where(eq(problems.no, no))
  if (!line) return undefined
  const [steps, closed, [next]] = await Promise.all([
    db
      .select({ step: history.step, words: history.words, at: history.at })
      .from(history)
      .where(eq(history.problemId, line.id))
      .orderBy(asc(history.at), asc(history.id)),
    readClosures(db, line.id, true),
    db.select({ no: problems.no }).from(problems).where(eq(problems.previousId, line.id)).limit(1),
  ])
  return { ...line, steps, closures: closed, nextNo: next?.no ?? null }
}
export type PublicProblem = NonNullable<Awaited<ReturnType<typeof getProblem>>>

/** Closures of a problem, the newest first. `isPublic`: without those that are still, or stayed, inside the firm. */
async function readClosures(db: Db, problemId: number, isPublic: boolean) {
  const rows = await db
    .select({
      id: closures.id,
      formId: closures.formId,
      state: closures.state,
      windowFrom: closures.windowFrom,
      windowTo: closures.windowTo,
      closedOn: closures.closedOn,
      measures: forms.measures,
      completion: forms.completion,
      completedOn: forms.completedOn,
      filledAt: forms.filledAt,
    })
    .from(closures)
    .innerJoin(forms, eq(forms.id, closures.formId))
    .where(
      and(
        eq(closures.problemId, problemId),
        isPublic ? notInArray(closures.state, ['filled', 'withdrawn']) : undefined,
      ),
    )
    .orderBy(desc(closures.id))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [signed, attached, objected, covered] = await Promise.all([
    db
      .select({
        closureId: signatures.closureId,
        role: signatures.role,
        opinion: signatures.opinion,
        words: signatures.words,
        signedOn: signatures.signedOn,
        at: signatures.at,
        sha256: signatures.sha256,
      })
      .from(signatures)
      .where(inArray(signatures.closureId, ids))
      .orderBy(asc(signatures.id)),
    db
      .select({
        id: files.id,
        formId: files.formId,
        closureId: files.closureId,
        kind: files.kind,
        reportNo: files.reportNo,
        mediaType: files.mediaType,
      })
      .from(files)
      .where(
        inArray(
          files.formId,
          rows.map(({ formId }) => formId),
        ),
      )
      .orderBy(asc(files.id)),
    db
      .select({
        id: objections.id,
        closureId: objections.closureId,
        position: objections.position,
        words: objections.words,
        publicWords: objections.publicWords,
        at: objections.at,
        state: objections.state,
        answer: objections.answer,
        decidedAt: objections.decidedAt,
      })
      .from(objections)
      .where(inArray(objections.closureId, ids))
      .orderBy(asc(objections.position)),
    db
      .select({ formId: closures.formId, no: problems.no, words: ofCase.words })
      .from(closures)
      .innerJoin(problems, eq(problems.id, closures.problemId))
      .where(
        inArray(
          closures.formId,
          rows.map(({ formId }) => formId),
        ),
      )
      .orderBy(asc(problems.no)),
  ])
  return rows.map((row) => ({
    ...row,
    /** The problems of its form. */
    covers: covered.filter(({ formId }) => formId === row.formId).map(({ no, words }) => ({ no, words })),
    signatures: signed.filter(({ closureId }) => closureId === row.id),
    files: attached.filter(({ formId, closureId }) => formId === row.formId && (closureId ?? row.id) === row.id),
    // What a reader wrote is shown with its answer, not before it was read.
    objections: objected
      .filter(({ closureId }) => closureId === row.id)
      .map(({ words, publicWords, ...objection }) => ({
        ...objection,
        words: objection.state === 'open' ? null : (publicWords ?? words),
      })),
  }))
}
export type PublicClosure = PublicProblem['closures'][number]

/** The same problem for a desk: also drafts of closures, names, files by name, words of objections, the case's number. */
export async function getDeskProblem(
  db: Db,
  no: string,
  scope: { regionCode?: string | undefined; enterpriseId?: number | undefined },
) {
  const [own] = await db
    .select({ id: problems.id, caseId: problems.caseId, sourceRef: problems.sourceRef })
    .from(problems)
    .where(
      and(
        eq(problems.no, no),
        scope.regionCode === undefined ? undefined : eq(problems.regionCode, scope.regionCode),
        scope.enterpriseId === undefined ? undefined : eq(problems.enterpriseId, scope.enterpriseId),
      ),
    )
  const problem = own && (await getProblem(db, no))
  if (!problem) return undefined
  const all = await readClosures(db, own.id, false)
  const ids = [0, ...all.map(({ id }) => id)]
  const [signers, named, objected] = await Promise.all([
    db
      .select({ closureId: signatures.closureId, role: signatures.role, names: signatures.names, account: users.name })
      .from(signatures)
      .leftJoin(users, eq(users.id, signatures.by))
      .where(inArray(signatures.closureId, ids)),
    db
      .select({ id: files.id, name: files.name, size: files.size })
      .from(files)
      .where(inArray(files.formId, [0, ...all.map(({ formId }) => formId)])),
    db
      .select({ id: objections.id, words: objections.words, contact: objections.contact })
      .from(objections)
      .where(inArray(objections.closureId, ids)),
  ])
  return {
    ...problem,
    closures: all,
    draftCaseId: own.caseId,
    signers: new Map(signers.map((row) => [`${row.closureId} ${row.role}`, row])),
    fileNames: new Map(named.map((row) => [row.id, row])),
    objected: new Map(objected.map((row) => [row.id, row])),
  }
}
export type DeskProblem = NonNullable<Awaited<ReturnType<typeof getDeskProblem>>>

/** What each signed of a problem's closures, oldest first; undefined for another county's problem and for none. */
export async function listSigned(db: Db, no: string, regionCode: string | undefined) {
  const [own] = await db
    .select({ id: problems.id })
    .from(problems)
    .where(and(eq(problems.no, no), regionCode === undefined ? undefined : eq(problems.regionCode, regionCode)))
  if (!own) return undefined
  return db
    .select({
      closure: signatures.closureId,
      role: signatures.role,
      at: signatures.at,
      document: signatures.document,
      sha256: signatures.sha256,
    })
    .from(signatures)
    .innerJoin(closures, eq(closures.id, signatures.closureId))
    .where(eq(closures.problemId, own.id))
    .orderBy(asc(signatures.id))
}

/** The line as it stood at a version that somebody's form began with. */
export async function lineAtVersion(db: Db, no: string, version: number): Promise<Record<string, string>> {
  const [found] = await db
    .select({ line: history.line })
    .from(history)
    .innerJoin(problems, eq(problems.id, history.problemId))
    .where(and(eq(problems.no, no), eq(history.version, version)))
  return found?.line ?? {}
}
