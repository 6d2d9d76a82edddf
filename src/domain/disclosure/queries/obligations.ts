import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureDeadlines, disclosures, disclosureObligations as obligations } from '#db/schema/disclosure.ts'
import { keyPolluterLists, keyPolluters } from '#db/schema/enterprise.ts'
import { daysLeft, type FilingState, filingState } from '#domain/disclosure/rules/deadline.ts'

export interface FirmObligation {
  year: number
  dueOn: string
  state: FilingState
  /** Whole days until the due day; negative when it is over. */
  daysLeft: number
  /** The clause that sets the day. */
  basis: string | null
  listPublishedOn: string | null
  publishedAt: Date | null
  versions: FirmVersion[]
}

export interface FirmVersion {
  id: number
  version: number
  state: 'draft' | 'published' | 'superseded'
  correctionReason: string | null
  signedName: string | null
  publishedAt: Date | null
  updatedAt: Date
}

/** What one enterprise must publish, year by year, newest first, with its versions (drafts too: for its own desk only). */
export async function listObligationsOfFirm(db: Db, enterpriseId: number, now: Date): Promise<FirmObligation[]> {
  const rows = await db
    .select({
      year: obligations.year,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      basis: disclosureDeadlines.basis,
      listPublishedOn: keyPolluterLists.publishedOn,
    })
    .from(obligations)
    .leftJoin(disclosureDeadlines, eq(disclosureDeadlines.year, obligations.year))
    .leftJoin(keyPolluterLists, eq(keyPolluterLists.year, obligations.year))
    .where(eq(obligations.enterpriseId, enterpriseId))
    .orderBy(desc(obligations.year))
  const versions = await db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      state: disclosures.state,
      correctionReason: disclosures.correctionReason,
      signedName: disclosures.signedName,
      publishedAt: disclosures.publishedAt,
      updatedAt: disclosures.updatedAt,
    })
    .from(disclosures)
    .where(eq(disclosures.enterpriseId, enterpriseId))
    .orderBy(desc(disclosures.year), desc(disclosures.version))
  return rows.map((row) => ({
    ...row,
    state: filingState(row, now),
    daysLeft: daysLeft(row.dueOn, now),
    versions: versions.filter(({ year }) => year === row.year).map(({ year: _, ...version }) => version),
  }))
}

export async function getObligation(db: Db, enterpriseId: number, year: number) {
  const [found] = await db
    .select({ dueOn: obligations.dueOn, publishedAt: obligations.publishedAt })
    .from(obligations)
    .where(and(eq(obligations.year, year), eq(obligations.enterpriseId, enterpriseId)))
  return found
}

/** Under which kinds of the key polluter list the enterprise stands in a year. */
export async function listListingKinds(db: Db, enterpriseId: number, years: number[]) {
  if (years.length === 0) return []
  return db
    .select({ year: keyPolluters.year, kind: keyPolluters.kind })
    .from(keyPolluters)
    .where(and(eq(keyPolluters.enterpriseId, enterpriseId), inArray(keyPolluters.year, years)))
    .orderBy(desc(keyPolluters.year), asc(keyPolluters.kind))
}

/** How many had to publish in a year, and how many have: the front page's figure. Undefined when nobody had to. */
export async function countFiled(
  db: Db,
  year: number,
): Promise<{ year: number; dueOn: string; due: number; filed: number } | undefined> {
  const [found] = await db
    .select({
      dueOn: sql<string>`min(${obligations.dueOn})::text`,
      due: sql<number>`count(*)::int`,
      filed: sql<number>`count(${obligations.publishedAt})::int`,
    })
    .from(obligations)
    .where(eq(obligations.year, year))
  return found?.due ? { year, ...found } : undefined
}
