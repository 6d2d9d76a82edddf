import { Agent, request } from 'node:http'
import { sessionCookie, signed } from '#platform/auth/viewer.ts'
import { tokenOf } from '#test/bench/filing/load.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 128 })

export interface Answer {
  status: number
  /** Where a redirect leads; empty without one. */
  location: string
  body: string
}

/** One request over kept-alive connections, cheaper than fetch: the sender shares the machine with who answers. */
export function ask(
  site: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(site + path, { agent, method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () => {
        const { statusCode = 0, headers } = answer
        resolve({ status: statusCode, location: headers.location ?? '', body: Buffer.concat(chunks).toString() })
      })
      answer.once('error', reject)
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** The headers of a browser in which firm `n` is signed in. */
export const signedIn = (site: string, n: number): Record<string, string> => ({
  cookie: `${sessionCookie}=${encodeURIComponent(signed(tokenOf(n)))}`,
  origin: site,
  'sec-fetch-site': 'same-origin',
})

/** @throws with what came instead */
export function expected(answer: Answer, ...statuses: number[]): Answer {
  if (statuses.includes(answer.status)) return answer
  throw new Error(`${answer.status} ${answer.location} ${answer.body.slice(0, 160)}`)
}

/** A signature that was taken leads to the published version; one that was not leads back to the form. */
export function signedAnswer(answer: Answer): void {
  if (answer.status !== 303 || !answer.location.endsWith('/published'))
    throw new Error(`not signed: ${answer.status} ${answer.location}`)
}
