import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { gridCells as cells } from '#db/schema/grid.ts'
import { cellColumns } from '#domain/grid/queries/columns.ts'
import { noSuchCell } from '#domain/grid/refuse.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** A cell of the viewer's county, held until the transaction ends. @throws DomainError not_allowed; not_found */
export async function lockCell(tx: Db, code: string, viewer: Viewer) {
  const [cell] = await tx
    .select({ ...cellColumns, fromOn: cells.fromOn, untilOn: cells.untilOn })
    .from(cells)
    .where(eq(cells.code, code))
    .for('update')
  const account = demandAccount(viewer, 'grid.manage', { regionCode: cell?.regionCode ?? null })
  if (!cell || cell.untilOn !== null) throw noSuchCell()
  return { cell, account }
}
