import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyPapers } from '#db/schema/plan.ts'
import { countyPaperKinds } from '#db/vocabulary.ts'
import { paperDueOn } from '#domain/plan/rules/calendar.ts'
import { isFiledLate, type PaperStanding, standingOfPaper } from '#domain/plan/rules/papers.ts'
import { listRegions } from '#domain/region/queries.ts'
import { cityDate } from '#platform/clock.ts'

const columns = {
  id: countyPapers.id,
  regionCode: countyPapers.regionCode,
  kind: countyPapers.kind,
  year: countyPapers.year,
  version: countyPapers.version,
  dueOn: countyPapers.dueOn,
  title: countyPapers.title,
  documentNo: countyPapers.documentNo,
  fileName: countyPapers.fileName,
  sha256: countyPapers.sha256,
  size: countyPapers.size,
  filedAt: countyPapers.filedAt,
  state: countyPapers.state,
  reason: countyPapers.reason,
  decidedAt: countyPapers.decidedAt,
}
const select = (db: Db) => db.select(columns).from(countyPapers)
export type Paper = Awaited<ReturnType<typeof select>>[number]

export interface PaperLine {
  regionCode: string
  kind: (typeof countyPaperKinds)[number]
  dueOn: string
  standing: PaperStanding
  /** When it was filed for the first time: that is what lateness goes by. */
  firstFiledAt: Date | undefined
  filedLate: boolean
  newest: Paper | undefined
}

/** What every county was to file in a year, by kind and county, and how each stands. */
export async function listPapers(db: Db, year: number, now: Date, regionCode?: string): Promise<PaperLine[]> {
  const [regions, filed] = await Promise.all([
    listRegions(db),
    select(db).where(eq(countyPapers.year, year)).orderBy(asc(countyPapers.version)),
  ])
  const today = cityDate(now)
  return countyPaperKinds.flatMap((kind) =>
    regions
      .filter(({ code }) => regionCode === undefined || code === regionCode)
      .map(({ code }) => {
        const own = filed.filter((paper) => paper.regionCode === code && paper.kind === kind)
        const newest = own.at(-1)
        const dueOn = newest?.dueOn ?? paperDueOn(kind, year)
        const first = own[0]
        return {
          regionCode: code,
          kind,
          dueOn,
          standing: standingOfPaper(newest, dueOn, today),
          firstFiledAt: first?.filedAt,
          filedLate: first !== undefined && isFiledLate(first),
          newest,
        }
      }),
  )
}

/** The years of which something was filed, the newest first. */
export async function listPaperYears(db: Db): Promise<number[]> {
  const rows = await db.selectDistinct({ year: countyPapers.year }).from(countyPapers).orderBy(desc(countyPapers.year))
  return rows.map(({ year }) => year)
}

/** Every paper of a county, or of all, that waits or was decided, the newest first: for the desk. */
export const listFiledPapers = (db: Db, regionCode?: string) =>
  select(db)
    .where(regionCode === undefined ? undefined : eq(countyPapers.regionCode, regionCode))
    .orderBy(desc(countyPapers.filedAt), desc(countyPapers.id))
    .limit(200)

/** The file of a paper; `isPublic`: only of one that is on file. */
export async function getPaperFile(db: Db, id: number, isPublic: boolean) {
  const [found] = await db
    .select({
      regionCode: countyPapers.regionCode,
      name: countyPapers.fileName,
      mediaType: countyPapers.mediaType,
      sha256: countyPapers.sha256,
    })
    .from(countyPapers)
    .where(and(eq(countyPapers.id, id), isPublic ? eq(countyPapers.state, 'accepted') : undefined))
  return found
}
