import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows } from '#db/schema/disclosure.ts'
import { outlets } from '#db/schema/enterprise.ts'
import type { Typed } from '#domain/disclosure/rules/form.ts'
import { pairOf, type RegisterRow } from '#domain/disclosure/rules/register.ts'

export interface TypedRow {
  outletId: number
  factorCode: string
  typed: Typed
}

/**
 * What stands in a row from its start: what is copied, and how the outlet discharges, as copied or else as registered. One
 * outlet has one manner of discharge, also in rows that are new.
 */
export async function startingAnswers(tx: Db, enterpriseId: number, copied: readonly TypedRow[]) {
  const registered = await tx
    .select({ id: outlets.id, route: outlets.route, pattern: outlets.pattern })
    .from(outlets)
    .where(eq(outlets.enterpriseId, enterpriseId))
  const manner = new Map<number, Typed>(registered.map(({ id, route, pattern }) => [id, { route, pattern }]))
  for (const { outletId, typed } of copied) {
    if (typed.route && typed.pattern) manner.set(outletId, { route: typed.route, pattern: typed.pattern })
  }
  const ofPair = new Map(copied.map((row) => [pairOf(row), row.typed]))
  return (row: { outletId: number; factorCode: string }): Typed => ({
    ...ofPair.get(pairOf(row)),
    ...manner.get(row.outletId),
  })
}

/** Puts rows of the register into a draft, from position `first` on. */
export async function insertRows(
  tx: Db,
  disclosureId: number,
  rows: readonly RegisterRow[],
  answersOf: (row: RegisterRow) => Typed,
  first = 0,
): Promise<void> {
  const values = rows.map((row, i) => ({
    disclosureId,
    position: first + i,
    outletId: row.outletId,
    factorCode: row.factorCode,
    concentrationUnit: row.concentrationUnit,
    limitMin: row.limitMin,
    limitMax: row.limitMax,
    limitAveraging: row.limitAveraging,
    limitBasis: row.limitBasis,
    permittedTonnes: row.permittedTonnes,
    typed: answersOf(row) as Record<string, string>,
  }))
  if (values.length > 0) await tx.insert(disclosureRows).values(values)
}
