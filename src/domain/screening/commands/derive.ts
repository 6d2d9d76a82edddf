import { and, asc, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { type DerivedTexts, type EnteredTexts, screeningRows } from '#db/schema/screening.ts'
import { sectors } from '#db/schema/sector.ts'
import { listFacts } from '#domain/screening/queries/facts.ts'
import { deriveTexts } from '#domain/screening/rules/derive.ts'
import { asBoolean, missingFields, standing } from '#domain/screening/rules/fields.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { cityDate } from '#platform/clock.ts'

export type DerivedScope = { enterpriseIds: readonly number[] } | { regionCode: string } | 'all'

/** Firms whose records are read at once. */
const chunk = 500

/**
 * Brings the screening ledger in line with the records: a line for every firm of the plan that is not closed, in the batch of its
 * sector. What a county completed stays and goes before what is derived. A line of which nothing changed is not written, so
 * running it twice writes nothing. A projection like the search index: it leaves no event.
 * @returns how many lines were written
 */
export async function deriveRows(db: Db, scope: DerivedScope, now: Date): Promise<number> {
  let written = 0
  let last = 0
  for (;;) {
    const firms = await nextFirms(db, scope, last)
    if (firms.length === 0) return written
    written += await db.transaction((tx) => deriveChunk(tx, firms, now))
    last = firms.at(-1)?.id ?? last
  }
}

const nextFirms = (db: Db, scope: DerivedScope, last: number) =>
  db
    .select({
      id: enterprises.id,
      batch: sectors.batch,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      namePinyin: enterprises.namePinyin,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      controlLevel: enterprises.controlLevel,
    })
    .from(enterprises)
    .innerJoin(sectors, eq(sectors.code, enterprises.sectorCode))
    .where(
      and(
        gt(enterprises.id, last),
        ne(enterprises.operatingState, 'closed'),
        scope === 'all'
          ? undefined
          : 'regionCode' in scope
            ? eq(enterprises.regionCode, scope.regionCode)
            : inArray(enterprises.id, [...scope.enterpriseIds]),
      ),
    )
    .orderBy(asc(enterprises.id))
    .limit(chunk)
type Firm = Awaited<ReturnType<typeof nextFirms>>[number]

async function deriveChunk(tx: Db, firms: readonly Firm[], now: Date): Promise<number> {
  const ids = firms.map(({ id }) => id)
  const facts = await listFacts(tx, ids, cityDate(now))
  const there = await tx.select().from(screeningRows).where(inArray(screeningRows.enterpriseId, ids)).for('update')
  const known = new Map(there.map((row) => [`${row.enterpriseId} ${row.batch}`, row]))
  const changed = firms.flatMap(({ id, ...firm }) => {
    const own = facts.get(id)
    if (!own) return []
    const before = known.get(`${id} ${firm.batch}`)
    const derived = deriveTexts(own)
    const openProblems = own.problems.filter(({ isOpen }) => isOpen).length
    const row = { ...firm, openProblems, ...standingColumns(derived, before?.entered ?? {}) }
    if (
      before &&
      canonicalJson({ ...pick(before, row), derived: before.derived }) === canonicalJson({ ...row, derived })
    )
      return []
    return [{ ...row, enterpriseId: id, derived, derivedAt: now }]
  })
  if (changed.length > 0)
    await tx
      .insert(screeningRows)
      .values(changed)
      .onConflictDoUpdate({
        target: [screeningRows.enterpriseId, screeningRows.batch],
        set: Object.fromEntries(
          Object.keys(changed[0] as object)
            .filter((name) => name !== 'enterpriseId' && name !== 'batch')
            .map((name) => [name, sql.raw(`excluded.${snake(name)}`)]),
        ),
      })
  await leaveOtherBatches(tx, firms)
  return changed.length
}

/** A firm that changed its sector has its line in another batch now: one that no county touched goes. */
async function leaveOtherBatches(tx: Db, firms: readonly Firm[]): Promise<void> {
  const pairs = firms.map(({ id, batch }) => sql`(${id}::int, ${batch}::smallint)`)
  await tx.delete(screeningRows).where(
    and(
      inArray(
        screeningRows.enterpriseId,
        firms.map(({ id }) => id),
      ),
      notInArray(sql`(${screeningRows.enterpriseId}, ${screeningRows.batch})`, pairs),
      sql`${screeningRows.entered} = '{}' and ${screeningRows.screenedOn} is null`,
    ),
  )
}

/** The columns that follow from both texts. */
export function standingColumns(derived: DerivedTexts, entered: EnteredTexts) {
  const texts = standing(derived, entered)
  return {
    exceeded: asBoolean(texts.exceeded),
    onlineExceeded: asBoolean(texts.onlineExceeded),
    missing: missingFields(texts) as string[],
  }
}

const pick = <T extends object>(row: T, like: object) =>
  Object.fromEntries(Object.keys(like).map((name) => [name, row[name as keyof T]]))
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
