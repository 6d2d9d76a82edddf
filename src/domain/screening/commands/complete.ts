import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { screeningRows as rows } from '#db/schema/screening.ts'
import { standingColumns } from '#domain/screening/commands/derive.ts'
import type { RowCompletion } from '#domain/screening/input.ts'
import { noSuchRow } from '#domain/screening/refuse.ts'
import { completion } from '#domain/screening/rules/complete.ts'
import { type ScreeningField, screeningFields, standing } from '#domain/screening/rules/fields.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/**
 * The county completes a line of its ledger: its words go before what the records give and stand beside it.
 * @throws DomainError not_found; not_allowed for another county's; rule_broken at a field, with the merge question at `keep.<field>`
 */
export async function completeRow(
  db: Db,
  viewer: Viewer,
  input: RowCompletion,
  now: Date,
): Promise<{ id: number; changed: number }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({
        id: rows.id,
        regionCode: rows.regionCode,
        creditCode: rows.creditCode,
        derived: rows.derived,
        entered: rows.entered,
        screenedOn: rows.screenedOn,
        screenedBy: rows.screenedBy,
        version: rows.version,
      })
      .from(rows)
      .where(eq(rows.id, input.id))
      .for('update')
    const account = demandAccount(viewer, 'screening.complete', { regionCode: row?.regionCode ?? null })
    if (!row) throw noSuchRow()
    refuseDay(input.screenedOn, now)
    const by = { userId: account.userId, name: account.name, at: now.toISOString() }
    const { entered, screenedOn, changed, conflicts } = completion(
      row,
      { was: under(input, 'was.'), typed: textsOf(input), keep: under(input, 'keep.') },
      by,
    )
    if (conflicts.length > 0) throw mergeQuestion(conflicts)
    refusePersonal(input, changed)
    if (changed.length === 0 && screenedOn === row.screenedOn) return { id: row.id, changed: 0 }
    const screenedBy = screenedOn === row.screenedOn ? row.screenedBy : screenedOn && account.userId
    await tx
      .update(rows)
      .set({
        entered,
        screenedOn,
        screenedBy,
        version: row.version + 1,
        changedAt: now,
        ...standingColumns(row.derived, entered),
      })
      .where(eq(rows.id, row.id))
    const [before, after] = [standing(row.derived, row.entered), standing(row.derived, entered)]
    const of = (texts: typeof before) => Object.fromEntries(changed.map((field) => [field, texts[field] ?? null]))
    await recordEvent(tx, {
      kind: 'screening.completed',
      subject: `screening:${row.id}`,
      by: viewer,
      at: now,
      before: { ...of(before), screenedOn: row.screenedOn },
      after: { ...of(after), screenedOn },
    })
    return { id: row.id, changed: changed.length }
  })
}

const textsOf = (input: RowCompletion) => ({
  ...Object.fromEntries(screeningFields.map((field) => [field, input[field]])),
  screenedOn: input.screenedOn,
})
/** `was.totals` -> `totals`, in the line ends of what is stored. */
const under = (input: RowCompletion, prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), String(value).replace(/\r\n?/g, '\n').trim()]] : [],
    ),
  )

/** The day of the screening is not to come. */
function refuseDay(given: string, now: Date): void {
  const today = cityDate(now)
  if (given && (given > today || given < '2017-01-01'))
    throw refusal(
      'screenedOn',
      `写的是 ${given}，应在 2017-01-01 至 ${today} 之间`,
      `${given} was given; allowed: 2017-01-01 to ${today}`,
    )
}

/** The ledger is published every month: it holds nothing of a private person. */
function refusePersonal(input: RowCompletion, changed: readonly ScreeningField[]): void {
  for (const field of changed) {
    const [found] = findPersonalData(input[field])
    if (found)
      throw refusal(
        field,
        `“${found.found}”像是个人信息，台账每月公开，请删去`,
        `“${found.found}” looks like personal data; the ledger is published every month, please take it out`,
      )
  }
}

/** What the other one wrote stands beside the choice. */
function mergeQuestion(conflicts: readonly { field: string }[]): DomainError {
  const message =
    '这一项刚被别人改过，请选择保留谁的内容 / Somebody changed this field meanwhile: choose whose words are to stand'
  const problems = conflicts.map(({ field }) => ({ field: `keep.${field}`, message }))
  return new DomainError('conflict', message, problems)
}
