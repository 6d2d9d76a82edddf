import type { Case } from '#db/seed/city/cases/model.ts'
import type { Scene } from '#db/seed/city/model.ts'
import { addDays, addMonths, at, daysBetween, earlier, later, workday } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'
import { mostDisplayMonths } from '#db/seed/reference-files.ts'

/** Published, still in the office, or taken off the board again. @param fromEnd 1 for the newest decision */
export function standingOf(
  random: Random,
  { today }: Scene,
  { category, measures, responsiblePersons }: Pick<Case, 'category' | 'measures' | 'responsiblePersons'>,
  { decidedOn }: { decidedOn: string },
  fromEnd: number,
) {
  const age = daysBetween(decidedOn, today)
  const rectifyBy = addDays(decidedOn, random.pick([15, 30, 30, 60]))
  const executionState: Case['executionState'] =
    rectifyBy < today
      ? random.weighted({ done: age > 150 ? 96 : 84, overdue: age > 150 ? 4 : 16 })
      : random.weighted({ pending: 45, in_progress: 55 })
  const common = { rectifyBy, executionState, removedOn: null, removalReason: null }
  const inOffice = fromEnd <= 24 && fromEnd % 3 !== 0 && age < 60
  if (inOffice) {
    const state: Case['state'] = fromEnd % 2 === 0 ? 'draft' : 'legal_review'
    return { ...common, state, publishedAt: null, displayUntil: null }
  }
  const publishedOn = earlier(workday(addDays(decidedOn, random.int(1, 7))), addDays(today, -1))
  const displayUntil = addMonths(decidedOn, mostDisplayMonths())
  const published = {
    ...common,
    publishedAt: at(later(publishedOn, decidedOn), random.int(9, 17), random.int(0, 59)),
    displayUntil,
  }
  const mild = category === 'other' || category === 'disclosure_failure' || category === 'unpermitted_discharge'
  const hard = measures.length > 2 || responsiblePersons.length > 0
  if (age > 130 && mild && !hard && executionState === 'done' && random.chance(0.16)) {
    const removedOn = addDays(decidedOn, random.int(95, Math.min(600, age - 3)))
    return { ...published, state: 'repaired' as const, removedOn, removalReason: 'credit_repaired' as const }
  }
  if (age > 60 && random.chance(0.02)) {
    const removedOn = addDays(decidedOn, random.int(40, Math.min(240, age - 2)))
    return { ...published, state: 'withdrawn' as const, removedOn, removalReason: random.pick(withdrawn) }
  }
  if (displayUntil < today)
    return {
      ...published,
      state: 'expired' as const,
      removedOn: addDays(displayUntil, 1),
      removalReason: 'term_over' as const,
    }
  return { ...published, state: 'published' as const }
}

const withdrawn = ['decision_revoked', 'decision_changed', 'decision_unlawful'] as const

/** The basis that a tombstone gives, by its reason: those of the commands, which nothing here may read (a test compares). */
export const removalBases: Readonly<Record<NonNullable<Case['removalReason']>, string>> = {
  decision_revoked: '《中华人民共和国行政处罚法》第四十八条第二款',
  decision_changed: '《中华人民共和国行政处罚法》第四十八条第二款',
  decision_unlawful: '《中华人民共和国行政处罚法》第四十八条第二款',
  term_over: '国家关于失信信息公示期限的规定（自决定之日起最长三年）',
  credit_repaired: '国家关于信用修复的规定（最短公示期届满，已整改、已缴款并作出承诺）',
}
