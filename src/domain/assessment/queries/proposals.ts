import { inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { measureProposals } from '#db/schema/assessment.ts'
import { listScores } from '#domain/assessment/queries/scores.ts'
import { formulaOn } from '#domain/assessment/rules/formula.ts'
import { monthBefore, monthOf, monthsUntil } from '#domain/assessment/rules/month.ts'
import { type MeasureProposal, proposalsAfter } from '#domain/assessment/rules/proposals.ts'
import { cityDate } from '#platform/clock.ts'

const mostMonths = 6

/** What the rules propose after each of the newest fixed months, with what was decided on it; the newest first. */
export async function listProposals(db: Db, now: Date) {
  const months = monthsUntil(monthBefore(monthOf(cityDate(now))), mostMonths)
  const fixed = (await listScores(db, months, now)).filter(({ isFixed }) => isFixed).map(({ scores }) => scores)
  const proposed = fixed
    .flatMap((newest, i): MeasureProposal[] => proposalsAfter(fixed.slice(0, i + 1), formulaOn(newest.month).proposals))
    .reverse()
  const decided =
    proposed.length === 0
      ? []
      : await db
          .select()
          .from(measureProposals)
          .where(
            inArray(
              measureProposals.key,
              proposed.map(({ key }) => key),
            ),
          )
  return proposed.map((proposal) => ({
    ...proposal,
    decision: decided.find(({ key }) => key === proposal.key) ?? null,
  }))
}
