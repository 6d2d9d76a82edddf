import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { gridCells as cells, gridDuties as duties } from '#db/schema/grid.ts'

export const cellColumns = {
  id: cells.id,
  code: cells.code,
  level: cells.level,
  nameZh: cells.nameZh,
  nameEn: cells.nameEn,
  regionCode: cells.regionCode,
  parentId: cells.parentId,
}

/** What the public reads of a duty: the post and its office telephone, and a name where its ground is given. */
export const dutyColumns = {
  cellId: cells.id,
  cellCode: cells.code,
  level: cells.level,
  cellZh: cells.nameZh,
  cellEn: cells.nameEn,
  regionCode: cells.regionCode,
  role: duties.role,
  post: duties.post,
  officePhone: duties.officePhone,
  task: duties.task,
  personName: duties.personName,
  nameBasis: duties.nameBasis,
  fromOn: duties.fromOn,
  untilOn: duties.untilOn,
}

/** In force on a day: begun, and not yet another's. */
export const onDay = (day: string, { fromOn, untilOn }: Record<'fromOn' | 'untilOn', AnyPgColumn>): SQL | undefined =>
  and(lte(fromOn, day), or(isNull(untilOn), gt(untilOn, day)))
