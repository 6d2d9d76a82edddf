import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/** Does the work that the challenge asks for; undefined where the browser cannot, and then the wait counts. */
export async function solve(challenge: string): Promise<string | undefined> {
  try {
    const solution = await solveChallenge({ challenge: JSON.parse(challenge), deriveKey })
    return solution ? JSON.stringify(solution) : undefined
  } catch {
    return undefined
  }
}
