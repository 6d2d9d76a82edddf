import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureDeadlines, disclosureRules } from '#db/schema/obligation.ts'
import type { DisclosureRule } from '#domain/disclosure/rules/term.ts'

const columns = {
  ruleSet: disclosureRules.ruleSet,
  duty: disclosureRules.duty,
  validFrom: disclosureRules.validFrom,
  validTo: disclosureRules.validTo,
  fixedDay: disclosureRules.fixedDay,
  yearOffset: disclosureRules.yearOffset,
  days: disclosureRules.days,
  dayKind: disclosureRules.dayKind,
  basis: disclosureRules.basis,
  basisEn: disclosureRules.basisEn,
  mark: disclosureRules.mark,
}

/** Every rule of every set, oldest set first. */
export const listRules = (db: Db) =>
  db.select(columns).from(disclosureRules).orderBy(asc(disclosureRules.validFrom), asc(disclosureRules.ruleSet))

/** What the city applies to the disclosures of these years: the annual rule and that for firms listed later. */
export async function listYearRules(db: Db, years: number[]): Promise<Map<number, YearRules>> {
  const rows = await db
    .select({ year: disclosureDeadlines.year, ...columns })
    .from(disclosureDeadlines)
    .innerJoin(disclosureRules, eq(disclosureRules.ruleSet, disclosureDeadlines.ruleSet))
    .where(and(inArray(disclosureDeadlines.year, years), inArray(disclosureRules.duty, ['annual', 'supplement'])))
  const rules = new Map<number, YearRules>()
  for (const { year, ...rule } of rows) rules.set(year, { ...rules.get(year), [rule.duty]: rule })
  return rules
}

export interface YearRules {
  annual?: DisclosureRule
  supplement?: DisclosureRule
}
