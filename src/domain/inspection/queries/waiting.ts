import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { draws, inspectionOfficers, inspections, lawOfficers } from '#db/schema/inspection.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { endOf, mostOfOneKind, type Waiting, type WaitingSource, workRegion } from '#platform/waiting.ts'

/** Draws that this account may run now, and the inspections that are this account's own to do. */
export const waitingInspections: WaitingSource = async (db, account, now) => {
  const [toRun, toDo] = await Promise.all([drawsToRun(db, account, now), ownInspections(db, account)])
  return [...toRun, ...toDo]
}

async function drawsToRun(db: Db, account: Account, now: Date): Promise<Waiting[]> {
  const region = workRegion(account, 'draw.run')
  if (region === undefined) return []
  const { draw } = inspectionTermsOn(cityDate(now))
  const before = new Date(now.getTime() - draw.secondPersonOrHours.value * 3_600_000)
  const rows = await db
    .select({ no: draws.no, purpose: draws.purpose, toOn: draws.toOn, committedAt: draws.committedAt })
    .from(draws)
    .where(
      and(
        eq(draws.state, 'committed'),
        region === null ? undefined : and(eq(draws.regionCode, region), eq(draws.isCross, false)),
        or(
          isNull(draws.committedBy),
          ne(draws.committedBy, account.userId),
          sql`${draws.committedAt} <= ${before.toISOString()}::timestamptz`,
        ),
      ),
    )
    .orderBy(asc(draws.committedAt))
    .limit(mostOfOneKind)
  return rows.map(({ no, purpose, toOn, committedAt }) => ({
    kind: 'draw.run',
    subject: `draw:${no}`,
    title: { zh: `${no} ${purpose}`, en: `${no} ${purpose}` },
    path: `/office/draws/${no}`,
    dueAt: endOf(toOn),
    since: committedAt,
  }))
}

/** Of an account that is in the register of officers: what it is to inspect, or to sign. */
async function ownInspections(db: Db, account: Account): Promise<Waiting[]> {
  if (workRegion(account, 'inspection.record') === undefined) return []
  const rows = await db
    .select({
      id: inspections.id,
      no: inspections.no,
      dueOn: inspections.dueOn,
      createdAt: inspections.createdAt,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
    })
    .from(inspections)
    .innerJoin(enterprises, eq(enterprises.id, inspections.enterpriseId))
    .innerJoin(inspectionOfficers, eq(inspectionOfficers.inspectionId, inspections.id))
    .innerJoin(lawOfficers, eq(lawOfficers.id, inspectionOfficers.officerId))
    .where(and(inArray(inspections.state, ['planned', 'under_way']), eq(lawOfficers.userId, account.userId)))
    .orderBy(asc(inspections.dueOn))
    .limit(mostOfOneKind)
  return rows.map(({ id, no, dueOn, createdAt, name, nameEn }) => ({
    kind: 'inspection.do',
    subject: `inspection:${id}`,
    title: { zh: `${no} ${name}`, en: `${no} ${nameEn ?? name}` },
    path: `/office/inspections/${no}`,
    dueAt: endOf(dueOn),
    since: createdAt,
  }))
}
