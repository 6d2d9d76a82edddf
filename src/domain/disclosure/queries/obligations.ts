import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { keyPolluterLists } from '#db/schema/enterprise.ts'
import { disclosureDeadlines, disclosureRules, disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { daysLeft, dueDay, type FilingState, filingState } from '#domain/disclosure/rules/deadline.ts'

/** One year of an enterprise's desk. */
export interface FirmYear {
  year: number
  /** Null where it discloses of free will. */
  dueOn: string | null
  state: FilingState
  /** Whole days until the due day; negative when it is over. */
  daysLeft: number | null
  /** The clause that sets the day. */
  basis: string | null
  basisEn: string | null
  listPublishedOn: string | null
  /** The day on which the county recorded that the firm, ordered to disclose, does not. */
  refusedOn: string | null
  /** The day that the year's rule gives; an enterprise that was listed later has a day of its own. */
  usualDueOn: string | null
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

/** What one enterprise must publish or has published, newest year first, with its versions (drafts too: its own desk only). */
export async function listFirmYears(db: Db, enterpriseId: number, now: Date): Promise<FirmYear[]> {
  const due = await db
    .select({
      year: obligations.year,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      refusedOn: obligations.refusedOn,
      basis: disclosureRules.basis,
      basisEn: disclosureRules.basisEn,
      rule: {
        fixedDay: disclosureRules.fixedDay,
        yearOffset: disclosureRules.yearOffset,
        days: disclosureRules.days,
        dayKind: disclosureRules.dayKind,
      },
      listPublishedOn: keyPolluterLists.publishedOn,
    })
    .from(obligations)
    .leftJoin(disclosureDeadlines, eq(disclosureDeadlines.year, obligations.year))
    .leftJoin(
      disclosureRules,
      and(eq(disclosureRules.ruleSet, disclosureDeadlines.ruleSet), eq(disclosureRules.duty, 'annual')),
    )
    .leftJoin(
      keyPolluterLists,
      eq(keyPolluterLists.year, sql`${obligations.year} - coalesce(${disclosureRules.yearOffset}, 0)`),
    )
    .where(eq(obligations.enterpriseId, enterpriseId))
  const versions = Map.groupBy(await listFirmVersions(db, enterpriseId), ({ year }) => year)
  const ofFreeWill = [...versions.keys()]
    .filter((year) => !due.some((row) => row.year === year))
    .map((year) => ({
      year,
      dueOn: null,
      publishedAt: null,
      refusedOn: null,
      basis: null,
      basisEn: null,
      rule: null,
      listPublishedOn: null,
    }))
  return [...due, ...ofFreeWill]
    .sort((a, b) => b.year - a.year)
    .map(({ rule, ...row }) => {
      const ofYear = (versions.get(row.year) ?? []).map(({ year: _, ...version }) => version)
      const publishedAt = row.publishedAt ?? ofYear.at(-1)?.publishedAt ?? null
      return {
        ...row,
        publishedAt,
        usualDueOn: (rule && dueDay(rule, row.year, row.listPublishedOn)) ?? null,
        state: filingState({ ...row, publishedAt }, now),
        daysLeft: row.dueOn === null ? null : daysLeft(row.dueOn, now),
        versions: ofYear,
      }
    })
}

const listFirmVersions = (db: Db, enterpriseId: number) =>
  db
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

export async function getObligation(db: Db, enterpriseId: number, year: number) {
  const [found] = await db
    .select({
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      refusedOn: obligations.refusedOn,
      refusalBasis: obligations.refusalBasis,
    })
    .from(obligations)
    .where(and(eq(obligations.year, year), eq(obligations.enterpriseId, enterpriseId)))
  return found
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
