import { eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { jointPunishmentCases, jointPunishmentFeedback, jointPunishments } from '#db/schema/sanction.ts'
import { violationCases } from '#db/schema/violation.ts'
import type { PunishmentProposal } from '#domain/sanction/input.ts'
import { checkConfirming, checkLifting, checkTerm } from '#domain/sanction/rules/course.ts'
import { mayBeNamed } from '#domain/sanction/rules/person.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * Enters a joint punishment that follows from published cases of one firm. It counts when a second person confirms it.
 * @returns its number
 * @throws DomainError rule_broken at the field: cases, person, term
 */
export async function proposePunishment(
  db: Db,
  viewer: Viewer,
  { cases: numbers, ...given }: PunishmentProposal,
  now: Date,
): Promise<number> {
  demand(viewer, 'sanction.propose', { regionCode: viewer.role === 'visitor' ? null : viewer.regionCode })
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const linked = await casesByNumber(tx, numbers)
    const firm = linked[0] as (typeof linked)[number]
    const account = demandAccount(viewer, 'sanction.propose', { regionCode: firm.regionCode })
    checkTerm(given, cityDate(now))
    refusePersonalData({ detail: given.detail })
    const { subject } = given
    const personName = subject === 'enterprise' ? null : given.personName
    if (subject !== 'enterprise' && (personName === null || !mayBeNamed(subject, personName, linked))) {
      throw refusal(
        'personName',
        '只能写曝光台已依法公布、情节严重案件中以同一身份公布的姓名',
        'Only a name that the board gives, in the same part, in a published grave case may be entered',
      )
    }
    const [added] = await tx
      .insert(jointPunishments)
      .values({
        ...given,
        personName,
        enterpriseId: firm.enterpriseId as number,
        regionCode: firm.regionCode,
        enteredBy: account.userId,
        enteredAt: now,
        updatedAt: now,
      })
      .returning({ id: jointPunishments.id })
    const { id } = added as { id: number }
    await tx.insert(jointPunishmentCases).values(linked.map((found) => ({ punishmentId: id, caseId: found.id })))
    await recordEvent(tx, {
      kind: 'sanction_draft.proposed',
      subject: `joint_punishment:${id}`,
      by: viewer,
      at: now,
      // The log is never rewritten: who is named, and what is said of him, stands in the row alone.
      after: { subject, measure: given.measure, cases: numbers, creditCode: firm.creditCode },
    })
    return id
  })
}

/** All of them published and of one firm of the register. */
async function casesByNumber(tx: Db, numbers: number[]) {
  const found = await tx
    .select({
      id: violationCases.id,
      state: violationCases.state,
      category: violationCases.category,
      enterpriseId: violationCases.enterpriseId,
      regionCode: violationCases.regionCode,
      legalRepresentative: violationCases.legalRepresentative,
      responsiblePersons: violationCases.responsiblePersons,
      creditCode: enterprises.creditCode,
    })
    .from(violationCases)
    .leftJoin(enterprises, eq(enterprises.id, violationCases.enterpriseId))
    .where(inArray(violationCases.id, numbers))
  const missing = numbers.filter((number) => !found.some(({ id, state }) => id === number && state === 'published'))
  if (missing.length > 0) {
    const list = missing.join(', ')
    throw refusal('cases', `没有已公布的案件：${list}`, `There is no published case ${list}`)
  }
  if (found.some(({ enterpriseId }) => enterpriseId === null || enterpriseId !== found[0]?.enterpriseId)) {
    throw refusal(
      'cases',
      '所列案件须属于名册内的同一家单位',
      'The cases must be of one enterprise that is in the register',
    )
  }
  return found
}

const lockedPunishment = async (tx: Db, id: number) => {
  const [found] = await tx
    .select({
      id: jointPunishments.id,
      state: jointPunishments.state,
      enteredBy: jointPunishments.enteredBy,
      untilOn: jointPunishments.untilOn,
      regionCode: jointPunishments.regionCode,
      subject: jointPunishments.subject,
      personName: jointPunishments.personName,
      creditCode: enterprises.creditCode,
    })
    .from(jointPunishments)
    .innerJoin(enterprises, eq(enterprises.id, jointPunishments.enterpriseId))
    .where(eq(jointPunishments.id, id))
    .for('update', { of: jointPunishments })
  if (!found) throw new DomainError('not_found', '没有这一条联合惩戒 / There is no such joint punishment')
  return found
}

