import { aliasedTable, and, asc, desc, eq, isNotNull, lt, or, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { countyReturns as returns, countyReturnSteps as steps } from '#db/schema/assessment.ts'
import { ledgerSnapshots as snapshots } from '#db/schema/screening.ts'
import { isReturnLate, type ReturnKind } from '#domain/assessment/rules/returns.ts'
import { cityDate } from '#platform/clock.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const publicColumns = {
  id: returns.id,
  kind: returns.kind,
  regionCode: returns.regionCode,
  period: returns.period,
  dueOn: returns.dueOn,
  state: returns.state,
  figures: returns.figures,
  words: returns.words,
  firstSignedAt: returns.firstSignedAt,
  signedAt: returns.signedAt,
}
const newestFirst = [desc(returns.period), asc(returns.kind), asc(returns.regionCode)]

/**
 * What the public sees of returns: those that were signed, and that one is late. The text and figures of what is not signed, or was sent
 * back, stay inside.
 */
export async function listPublicReturns(
  db: Db,
  filter: { kind?: ReturnKind | undefined; region?: string | undefined },
  now: Date,
) {
  const today = cityDate(now)
  const rows = await db
    .select(publicColumns)
    .from(returns)
    .where(
      and(
        filter.kind ? eq(returns.kind, filter.kind) : undefined,
        filter.region ? eq(returns.regionCode, filter.region) : undefined,
        or(isNotNull(returns.firstSignedAt), lt(returns.dueOn, today)),
      ),
    )
    .orderBy(...newestFirst)
  return rows.map(({ figures, words, ...row }) => {
    const isOpen = row.state === 'signed' || row.state === 'received'
    return {
      ...row,
      state: row.state === 'completed' ? ('prepared' as const) : row.state,
      isLate: isLate(row, today),
      figures: isOpen ? figures : null,
      words: isOpen ? words : null,
    }
  })
}
export type PublicReturn = Awaited<ReturnType<typeof listPublicReturns>>[number]

const isLate = ({ dueOn, firstSignedAt }: { dueOn: string; firstSignedAt: Date | null }, today: string) =>
  isReturnLate({ dueOn, firstSignedOn: firstSignedAt && cityDate(firstSignedAt) }, today)

/** The returns that a desk may see, the newest first: a county its own. */
export async function listDeskReturns(db: Db, viewer: Viewer, now: Date, kind?: ReturnKind) {
  const today = cityDate(now)
  const rows = await db
    .select({ ...publicColumns, completedAt: returns.completedAt, decidedAt: returns.decidedAt })
    .from(returns)
    .where(and(ownOf(viewer), kind ? eq(returns.kind, kind) : undefined))
    .orderBy(...newestFirst)
    .limit(200)
  return rows.map((row) => ({ ...row, isLate: isLate(row, today) }))
}
export type DeskReturn = Awaited<ReturnType<typeof listDeskReturns>>[number]

const ownOf = (viewer: Viewer): SQL | undefined =>
  viewer.role === 'county_officer' ? eq(returns.regionCode, viewer.regionCode ?? '') : undefined

/** One return with its people and steps; undefined where there is none, or the viewer's desk has nothing to do with it. */
export async function getDeskReturn(
  db: Db,
  viewer: Viewer,
  { regionCode, period }: { regionCode: string; period: string },
  now: Date,
) {
  const completer = aliasedTable(users, 'completer')
  const signer = aliasedTable(users, 'signer')
  const decider = aliasedTable(users, 'decider')
  const [found] = await db
    .select({
      ...publicColumns,
      checked: returns.checked,
      version: returns.version,
      preparedAt: returns.preparedAt,
      completedBy: returns.completedBy,
      completedAt: returns.completedAt,
      decidedAt: returns.decidedAt,
      completer: completer.name,
      signer: signer.name,
      decider: decider.name,
    })
    .from(returns)
    .leftJoin(completer, eq(completer.id, returns.completedBy))
    .leftJoin(signer, eq(signer.id, returns.signedBy))
    .leftJoin(decider, eq(decider.id, returns.decidedBy))
    .where(and(eq(returns.regionCode, regionCode), eq(returns.period, period), ownOf(viewer)))
  if (!found) return undefined
  const [taken, ledgers] = await Promise.all([
    db
      .select({ step: steps.step, words: steps.words, by: users.name, at: steps.at })
      .from(steps)
      .leftJoin(users, eq(users.id, steps.by))
      .where(eq(steps.returnId, found.id))
      .orderBy(asc(steps.id)),
    db
      .select({
        id: snapshots.id,
        ledger: snapshots.ledger,
        takenAt: snapshots.takenAt,
        rowCount: snapshots.rowCount,
        sha256: snapshots.sha256,
      })
      .from(snapshots)
      .where(and(eq(snapshots.regionCode, regionCode), eq(snapshots.month, period)))
      .orderBy(asc(snapshots.ledger)),
  ])
  return { ...found, isLate: isLate(found, cityDate(now)), steps: taken, ledgers }
}
