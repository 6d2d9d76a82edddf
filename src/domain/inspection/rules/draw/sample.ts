import type { Stream } from '#domain/inspection/rules/draw/stream.ts'

/** By the code units of their ids, as canonical JSON sorts: the same everywhere, whatever the language of the machine. */
export const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * So many of the candidates, one after another without putting back, each time with a chance of its weight over the sum of the weights
 * that are left. Whole numbers throughout; the order in which they were given does not matter.
 * @param candidates weights are whole and above 0
 */
export async function sample<T extends { id: string; weight: number }>(
  candidates: readonly T[],
  most: number,
  stream: Stream,
): Promise<T[]> {
  const left = [...candidates].sort(byId)
  let total = left.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  const drawn: T[] = []
  while (drawn.length < most && left.length > 0) {
    let point = await stream.below(total)
    const place = left.findIndex(({ weight }) => {
      point -= BigInt(weight)
      return point < 0n
    })
    const [taken] = left.splice(place, 1)
    drawn.push(taken as T)
    total -= BigInt((taken as T).weight)
  }
  return drawn
}
