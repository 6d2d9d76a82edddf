import { availableParallelism } from 'node:os'
import { DomainError } from '#platform/errors.ts'

/** A passphrase check keeps a core busy for tens of milliseconds: only so many at once, so that reading goes on beside. */
const atOnce = Math.max(1, Math.min(4, availableParallelism() - 1))
const longestQueue = 60
let inside = 0
const queue: (() => void)[] = []

/** Runs the work when it is its turn. @throws DomainError too_often when the queue is full */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (inside < atOnce) inside++
  else {
    if (queue.length >= longestQueue)
      throw new DomainError(
        'too_often',
        '现在登录的人太多，请稍后再试。 / Too many sign-ins at once. Please try again shortly.',
      )
    await new Promise<void>((resolve) => queue.push(resolve)) // takes over the place of the one that calls it
  }
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else inside--
  }
}
