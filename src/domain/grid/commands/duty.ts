import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { gridDuties as duties } from '#db/schema/grid.ts'
import { lockCell } from '#domain/grid/commands/lock.ts'
import type { dutyEnding, dutyInput } from '#domain/grid/input.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

/**
 * Enters who has a duty in a cell from a day on. A head or a chief takes over from the one before, whose period ends on that day; of
 * members there may be several.
 * @throws DomainError not_allowed; not_found; rule_broken at the field; conflict when the same stands there already
 */
export async function enterDuty(db: Db, viewer: Viewer, given: z.output<typeof dutyInput>, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { cell, account } = await lockCell(tx, given.cell, viewer)
    const { role, post, officePhone, task, personName, nameBasis, fromOn } = given
    if ((role === 'river_chief') !== (cell.level === 'river'))
      throw refusal(
        'role',
        '河长只用于河段，网格长、网格员只用于县级和乡镇园区网格',
        'A river chief is of a reach, heads and members are of the other cells',
      )
    if (fromOn < cell.fromOn || fromOn > cityDate(now))
      throw refusal(
        'fromOn',
        `起始日期应在 ${cell.fromOn} 至今天之间，填的是 ${fromOn}`,
        `From ${cell.fromOn} to today; given: ${fromOn}`,
      )
    if ((personName === null) !== (nameBasis === null))
      throw refusal(
        personName === null ? 'personName' : 'nameBasis',
        '姓名和公开依据要么都填，要么都不填',
        'Give a name together with the ground on which it is published, or neither',
      )
    for (const field of ['post', 'task', 'nameBasis'] as const)
      if (holdsPrivateData(given[field] ?? ''))
        throw refusal(
          field,
          '这里像是写了证件号、手机号、住址或账号；网格责任信息是公开的，请删去',
          'This seems to hold an identity number, mobile number, address or account: it is public, so leave it out',
        )
    const current = await tx
      .select({
        id: duties.id,
        post: duties.post,
        officePhone: duties.officePhone,
        task: duties.task,
        fromOn: duties.fromOn,
      })
      .from(duties)
      .where(and(eq(duties.cellId, cell.id), eq(duties.role, role), isNull(duties.untilOn)))
    if (
      current.some(
        (duty) => duty.post === post && duty.officePhone === officePhone && duty.task === task && personName === null,
      )
    )
      throw conflict(`${post}已登记在这个网格`, `${post} stands in this cell already`)
    if (role !== 'grid_member')
      for (const before of current) {
        if (fromOn <= before.fromOn)
          throw refusal(
            'fromOn',
            `现任自 ${before.fromOn} 起，新的起始日期须在其后，填的是 ${fromOn}`,
            `The one before began on ${before.fromOn}: the new period begins later; given: ${fromOn}`,
          )
        await tx.update(duties).set({ untilOn: fromOn }).where(eq(duties.id, before.id))
      }
    await tx.insert(duties).values({
      cellId: cell.id,
      role,
      post,
      officePhone,
      task,
      personName,
      nameBasis,
      fromOn,
      enteredBy: account.userId,
      enteredAt: now,
    })
    await recordEvent(tx, {
      kind: 'grid.duty_entered',
      subject: `grid:${cell.code}`,
      by: viewer,
      at: now,
      before:
        role === 'grid_member'
          ? undefined
          : { post: current[0]?.post ?? null, officePhone: current[0]?.officePhone ?? null },
      after: { role, post, officePhone, task, fromOn, isNamed: personName !== null },
      reason: nameBasis ?? undefined,
    })
  })
}

/** Ends a duty. A cell may be without: the page then says so. @throws DomainError not_allowed; not_found; rule_broken; conflict */
export async function endDuty(db: Db, viewer: Viewer, given: z.output<typeof dutyEnding>, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { cell } = await lockCell(tx, given.cell, viewer)
    const [duty] = await tx
      .select({ id: duties.id, role: duties.role, post: duties.post, fromOn: duties.fromOn })
      .from(duties)
      .where(and(eq(duties.id, given.dutyId), eq(duties.cellId, cell.id), isNull(duties.untilOn)))
    if (!duty) throw conflict('这项职责已经结束', 'This duty has ended already')
    if (given.untilOn <= duty.fromOn || given.untilOn > cityDate(now))
      throw refusal(
        'untilOn',
        `结束日期应在 ${duty.fromOn} 之后、不晚于今天，填的是 ${given.untilOn}`,
        `After ${duty.fromOn} and not later than today; given: ${given.untilOn}`,
      )
    await tx.update(duties).set({ untilOn: given.untilOn }).where(eq(duties.id, duty.id))
    await recordEvent(tx, {
      kind: 'grid.duty_ended',
      subject: `grid:${cell.code}`,
      by: viewer,
      at: now,
      before: { role: duty.role, post: duty.post },
      after: { untilOn: given.untilOn },
    })
  })
}
