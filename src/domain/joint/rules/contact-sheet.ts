import type { contactSheetStates, departments, reviewLevels } from '#db/vocabulary.ts'
import type { ContactSheetTerms } from '#domain/joint/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { addWorkdays } from '#platform/workdays.ts'
import type { Locale } from '#src/i18n/locale.ts'

export type SheetState = (typeof contactSheetStates)[number]
export type SheetStep = 'accept' | 'decline' | 'answer' | 'return' | 'close' | 'withdraw'

/** 联系〔2026〕12 号: one number on both halves of the sheet. */
export const sheetNumber = (locale: Locale, { year, no }: { year: number; no: number }): string =>
  locale === 'zh' ? `联系〔${year}〕${no} 号` : `Contact sheet ${year}/${no}`

/** Which side takes which step from which state, and what the sheet then is. */
export const sheetSteps: Record<SheetStep, { side: 'asker' | 'asked'; from: readonly SheetState[]; to: SheetState }> = {
  accept: { side: 'asked', from: ['sent'], to: 'accepted' },
  decline: { side: 'asked', from: ['sent'], to: 'declined' },
  answer: { side: 'asked', from: ['accepted'], to: 'answered' },
  return: { side: 'asker', from: ['answered'], to: 'accepted' },
  close: { side: 'asker', from: ['answered'], to: 'closed' },
  withdraw: { side: 'asker', from: ['sent'], to: 'withdrawn' },
}

export interface SheetSides {
  regionCode: string
  fromLevel: (typeof reviewLevels)[number]
  fromDepartment: (typeof departments)[number]
  toLevel: (typeof reviewLevels)[number]
  toDepartment: (typeof departments)[number]
}
interface Officer {
  role: string
  regionCode: string | null
  department: string | null
}

/** Whether an officer is of the bureau and department that asks, or of the one that is asked. */
export const isSide = (sheet: SheetSides, side: 'asker' | 'asked', officer: Officer): boolean => {
  const [level, department] =
    side === 'asker' ? [sheet.fromLevel, sheet.fromDepartment] : [sheet.toLevel, sheet.toDepartment]
  if (officer.department !== department) return false
  return level === 'city'
    ? officer.role === 'city_officer'
    : officer.role === 'county_officer' && officer.regionCode === sheet.regionCode
}

/** The steps that are open to an officer now. */
export const stepsFor = (sheet: SheetSides & { state: SheetState }, officer: Officer): SheetStep[] =>
  (Object.keys(sheetSteps) as SheetStep[]).filter((step) => {
    const { side, from } = sheetSteps[step]
    return from.includes(sheet.state) && isSide(sheet, side, officer)
  })

/** Until when a sheet of this moment is taken on, and the last day on which it is usually answered. */
export const sheetTerms = (sentAt: Date, { acceptHours, answerWorkdays }: ContactSheetTerms) => ({
  acceptBy: new Date(sentAt.getTime() + acceptHours.value * 3_600_000),
  answerBy: addWorkdays(cityDate(sentAt), answerWorkdays.value),
})

export type SheetClock = 'waiting' | 'overdue' | 'in_time' | 'late' | 'none'

/** How a sheet stands to its two clocks. A day ends at 24:00. */
export function sheetClocks(
  sheet: { state: SheetState; acceptBy: Date; answerBy: string; acceptedAt: Date | null; answeredAt: Date | null },
  now: Date,
): { accept: SheetClock; answer: SheetClock } {
  const isOver = sheet.state === 'declined' || sheet.state === 'withdrawn'
  const stand = (done: Date | null, isLate: (at: Date) => boolean): SheetClock =>
    done ? (isLate(done) ? 'late' : 'in_time') : isOver ? 'none' : isLate(now) ? 'overdue' : 'waiting'
  return {
    accept: stand(sheet.acceptedAt, (at) => at > sheet.acceptBy),
    answer: stand(sheet.answeredAt, (at) => cityDate(at) > sheet.answerBy),
  }
}
