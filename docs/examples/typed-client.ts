/**
 * For programmers: the types of every answer, made from the document of the API.
 *   npx openapi-typescript https://qingyuan.example/api/openapi.json -o qingyuan.ts
 *   SITE=https://qingyuan.example node typed-client.ts
 */
import type { paths } from './qingyuan.ts'

type Enterprises = paths['/api/v1/enterprises']['get']['responses']['200']['content']['application/json']

/** Follows `next` to the end of the list. */
export async function* exceeding(site: string): AsyncGenerator<Enterprises['data'][number]> {
  let next: string | null = '/api/v1/enterprises?exceeding=yes&sort=-exceedances&limit=200'
  while (next !== null) {
    const answer = await fetch(new URL(next, site))
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
    const page = (await answer.json()) as Enterprises
    yield* page.data
    next = page.next
  }
}

for await (const { name, exceedanceCount, worst } of exceeding(process.env.SITE ?? 'http://localhost:4321'))
  console.log(name, exceedanceCount, worst?.factorCode, worst?.max, worst?.unit)
