import { eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { draws, inspectionOfficers, inspections, lawOfficers } from '#db/schema/inspection.ts'
import { seedPurpose } from '#domain/inspection/commands/draw/commit.ts'
import { nextSeq } from '#domain/inspection/commands/numbering.ts'
import type { drawRunning, drawVoiding } from '#domain/inspection/input.ts'
import { noSuchDraw } from '#domain/inspection/refuse.ts'
import { type Drawn, draw } from '#domain/inspection/rules/draw/draw.ts'
import { mayRun } from '#domain/inspection/rules/draw/steps.ts'
import { inspectionNo } from '#domain/inspection/rules/number.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { unwrapKey } from '#platform/seal/wrap.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/**
 * Second step: the draw, by another person or after the term, with the number that the witness says. An inspection is planned for each
 * drawn firm. The result is the office's until the seed is public.
 * @throws DomainError not_allowed; not_found; conflict once drawn or void, and too early for who committed; rule_broken at the witness
 */
export async function runDraw(
  db: Db,
  viewer: Viewer,
  { no, witness, witnessNumber }: z.output<typeof drawRunning>,
  now: Date,
): Promise<{ no: string }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { found, account } = await lockDraw(tx, no, viewer)
    if (found.state !== 'committed') throw conflict(`${no} 已经抽取或作废`, `${no} is drawn or void already`)
    const { draw: terms } = inspectionTermsOn(cityDate(now))
    if (
      !mayRun(
        { ...found, committedBy: handOf(account, found.committedBy) },
        account.userId,
        now,
        terms.secondPersonOrHours.value,
      )
    )
      throw conflict(
        `公布名录的人 ${terms.secondPersonOrHours.value} 小时内不能自己抽取，请另一人操作`,
        `Who committed cannot draw within ${terms.secondPersonOrHours.value} hours: another person does`,
      )
    if (findPersonalData(witness).length > 0)
      throw refusal(
        'witness',
        '见证人是公开的，请写职务身份，不写证件号、手机号',
        'The witness is public: give the capacity, no identity or telephone number',
      )
    const seed = unwrapKey(found.sealedSeed as Buffer, seedPurpose(no)).toString('hex')
    const result = await draw(JSON.parse(found.pools), found.poolsSha256, seed, witnessNumber)
    await tx
      .update(draws)
      .set({ state: 'drawn', witness, witnessNumber, drawnAt: now, drawnBy: account.userId, result })
      .where(eq(draws.id, found.id))
    await planDrawn(tx, found, result, account.userId, now)
    await recordEvent(tx, {
      kind: 'draw.drawn',
      subject: `draw:${found.id}`,
      by: viewer,
      at: now,
      after: { no, witness, witnessNumber, firms: result.length },
    })
    return { no }
  })
}

/** 作废, with a reason in public; before the draw only, so that nobody voids a result. @throws DomainError */
export async function voidDraw(
  db: Db,
  viewer: Viewer,
  { no, reason }: z.output<typeof drawVoiding>,
  now: Date,
): Promise<{ no: string }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { found } = await lockDraw(tx, no, viewer)
    if (found.state !== 'committed')
      throw conflict('已经抽取的结果不能作废', 'A result that was drawn is not made void')
    await tx.update(draws).set({ state: 'void', voidedAt: now, voidReason: reason }).where(eq(draws.id, found.id))
    await recordEvent(tx, {
      kind: 'draw.voided',
      subject: `draw:${found.id}`,
      by: viewer,
      at: now,
      after: { no, reason },
    })
    return { no }
  })
}

async function lockDraw(tx: Db, no: string, viewer: Viewer) {
  const [found] = await tx.select().from(draws).where(eq(draws.no, no)).for('update')
  const account = demandAccount(viewer, 'draw.run', { regionCode: found && !found.isCross ? found.regionCode : null })
  if (!found) throw noSuchDraw()
  return { found, account }
}

async function planDrawn(
  tx: Db,
  found: typeof draws.$inferSelect,
  result: readonly Drawn[],
  userId: string,
  now: Date,
) {
  const year = Number(cityDate(now).slice(0, 4))
  const [firms, officers, first] = await Promise.all([
    tx
      .select({ id: enterprises.id, creditCode: enterprises.creditCode, regionCode: enterprises.regionCode })
      .from(enterprises)
      .where(
        inArray(
          enterprises.creditCode,
          result.map(({ firm }) => firm),
        ),
      ),
    tx
      .select({ id: lawOfficers.id, certificateNo: lawOfficers.certificateNo })
      .from(lawOfficers)
      .where(
        inArray(
          lawOfficers.certificateNo,
          result.flatMap(({ inspectors }) => inspectors),
        ),
      ),
    nextSeq(tx, 'inspections', year),
  ])
  const firmOf = new Map(firms.map((firm) => [firm.creditCode, firm]))
  const officerOf = new Map(officers.map((officer) => [officer.certificateNo, officer.id]))
  for (const [i, { firm, inspectors }] of result.entries()) {
    const its = firmOf.get(firm)
    if (!its) continue // its code was changed since the pools were published: the office plans it by hand
    const [made] = await tx
      .insert(inspections)
      .values({
        ...{ year, seq: first + i, no: inspectionNo(year, first + i) },
        enterpriseId: its.id,
        regionCode: its.regionCode,
        kind: found.isCross ? 'cross' : 'double_random',
        drawId: found.id,
        purpose: found.purpose,
        plannedOn: found.fromOn,
        dueOn: found.toOn,
        plannedBy: userId,
        createdAt: now,
      })
      .returning({ id: inspections.id })
    const inspectionId = (made as { id: number }).id
    await tx
      .insert(inspectionOfficers)
      .values(inspectors.map((each) => ({ inspectionId, officerId: officerOf.get(each) as number })))
  }
}
