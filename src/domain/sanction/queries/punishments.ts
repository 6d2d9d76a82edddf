import { and, asc, count, desc, eq, exists, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { jointPunishmentCases, jointPunishmentFeedback, jointPunishments as punishments } from '#db/schema/sanction.ts'
import { violationCases } from '#db/schema/violation.ts'
import { type PunishmentSearch, sanctionLimits } from '#domain/sanction/input.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'

const inForce = sql`${punishments.state} = 'in_force'`

/** Names leave the database only while the measure is in force and, of a person, while a published grave case names him. */
const namingCase = sql`exists (select from ${jointPunishmentCases} l join ${violationCases} c on c.id = l.case_id
  where l.punishment_id = ${punishments.id} and c.state = 'published'
  and c.category in (${sql.join(
    graveCategories.map((category) => sql`${category}`),
    sql`, `,
  )})
  and (c.legal_representative = ${punishments.personName} or ${punishments.personName} = any(c.responsible_persons)))`

const publicColumns = {
  id: punishments.id,
  state: punishments.state,
  measure: punishments.measure,
  detail: sql<string | null>`case when ${inForce} then ${punishments.detail} end`,
  department: punishments.department,
  legalBasis: punishments.legalBasis,
  subject: punishments.subject,
  regionCode: punishments.regionCode,
  fromOn: punishments.fromOn,
  untilOn: punishments.untilOn,
  endedOn: punishments.endedOn,
  endBasis: punishments.endBasis,
  updatedAt: punishments.updatedAt,
  enterpriseName: sql<string | null>`case when ${inForce} then ${enterprises.name} end`,
  enterpriseNameEn: sql<string | null>`case when ${inForce} then ${enterprises.nameEn} end`,
  creditCode: sql<string | null>`case when ${inForce} then ${enterprises.creditCode} end`,
  personName: sql<string | null>`case when ${inForce} and ${namingCase} then ${punishments.personName} end`,
}

const select = (db: Db, where: SQL | undefined) =>
  db
    .select(publicColumns)
    .from(punishments)
    .innerJoin(enterprises, eq(enterprises.id, punishments.enterpriseId))
    .where(where)
    .orderBy(desc(punishments.fromOn), desc(punishments.id))

async function withCases(db: Db, rows: Awaited<ReturnType<typeof select>>) {
  const ids = rows.filter(({ state }) => state === 'in_force').map(({ id }) => id)
  const [cases, feedback] =
    ids.length === 0
      ? [[], []]
      : await Promise.all([
          db
            .select({
              punishmentId: jointPunishmentCases.punishmentId,
              id: violationCases.id,
              title: violationCases.title,
              titleEn: violationCases.titleEn,
            })
            .from(jointPunishmentCases)
            .innerJoin(violationCases, eq(violationCases.id, jointPunishmentCases.caseId))
            .where(and(inArray(jointPunishmentCases.punishmentId, ids), eq(violationCases.state, 'published')))
            .orderBy(asc(violationCases.id)),
          db
            .select({
              punishmentId: jointPunishmentFeedback.punishmentId,
              givenOn: jointPunishmentFeedback.givenOn,
              words: jointPunishmentFeedback.words,
            })
            .from(jointPunishmentFeedback)
            .where(inArray(jointPunishmentFeedback.punishmentId, ids))
            .orderBy(asc(jointPunishmentFeedback.givenOn), asc(jointPunishmentFeedback.id)),
        ])
  return rows.map((row) => ({
    ...row,
    cases: cases.filter(({ punishmentId }) => punishmentId === row.id).map(({ punishmentId: _, ...one }) => one),
    feedback: feedback.filter(({ punishmentId }) => punishmentId === row.id).map(({ punishmentId: _, ...one }) => one),
  }))
}

export type Punishment = Awaited<ReturnType<typeof withCases>>[number]

const whereOf = ({ state, measure, region }: Omit<PunishmentSearch, 'page'>) =>
  and(
    eq(punishments.state, state),
    measure ? eq(punishments.measure, measure) : undefined,
    region ? eq(punishments.regionCode, region) : undefined,
  )

/** One page of the public list, the newest first, with how many there are for each value of the filters. */
export async function listPunishments(db: Db, { page, ...filter }: PunishmentSearch) {
  const { pageSize } = sanctionLimits
  const [rows, total, facets] = await Promise.all([
    select(db, whereOf(filter))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    db.$count(punishments, whereOf(filter)),
    db
      .select({
        state: punishments.state,
        measure: punishments.measure,
        region: punishments.regionCode,
        count: count(),
      })
      .from(punishments)
      .where(ne(punishments.state, 'proposed'))
      .groupBy(punishments.state, punishments.measure, punishments.regionCode),
  ])
  return { rows: await withCases(db, rows), total, facets }
}

/** All that match, for a file. */
export const exportPunishments = async (db: Db, filter: Omit<PunishmentSearch, 'page'>) =>
  withCases(db, await select(db, whereOf(filter)))

/** What is in force against a firm: for its own page. */
export const punishmentsOfEnterprise = async (db: Db, creditCode: string) =>
  withCases(db, await select(db, and(eq(punishments.state, 'in_force'), eq(enterprises.creditCode, creditCode))))

/** What is in force on the ground of a case: for its page. */
export const punishmentsOfCase = async (db: Db, caseId: number) =>
  withCases(
    db,
    await select(
      db,
      and(
        eq(punishments.state, 'in_force'),
        exists(
          db
            .select({ one: sql`1` })
            .from(jointPunishmentCases)
            .where(and(eq(jointPunishmentCases.punishmentId, punishments.id), eq(jointPunishmentCases.caseId, caseId))),
        ),
      ),
    ),
  )
