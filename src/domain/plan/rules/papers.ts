import { cityDate } from '#platform/clock.ts'
import { conflict, refusal } from '#platform/refuse.ts'

export type PaperState = 'filed' | 'accepted' | 'returned'

/** How a county stands with a paper: nothing yet and time left, nothing or only a returned one when the day is over, else by its newest. */
export type PaperStanding = 'not_due' | 'late' | PaperState

export function standingOfPaper(
  newest: { state: PaperState } | undefined,
  dueOn: string,
  today: string,
): PaperStanding {
  if (newest?.state === 'filed' || newest?.state === 'accepted') return newest.state
  if (today > dueOn) return 'late'
  return newest ? 'returned' : 'not_due'
}

/** Filed after 24:00 of its day, on the city's clock: that stays, whatever is decided. */
export const isFiledLate = ({ filedAt, dueOn }: { filedAt: Date; dueOn: string }) => cityDate(filedAt) > dueOn

/** A paper stands until it is sent back. @throws DomainError conflict; rule_broken at the year */
export function checkFiling(newest: { state: PaperState } | undefined, year: number, today: string): void {
  const current = Number(today.slice(0, 4))
  if (year > current || year < current - 1)
    throw refusal(
      'year',
      `只能报 ${current - 1} 年或 ${current} 年的文件，您选的是 ${year} 年`,
      `Papers of ${current - 1} and ${current} are filed; ${year} was given`,
    )
  if (newest?.state === 'filed') throw conflict('已经报送，等待市局处理', 'It is filed already and waits for the city')
  if (newest?.state === 'accepted') throw conflict('已经备案，不能再报', 'It is on file already')
}

/** @throws DomainError conflict once it was decided */
export function checkDeciding({ state }: { state: PaperState }): void {
  if (state !== 'filed') throw conflict('这份文件已经处理过', 'This paper was decided already')
}
