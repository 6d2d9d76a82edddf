import type { CopyRow } from '#db/seed/copy.ts'
import { yearOf } from '#db/seed/days.ts'

/** By how many years the demo's plan runs after the rule's dates, so that batch one is being mended or is already. */
export const yearsLater = (today: string): number => yearOf(today) - (today.slice(5) >= '07-01' ? 2017 : 2018)

export const calendarRows = (today: string): CopyRow[] => [{ id: 1, yearsLater: yearsLater(today) }]
