import { sessionCookie, signed } from '#platform/auth/viewer.ts'
import { tokenOf } from '#test/bench/filing/load.ts'
import { type Answer, Wire } from '#test/bench/filing/wire.ts'

const wires = new Map<string, Wire>()

export function ask(site: string, method: string, path: string, headers = '', body?: string): Promise<Answer> {
  const wire = wires.get(site) ?? new Wire(site)
  wires.set(site, wire)
  return wire.ask(method, path, headers, body)
}

const known = new Map<number, string>()

/** The headers of a browser in which firm `n` is signed in. */
export function signedIn(site: string, n: number): string {
  const headers =
    known.get(n) ??
    `cookie: ${sessionCookie}=${encodeURIComponent(signed(tokenOf(n)))}\r\norigin: ${site}\r\nsec-fetch-site: same-origin\r\n`
  known.set(n, headers)
  return headers
}

export const formType = 'content-type: application/x-www-form-urlencoded\r\n'

/** @throws with what came instead */
export function expected(answer: Answer, ...statuses: number[]): Answer {
  if (statuses.includes(answer.status)) return answer
  throw new Error(`${answer.status} ${answer.header('location')} ${answer.body.slice(0, 160)}`)
}

/** A signature that was taken leads to the published version; one that was not leads back to the form. */
export function signedAnswer(answer: Answer): void {
  if (answer.status !== 303 || !answer.header('location').endsWith('/published'))
    throw new Error(`not signed: ${answer.status} ${answer.header('location')}`)
}
