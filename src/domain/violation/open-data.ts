import { fingerprintOf } from '#domain/violation/fingerprint.ts'
import type { Aftercare } from '#domain/violation/queries/aftercare.ts'
import type { getCase, PublishedCase } from '#domain/violation/queries/get.ts'
import type { BoardRow } from '#domain/violation/queries/list.ts'
import { config } from '#platform/config.ts'

const page = (path: string) => new URL(path, config().SITE_URL).href

/** A published case as the API gives it in lists. Money in yuan, days as `YYYY-MM-DD`. */
export function caseLine(row: BoardRow) {
  return {
    id: row.id,
    url: page(`/board/${row.id}`),
    title: row.title,
    titleEn: row.titleEn,
    category: row.category,
    enterprise: { name: row.enterpriseName, nameEn: row.enterpriseNameEn, creditCode: row.creditCode },
    regionCode: row.regionCode,
    sectorCode: row.sectorCode,
    controlLevel: row.controlLevel,
    decisionNo: row.decisionNo,
    decidedOn: row.decidedOn,
    authority: row.authority,
    fine: row.fineFen / 100,
    fineUnit: 'CNY',
    measures: row.measureKinds,
    rectifyBy: row.rectifyBy,
    executionState: row.executionState,
    repeatOffence: row.repeatOffence,
    publishedAt: row.publishedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The whole published case with its fingerprint. Persons are in it only where the board names them. */
export function caseWhole(found: PublishedCase, beside: Aftercare) {
  const record = caseRecord(found, beside)
  return { ...record, fingerprint: fingerprintOf(record) }
}

function caseRecord(found: PublishedCase, beside: Aftercare) {
  return {
    id: found.id,
    url: page(`/board/${found.id}`),
    title: found.title,
    titleEn: found.titleEn,
    category: found.category,
    enterprise: { name: found.enterpriseName, nameEn: found.enterpriseNameEn, creditCode: found.creditCode },
    regionCode: found.regionCode,
    sectorCode: found.sectorCode,
    controlLevel: found.controlLevel,
    decisionNo: found.decisionNo,
    decidedOn: found.decidedOn,
    authority: found.authority,
    legalBasis: found.legalBasis,
    facts: found.facts,
    factsEn: found.factsEn,
    leadSource: found.leadSource,
    legalRepresentative: found.legalRepresentative,
    responsiblePersons: found.responsiblePersons,
    fine: found.fineFen / 100,
    fineUnit: 'CNY',
    measures: found.measures.map(({ amountFen, ...measure }) => ({
      ...measure,
      amount: amountFen === null ? null : amountFen / 100,
      amountUnit: amountFen === null ? null : 'CNY',
    })),
    steps: found.steps,
    /** Outlets and published disclosures of the firm, and values as measured, that the case rests on. */
    restsOn: {
      outlets: found.restsOn.outlets,
      disclosures: found.restsOn.disclosures.map(({ id, ...version }) => ({
        ...version,
        url: page(`/disclosures/${id}`),
      })),
      readings: found.restsOn.readings,
    },
    evidence: found.evidence.map(({ id, kind, description, fileName }) => ({
      kind,
      description,
      file: fileName === null ? null : page(`/board/${found.id}/evidence/${id}`),
    })),
    rectifyBy: found.rectifyBy,
    executionState: found.executionState,
    repeatOffence: found.repeatOffence,
    publishedAt: found.publishedAt.toISOString(),
    displayUntil: found.displayUntil,
    updatedAt: found.updatedAt.toISOString(),
    /** The firm's own words; that a version was not published, and on what ground. */
    reply: beside.reply,
    repliesRefused: beside.refusals,
    appeals: beside.appeals,
    corrections: beside.corrections,
  }
}

/** What stays of a record that left the board, for programs. */
export function removalOf(gone: Exclude<NonNullable<Awaited<ReturnType<typeof getCase>>>, { state: 'published' }>) {
  return {
    id: gone.id,
    url: page(`/board/${gone.id}`),
    state: gone.state,
    publishedAt: gone.publishedAt.toISOString(),
    removedOn: gone.removedOn,
    reason: gone.removalReason,
    legalBasis: gone.removalBasis,
  }
}
