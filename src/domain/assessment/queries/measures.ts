import { aliasedTable, and, asc, desc, eq, inArray, ne, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { countyMeasureFollowUps as followUps, countyMeasures as measures } from '#db/schema/assessment.ts'
import type { MeasureSearch } from '#domain/assessment/input.ts'

const columns = {
  id: measures.id,
  kind: measures.kind,
  regionCode: measures.regionCode,
  reason: measures.reason,
  basis: measures.basis,
  fromOn: measures.fromOn,
  dueOn: measures.dueOn,
  state: measures.state,
  liftedOn: measures.liftedOn,
  liftedBasis: measures.liftedBasis,
  updatedAt: measures.updatedAt,
}

async function read(db: Db, where: SQL | undefined) {
  const rows = await db.select(columns).from(measures).where(where).orderBy(desc(measures.fromOn), desc(measures.id))
  const ids = rows.map(({ id }) => id)
  const done =
    ids.length === 0
      ? []
      : await db
          .select({ measureId: followUps.measureId, doneOn: followUps.doneOn, words: followUps.words })
          .from(followUps)
          .where(inArray(followUps.measureId, ids))
          .orderBy(asc(followUps.doneOn), asc(followUps.id))
  return rows.map((row) => ({
    ...row,
    followUps: done.filter(({ measureId }) => measureId === row.id).map(({ doneOn, words }) => ({ doneOn, words })),
  }))
}
export type CountyMeasure = Awaited<ReturnType<typeof read>>[number]

/** What the public sees: confirmed by a second person, in force or lifted, the newest first. */
export const listMeasures = (db: Db, { kind, state, region }: MeasureSearch) =>
  read(
    db,
    and(
      ne(measures.state, 'proposed'),
      kind ? eq(measures.kind, kind) : undefined,
      state ? eq(measures.state, state) : undefined,
      region ? eq(measures.regionCode, region) : undefined,
    ),
  )

/** All of them, for the office. */
export const listOfficeMeasures = (db: Db) => read(db, undefined)

/** One of them with its two people, for the office. */
export async function getOfficeMeasure(db: Db, id: number) {
  const enterer = aliasedTable(users, 'enterer')
  const confirmer = aliasedTable(users, 'confirmer')
  const [[measure], [people]] = await Promise.all([
    read(db, eq(measures.id, id)),
    db
      .select({
        enteredBy: measures.enteredBy,
        enteredAt: measures.enteredAt,
        confirmedAt: measures.confirmedAt,
        enterer: enterer.name,
        confirmer: confirmer.name,
      })
      .from(measures)
      .leftJoin(enterer, eq(enterer.id, measures.enteredBy))
      .leftJoin(confirmer, eq(confirmer.id, measures.confirmedBy))
      .where(eq(measures.id, id)),
  ])
  return measure && people && { ...measure, ...people }
}
