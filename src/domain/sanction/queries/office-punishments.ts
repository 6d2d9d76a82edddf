import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { jointPunishmentCases, jointPunishmentFeedback, jointPunishments as punishments } from '#db/schema/sanction.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const officeColumns = {
  id: punishments.id,
  state: punishments.state,
  measure: punishments.measure,
  detail: punishments.detail,
  department: punishments.department,
  legalBasis: punishments.legalBasis,
  subject: punishments.subject,
  personName: punishments.personName,
  regionCode: punishments.regionCode,
  fromOn: punishments.fromOn,
  untilOn: punishments.untilOn,
  endedOn: punishments.endedOn,
  endBasis: punishments.endBasis,
  enteredBy: punishments.enteredBy,
  enteredAt: punishments.enteredAt,
  enteredByName: users.name,
  confirmedAt: punishments.confirmedAt,
  confirmedByName: sql<string | null>`(select name from ${users} where id = ${punishments.confirmedBy})`,
  enterpriseName: enterprises.name,
  creditCode: enterprises.creditCode,
}

/** Within the viewer's reach: what waits for the second person first, then what is in force, then the rest. */
export async function listOfficePunishments(db: Db, viewer: Viewer) {
  const region = reachRegion(viewer)
  return db
    .select(officeColumns)
    .from(punishments)
    .innerJoin(enterprises, eq(enterprises.id, punishments.enterpriseId))
    .leftJoin(users, eq(users.id, punishments.enteredBy))
    .where(region ? eq(punishments.regionCode, region) : undefined)
    .orderBy(asc(punishments.state), desc(punishments.enteredAt), desc(punishments.id))
    .limit(500)
}

/** One of them with its cases and feedback; undefined beyond the viewer's reach. */
export async function getOfficePunishment(db: Db, viewer: Viewer, id: number) {
  const region = reachRegion(viewer)
  const [found] = await db
    .select(officeColumns)
    .from(punishments)
    .innerJoin(enterprises, eq(enterprises.id, punishments.enterpriseId))
    .leftJoin(users, eq(users.id, punishments.enteredBy))
    .where(and(eq(punishments.id, id), region ? eq(punishments.regionCode, region) : undefined))
  if (!found) return undefined
  const [cases, feedback] = await Promise.all([
    db
      .select({ caseId: jointPunishmentCases.caseId })
      .from(jointPunishmentCases)
      .where(inArray(jointPunishmentCases.punishmentId, [id]))
      .orderBy(asc(jointPunishmentCases.caseId)),
    db
      .select({ givenOn: jointPunishmentFeedback.givenOn, words: jointPunishmentFeedback.words })
      .from(jointPunishmentFeedback)
      .where(eq(jointPunishmentFeedback.punishmentId, id))
      .orderBy(asc(jointPunishmentFeedback.givenOn), asc(jointPunishmentFeedback.id)),
  ])
  return { ...found, cases: cases.map(({ caseId }) => caseId), feedback }
}

function reachRegion(viewer: Viewer): string | undefined {
  if (reachOf(viewer, 'sanction.read') !== 'own_region') demand(viewer, 'sanction.read')
  return viewer.role !== 'visitor' && reachOf(viewer, 'sanction.read') === 'own_region'
    ? (viewer.regionCode ?? 'none')
    : undefined
}
