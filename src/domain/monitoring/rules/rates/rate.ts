/** Hours of one outlet, firm, county or city, over a day or a month. */
export interface RateCounts {
  due: number
  received: number
  valid: number
}

export interface Rate {
  /** Received / due; null where nothing was due. */
  transmission: number | null
  /** Valid / received; null where nothing was received. */
  effective: number | null
  /** 数据传输有效率: transmission x effective, that is valid / due; null where nothing was due. */
  rate: number | null
}

/** Source: national assessment of the transmission effective rate. A month without a due hour has no rate, not 0 and not 1. */
export const rateOfCounts = ({ due, received, valid }: RateCounts): Rate => ({
  transmission: due === 0 ? null : received / due,
  effective: received === 0 ? null : valid / received,
  rate: due === 0 ? null : valid / due,
})

/** Whether the goal is missed: compared as exact counts, not as a rounded share. */
export const isBelowGoal = ({ due, valid }: RateCounts, goal: number): boolean => due > 0 && valid < goal * due - 1e-9

/** The sum of parts: a mean weighted by due hours. */
export function sumCounts<T extends RateCounts>(parts: readonly T[]): RateCounts {
  return parts.reduce(
    (sum, { due, received, valid }) => ({
      due: sum.due + due,
      received: sum.received + received,
      valid: sum.valid + valid,
    }),
    { due: 0, received: 0, valid: 0 },
  )
}
