import type { Db } from '#db/client.ts'
import { listYearRules } from '#domain/disclosure/queries/rules.ts'
import { dueDay, obligedYears, supplementDueDay } from '#domain/disclosure/rules/deadline.ts'

export interface ListDay {
  listYear: number
  publishedOn: string
  /** Put on the list after it was published: a term of its own. */
  isSupplement: boolean
}

/** By when the firms of a list that is published on a day must disclose, for each year; empty when no rule of the city names a day. */
export async function listDueDays(db: Db, { listYear, publishedOn, isSupplement }: ListDay) {
  const rules = await listYearRules(db, [listYear, listYear + 1])
  return obligedYears(listYear, (year) => rules.get(year)?.annual).flatMap((year) => {
    const { annual, supplement } = rules.get(year) ?? {}
    const dueOn =
      annual &&
      (isSupplement ? supplementDueDay(annual, supplement, year, publishedOn) : dueDay(annual, year, publishedOn))
    return dueOn ? [{ year, dueOn }] : []
  })
}
