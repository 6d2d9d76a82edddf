import type { rewardStates } from '#db/vocabulary.ts'

/** Rewards of one month of decision, grade and state, counted by the database. Proposed and refused ones are in no ledger. */
export interface LedgerRow {
  /** `2026-11` */
  month: string
  grade: string
  state: Exclude<(typeof rewardStates)[number], 'proposed' | 'refused'>
  count: number
  yuan: number
}

export interface LedgerSum {
  count: number
  yuan: number
}

/** What became of what was granted: granted = paid + open + lapsed + declined, in number and in yuan. */
export interface LedgerLine {
  granted: LedgerSum
  paid: LedgerSum
  /** Granted, or drawn as a voucher, and not yet paid. */
  open: LedgerSum
  lapsed: LedgerSum
  declined: LedgerSum
}

export interface LedgerMonth extends LedgerLine {
  month: string
  grades: (LedgerLine & { grade: string })[]
}

const columns: Record<LedgerRow['state'], Exclude<keyof LedgerLine, 'granted'>> = {
  granted: 'open',
  claimed: 'open',
  paid: 'paid',
  lapsed: 'lapsed',
  declined: 'declined',
}

/** The public ledger, the newest month first, and its total. */
export function ledgerOf(rows: readonly LedgerRow[]): { months: LedgerMonth[]; total: LedgerLine } {
  const named = (name: 'month' | 'grade', of: readonly LedgerRow[]) => [...new Set(of.map((row) => row[name]))].sort()
  const months = named('month', rows)
    .reverse()
    .map((month) => {
      const own = rows.filter((row) => row.month === month)
      const grades = named('grade', own).map((grade) => ({
        grade,
        ...lineOf(own.filter((row) => row.grade === grade)),
      }))
      return { month, ...lineOf(own), grades }
    })
  return { months, total: lineOf(rows) }
}

function lineOf(rows: readonly LedgerRow[]): LedgerLine {
  const sum = (): LedgerSum => ({ count: 0, yuan: 0 })
  const line: LedgerLine = { granted: sum(), paid: sum(), open: sum(), lapsed: sum(), declined: sum() }
  for (const { state, count, yuan } of rows) {
    for (const column of ['granted', columns[state]] as const) {
      line[column].count += count
      line[column].yuan += yuan
    }
  }
  return line
}
