import { and, eq, exists, isNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { reachAt, townAt } from '#db/grid-place.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { gridCells as cells, enterpriseCells as members } from '#db/schema/grid.ts'
import { lockCell } from '#domain/grid/commands/lock.ts'
import type { sourceAssignment } from '#domain/grid/input.ts'
import { gridPlaces } from '#domain/grid/queries/place.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/**
 * 定区域: the county says to which town, park or reach a source belongs; where it belonged before ends today.
 * @throws DomainError not_allowed; not_found; rule_broken at the field; conflict when it is there already
 */
export async function assignSource(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof sourceAssignment>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { cell, account } = await lockCell(tx, given.cell, viewer)
    if (cell.level === 'county')
      throw refusal(
        'cell',
        '请选择乡镇园区网格或河段；县级网格是全部污染源共有的',
        'Choose a town, a park or a reach: the county is everyone’s',
      )
    const [firm] = await tx
      .select({ id: enterprises.id, regionCode: enterprises.regionCode })
      .from(enterprises)
      .where(eq(enterprises.creditCode, given.creditCode))
      .for('update')
    if (!firm)
      throw refusal(
        'creditCode',
        `没有登记 ${given.creditCode} 这家单位`,
        `There is no ${given.creditCode} in the register`,
      )
    if (firm.regionCode !== cell.regionCode)
      throw refusal(
        'cell',
        `该单位属于 ${firm.regionCode}，不能划入 ${cell.regionCode} 的网格`,
        `The source is of ${firm.regionCode} and cannot be given to a cell of ${cell.regionCode}`,
      )
    const today = cityDate(now)
    const [before] = await tx
      .select({ id: members.id, cellId: members.cellId, code: cells.code })
      .from(members)
      .innerJoin(cells, eq(cells.id, members.cellId))
      .where(and(eq(members.enterpriseId, firm.id), eq(members.level, cell.level), isNull(members.untilOn)))
    if (before?.cellId === cell.id)
      throw conflict(`该单位已在${cell.nameZh}`, `The source is in ${cell.nameEn} already`)
    if (before) await tx.update(members).set({ untilOn: today }).where(eq(members.id, before.id))
    await tx.insert(members).values({
      enterpriseId: firm.id,
      cellId: cell.id,
      level: cell.level,
      how: 'county',
      reason: given.reason,
      fromOn: today,
      assignedBy: account.userId,
      assignedAt: now,
    })
    await recordEvent(tx, {
      kind: 'grid.source_assigned',
      subject: `grid:${cell.code}`,
      by: viewer,
      at: now,
      before: { cell: before?.code ?? null },
      after: { cell: cell.code, creditCode: given.creditCode },
      reason: given.reason,
    })
  })
}

/**
 * Gives every source of a county that has no town or park, and every one with waste water that has no reach, the one in which it
 * stands. What the county assigned itself stays.
 * @returns how many were assigned, and how many towns are still to be given by the county
 */
export async function assignByPlace(
  db: Db,
  viewer: Viewer,
  regionCode: string,
  now: Date,
): Promise<{ assigned: number; left: number }> {
  const account = demandAccount(viewer, 'grid.manage', { regionCode })
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const today = cityDate(now)
    const has = (level: 'town' | 'river') =>
      sql<boolean>`${exists(
        tx
          .select({ id: members.id })
          .from(members)
          .where(and(eq(members.enterpriseId, enterprises.id), eq(members.level, level), isNull(members.untilOn))),
      )}`
    const { towns, reaches } = await gridPlaces(tx, today, regionCode)
    const sources = await tx
      .select({
        id: enterprises.id,
        longitudeDeg: enterprises.longitudeDeg,
        latitudeDeg: enterprises.latitudeDeg,
        isWet: enterprises.dischargesWater,
        hasTown: has('town'),
        hasReach: has('river'),
      })
      .from(enterprises)
      .where(and(eq(enterprises.regionCode, regionCode), ne(enterprises.operatingState, 'closed')))
      .for('update')
    let left = 0
    const rows = sources.flatMap(({ id: enterpriseId, longitudeDeg, latitudeDeg, isWet, hasTown, hasReach }) => {
      const point = [longitudeDeg, latitudeDeg] as const
      const town = hasTown ? undefined : townAt(point, regionCode, towns)
      const reach = hasReach || !isWet ? undefined : reachAt(point, regionCode, reaches)
      if (!hasTown && town === undefined) left++
      const row = (cellId: number, level: 'town' | 'river') => ({
        enterpriseId,
        cellId,
        level,
        how: 'place' as const,
        fromOn: today,
        assignedBy: account.userId,
        assignedAt: now,
      })
      return [...(town === undefined ? [] : [row(town, 'town')]), ...(reach === undefined ? [] : [row(reach, 'river')])]
    })
    if (rows.length === 0) return { assigned: 0, left }
    await tx.insert(members).values(rows)
    await recordEvent(tx, {
      kind: 'grid.assigned_by_place',
      subject: `grid:${regionCode}`,
      by: viewer,
      at: now,
      after: { assigned: rows.length, left },
    })
    return { assigned: rows.length, left }
  })
}
