import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { factors } from '#db/schema/standard.ts'
import { violationCases } from '#db/schema/violation.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'

/** Year by year: whether the disclosure was due, when it was first published, and where it stands on `today`. */
export const listFilings = (db: Db, enterpriseId: number, today: string) =>
  db
    .select({
      year: obligations.year,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      state: filingStateSql(today),
    })
    .from(obligations)
    .where(eq(obligations.enterpriseId, enterpriseId))
    .orderBy(desc(obligations.year))

export type Filing = Awaited<ReturnType<typeof listFilings>>[number]

/** Its public versions: the one in force of each year and those it replaced, newest first. */
export const listVersions = (db: Db, enterpriseId: number) =>
  db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      state: disclosures.state,
      publishedAt: sql<Date>`${disclosures.publishedAt}`.mapWith(disclosures.publishedAt),
      correctionReason: disclosures.correctionReason,
    })
    .from(disclosures)
    .where(and(eq(disclosures.enterpriseId, enterpriseId), ne(disclosures.state, 'draft')))
    .orderBy(desc(disclosures.year), desc(disclosures.version))

export type Version = Awaited<ReturnType<typeof listVersions>>[number]

/**
 * What it disclosed, outlet by outlet and factor by factor, over all years: the rows of the versions in force, oldest year
 * first. `year` is the disclosure's; the figures describe the calendar year before.
 */
export const listEmissions = (db: Db, enterpriseId: number) =>
  db
    .select({
      year: disclosures.year,
      outletId: outlets.id,
      outletCode: outlets.code,
      outletName: outlets.name,
      outletKind: outlets.kind,
      factorCode: disclosureRows.factorCode,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      position: disclosureRows.position,
      route: disclosureRows.route,
      pattern: disclosureRows.pattern,
      concentrationState: disclosureRows.concentrationState,
      concentrationMin: disclosureRows.concentrationMin,
      concentrationMean: disclosureRows.concentrationMean,
      concentrationMax: disclosureRows.concentrationMax,
      unit: disclosureRows.concentrationUnit,
      origin: disclosureRows.origin,
      limitMin: disclosureRows.limitMin,
      limitMax: disclosureRows.limitMax,
      limitBasis: disclosureRows.limitBasis,
      totalState: disclosureRows.totalState,
      totalTonnes: disclosureRows.totalTonnes,
      permittedTonnes: disclosureRows.permittedTonnes,
      judgedCount: disclosureRows.judgedCount,
      exceedanceCount: disclosureRows.exceedanceCount,
      exceedanceReason: disclosureRows.exceedanceReason,
    })
    .from(disclosures)
    .innerJoin(disclosureRows, eq(disclosureRows.disclosureId, disclosures.id))
    .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
    .innerJoin(factors, eq(factors.code, disclosureRows.factorCode))
    .where(and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.state, 'published')))
    .orderBy(asc(disclosures.year), asc(disclosureRows.position), asc(outlets.code), asc(factors.code))

export type Emission = Awaited<ReturnType<typeof listEmissions>>[number]

/** Cases that stand on the exposure board, newest decision first. Persons are named on the case's own page alone. */
export const listCases = (db: Db, enterpriseId: number) =>
  db
    .select({
      id: violationCases.id,
      title: violationCases.title,
      titleEn: violationCases.titleEn,
      category: violationCases.category,
      decisionNo: sql<string>`${violationCases.decisionNo}`,
      decidedOn: sql<string>`${violationCases.decidedOn}::text`,
      authority: violationCases.authority,
      fineFen: violationCases.fineFen,
      measureKinds: violationCases.measureKinds,
      rectifyBy: violationCases.rectifyBy,
      executionState: violationCases.executionState,
    })
    .from(violationCases)
    .where(and(eq(violationCases.enterpriseId, enterpriseId), eq(violationCases.state, 'published')))
    .orderBy(desc(violationCases.decidedOn), desc(violationCases.id))

export type CaseOfEnterprise = Awaited<ReturnType<typeof listCases>>[number]
