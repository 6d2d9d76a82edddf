import { and, count, eq, isNull, like } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { gridCells as cells } from '#db/schema/grid.ts'
import { lockCell } from '#domain/grid/commands/lock.ts'
import type { cellInput } from '#domain/grid/input.ts'
import { refusal } from '#domain/grid/refuse.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** A town or park as a cell of its county's grid. @throws DomainError not_allowed; not_found; rule_broken at the field */
export async function addCell(db: Db, viewer: Viewer, given: z.output<typeof cellInput>, now: Date): Promise<string> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { cell: county } = await lockCell(tx, given.regionCode, viewer)
    const { regionCode, nameZh, nameEn, longitudeDeg, latitudeDeg, reachKm } = given
    if (placeOf({ longitudeDeg, latitudeDeg }).kind === 'elsewhere')
      throw refusal(
        'longitudeDeg',
        `${longitudeDeg}, ${latitudeDeg} 不在本市范围内`,
        `${longitudeDeg}, ${latitudeDeg} lies beyond the city`,
      )
    const [same] = await tx
      .select({ code: cells.code })
      .from(cells)
      .where(and(eq(cells.regionCode, regionCode), eq(cells.nameZh, nameZh), isNull(cells.untilOn)))
    if (same) throw refusal('nameZh', `${nameZh}已有网格 ${same.code}`, `${nameZh} is a cell already: ${same.code}`)
    const [numbered] = await tx
      .select({ count: count() })
      .from(cells)
      .where(like(cells.code, `${regionCode}-T%`))
    const code = `${regionCode}-T${String((numbered?.count ?? 0) + 1).padStart(2, '0')}`
    await tx.insert(cells).values({
      code,
      level: 'town',
      nameZh,
      nameEn,
      regionCode,
      parentId: county.id,
      longitudeDeg,
      latitudeDeg,
      reachKm,
      fromOn: cityDate(now),
    })
    await recordEvent(tx, {
      kind: 'grid.cell_added',
      subject: `grid:${code}`,
      by: viewer,
      at: now,
      after: { nameZh, nameEn, longitudeDeg, latitudeDeg, reachKm },
    })
    return code
  })
}
