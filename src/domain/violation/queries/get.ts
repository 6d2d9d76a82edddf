import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { casePenaltyPeriods } from '#db/schema/casework.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases, violationMeasures, violationSteps } from '#db/schema/violation.ts'
import { listEvidence, listPublicEvidence } from '#domain/violation/queries/evidence.ts'
import { listReferences } from '#domain/violation/queries/references.ts'
import { type RemovedState, removedStates } from '#domain/violation/rules/aftercare/removal.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'
import { cityDate } from '#platform/clock.ts'

export type PublishedCase = Extract<Awaited<ReturnType<typeof getCase>>, { state: 'published' }>

/** Names leave the database only where the rule names them (violation/rules/persons.ts, namedPersons). */
const isGrave = inArray(cases.category, [...graveCategories])

/**
 * What the public may see of a case: the case; or, once it is off the board, the bare fact and its day; or nothing, for a
 * draft as for a number that was never given.
 */
export async function getCase(db: Db, id: number) {
  const [found] = await db
    .select({
      id: cases.id,
      state: cases.state,
      removedOn: cases.removedOn,
      removalReason: cases.removalReason,
      removalBasis: cases.removalBasis,
      publishedAt: cases.publishedAt,
    })
    .from(cases)
    .where(and(eq(cases.id, id), inArray(cases.state, ['published', ...removedStates])))
  if (!found) return undefined
  if (found.state !== 'published') {
    return {
      state: found.state as RemovedState,
      id: found.id,
      publishedAt: found.publishedAt as Date,
      removedOn: found.removedOn as string,
      removalReason: found.removalReason,
      removalBasis: found.removalBasis as string,
    }
  }
  const [[facts], measures, steps, restsOn, evidence] = await Promise.all([
    factsOf(db, and(eq(cases.id, id), eq(cases.state, 'published'))),
    ...partsOf(db, id),
    listPublicEvidence(db, id),
  ])
  return facts && { state: 'published' as const, ...facts, measures, steps, restsOn, evidence }
}

/**
 * The case as the public will see it once it is published: the same columns, by the same rule of names. For the office, which
 * asks for it with its own permission; the day of publication is `now`.
 */
export async function previewCase(db: Db, id: number, now: Date): Promise<PublishedCase | undefined> {
  const [[facts], measures, steps, restsOn, evidence] = await Promise.all([
    factsOf(db, and(eq(cases.id, id), inArray(cases.state, ['draft', 'legal_review', 'published']))),
    ...partsOf(db, id),
    listEvidence(db, id),
  ])
  return (
    facts && {
      state: 'published' as const,
      ...facts,
      decisionNo: facts.decisionNo ?? '—',
      decidedOn: facts.decidedOn ?? cityDate(now),
      publishedAt: facts.publishedAt ?? now,
      measures,
      steps,
      restsOn,
      evidence: evidence.filter(({ isPublic }) => isPublic),
    }
  )
}

const partsOf = (db: Db, id: number) =>
  [
    db
      .select({
        kind: violationMeasures.kind,
        amountFen: violationMeasures.amountFen,
        days: violationMeasures.days,
        fromOn: violationMeasures.fromOn,
        toOn: violationMeasures.toOn,
        prolongedOn: violationMeasures.prolongedOn,
        detail: violationMeasures.detail,
        periods: periodsOf,
      })
      .from(violationMeasures)
      .where(eq(violationMeasures.caseId, id))
      .orderBy(asc(violationMeasures.kind), asc(violationMeasures.id)),
    db
      .select({ kind: violationSteps.kind, happenedOn: violationSteps.happenedOn, detail: violationSteps.detail })
      .from(violationSteps)
      .where(eq(violationSteps.caseId, id))
      .orderBy(asc(violationSteps.happenedOn), asc(violationSteps.kind)),
    listReferences(db, id),
  ] as const

/** The services and rechecks from which a daily penalty is computed, in their order. */
const periodsOf = sql<{ servedOn: string; recheckedOn: string }[]>`coalesce((
  select json_agg(json_build_object('servedOn', p.served_on, 'recheckedOn', p.rechecked_on) order by p.served_on)
  from ${casePenaltyPeriods} p where p.measure_id = ${violationMeasures.id}), '[]')`

const factsOf = (db: Db, where: SQL | undefined) =>
  db
    .select({
      id: cases.id,
      title: cases.title,
      titleEn: cases.titleEn,
      category: cases.category,
      facts: cases.facts,
      factsEn: cases.factsEn,
      legalBasis: cases.legalBasis,
      decisionNo: sql<string>`${cases.decisionNo}`,
      decidedOn: sql<string>`${cases.decidedOn}::text`,
      authority: cases.authority,
      leadSource: cases.leadSource,
      fineFen: cases.fineFen,
      rectifyBy: cases.rectifyBy,
      executionState: cases.executionState,
      controlLevel: cases.controlLevel,
      regionCode: cases.regionCode,
      sectorCode: cases.sectorCode,
      repeatOffence: cases.repeatOffence,
      publishedAt: sql<Date>`${cases.publishedAt}`.mapWith(cases.publishedAt),
      updatedAt: cases.updatedAt,
      displayUntil: cases.displayUntil,
      legalRepresentative: sql<string | null>`case when ${isGrave} then ${cases.legalRepresentative} end`,
      responsiblePersons: sql<string[]>`case when ${isGrave} then ${cases.responsiblePersons} else '{}' end`,
      enterpriseName: cases.enterpriseName,
      enterpriseNameEn: enterprises.nameEn,
      /** Null while the firm is not in the register. */
      creditCode: enterprises.creditCode,
      enterpriseId: cases.enterpriseId,
    })
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(where)