/** A second person confirms it: from now on it is public. @throws DomainError not_found, conflict, not_allowed, rule_broken */
export async function confirmPunishment(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  const account = demandAccount(viewer, 'sanction.confirm')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const found = await lockedPunishment(tx, id)
    checkConfirming({ ...found, enteredBy: handOf(account, found.enteredBy) }, account.userId)
    const linked = await tx
      .select({ caseId: jointPunishmentCases.caseId })
      .from(jointPunishmentCases)
      .where(eq(jointPunishmentCases.punishmentId, id))
    // A case may have left the board since, and with it the ground and the name.
    const cases = await casesByNumber(
      tx,
      linked.map(({ caseId }) => caseId),
    )
    if (found.personName !== null && !mayBeNamed(found.subject, found.personName, cases)) {
      throw new DomainError(
        'rule_broken',
        '案件已不再公布此人姓名，不能确认 / The case no longer names this person: it cannot be confirmed',
      )
    }
    await tx
      .update(jointPunishments)
      .set({ state: 'in_force', confirmedBy: account.userId, confirmedAt: now, updatedAt: now })
      .where(eq(jointPunishments.id, id))
    await recordEvent(tx, {
      kind: 'joint_punishment.confirmed',
      subject: `joint_punishment:${id}`,
      by: viewer,
      at: now,
      after: { creditCode: found.creditCode },
    })
  })
}

/** Throws a proposal away. @throws DomainError not_found; conflict when it counts already */
export async function discardPunishment(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const found = await lockedPunishment(tx, id)
    demand(viewer, 'sanction.propose', { regionCode: found.regionCode })
    if (found.state !== 'proposed') {
      throw new DomainError('conflict', '已经生效，只能解除 / It is in force and can only be lifted')
    }
    await tx.delete(jointPunishments).where(eq(jointPunishments.id, id))
    await recordEvent(tx, {
      kind: 'sanction_draft.discarded',
      subject: `joint_punishment:${id}`,
      by: viewer,
      at: now,
    })
  })
}

/** Lifts a punishment before its term ends, on a ground that stays in public. */
export async function liftPunishment(
  db: Db,
  viewer: Viewer,
  { id, basis }: { id: number; basis: string },
  now: Date,
): Promise<void> {
  demand(viewer, 'sanction.confirm')
  refusePersonalData({ basis })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const found = await lockedPunishment(tx, id)
    checkLifting(found)
    await tx
      .update(jointPunishments)
      .set({ state: 'lifted', endedOn: cityDate(now), endBasis: basis, updatedAt: now })
      .where(eq(jointPunishments.id, id))
    await recordEvent(tx, {
      kind: 'joint_punishment.lifted',
      subject: `joint_punishment:${id}`,
      by: viewer,
      at: now,
      reason: basis,
      after: { creditCode: found.creditCode },
    })
  })
}

/** Enters what the other department answered. @throws DomainError rule_broken for a day that has not come */
export async function addFeedback(
  db: Db,
  viewer: Viewer,
  { id, givenOn, words }: { id: number; givenOn: string; words: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const found = await lockedPunishment(tx, id)
    const account = demandAccount(viewer, 'sanction.propose', { regionCode: found.regionCode })
    refusePersonalData({ words })
    if (givenOn > cityDate(now)) {
      throw refusal(
        'givenOn',
        `反馈日期不能晚于今天（${cityDate(now)}）`,
        `The day must not be after today (${cityDate(now)})`,
      )
    }
    await tx
      .insert(jointPunishmentFeedback)
      .values({ punishmentId: id, givenOn, words, enteredBy: account.userId, enteredAt: now })
    await tx.update(jointPunishments).set({ updatedAt: now }).where(eq(jointPunishments.id, id))
    await recordEvent(tx, {
      kind: 'joint_punishment.answered',
      subject: `joint_punishment:${id}`,
      by: viewer,
      at: now,
      after: { givenOn, words, creditCode: found.creditCode },
    })
  })
}
