import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { isNormal } from '#domain/monitoring/rules/live/value.ts'

interface Limited {
  limitMin: number | null
  limitMax: number | null
}
interface Given {
  value: number | null
  flag: string | null
}

/**
 * How values stand to their limits: how many have both, which are over, which near. What a device flagged and what has no limit
 * is in none of them.
 */
export function countStandings<T extends Limited>(
  factors: readonly T[],
  pick: (factor: T) => Given | undefined,
): { limited: number; over: T[]; near: T[] } {
  const judged = factors.flatMap((factor) => {
    const given = pick(factor)
    if (!given || given.value === null || !isNormal(given.flag)) return []
    const judgement = judgeAgainstLimit({ value: Number(given.value.toPrecision(6)), ...limitsOf(factor) })
    return judgement ? [{ factor, standing: judgement.standing }] : []
  })
  const which = (standing: 'over' | 'near') =>
    judged.filter((each) => each.standing === standing).map((each) => each.factor)
  return { limited: judged.length, over: which('over'), near: which('near') }
}

const limitsOf = ({ limitMin, limitMax }: Limited) => ({ limitMin, limitMax })
