import type { Editors } from '#test/bench/filing/editors.ts'
import { ask, expected, signedAnswer, signedIn } from '#test/bench/filing/http.ts'
import { firmId, firms } from '#test/bench/filing/load.ts'
import type { FilingSite } from '#test/bench/filing/site.ts'
import { paced, type Timing } from '#test/bench/filing/timing.ts'

/** What the last hour of 30 June asks of the city, a second. */
export const asked = { saves: 500, publications: 20, pages: 300 } as const
/** Firms up to this number are at their forms; those above sign. */
export const editing = 1_400

export interface Hour {
  saves: Timing
  publications: Timing
  pages: Timing
  signed: number
}

/** Autosaves, signatures and readers at once, each at its pace, for some seconds. */
export async function lastHour(site: FilingSite, editors: Editors, seconds: number): Promise<Hour> {
  const signatures = signaturesOf(site)
  const readers = await readersOf(site)
  const [saves, publications, pages] = await Promise.all([
    paced(asked.saves, seconds, () => editors.save((change) => autosave(site, change))),
    paced(asked.publications, seconds, signatures.next),
    paced(asked.pages, seconds, readers),
  ])
  return { saves, publications, pages, signed: signatures.signed() }
}

/** What the form's own script sends. */
export async function autosave(
  { url, year }: Pick<FilingSite, 'url' | 'year'>,
  { firm, revision, fields }: { firm: number; revision: number; fields: Record<string, string> },
): Promise<number> {
  const headers = { ...signedIn(url, firm), 'content-type': 'application/json' }
  const answer = await ask(url, 'PUT', `/filing/${year}/autosave`, headers, JSON.stringify({ revision, fields }))
  return (JSON.parse(expected(answer, 200).body) as { revision: number }).revision
}

function signaturesOf({ url, year, sql }: FilingSite) {
  let firm = editing
  let signed = 0
  const sign = async () => {
    const mine = ++firm
    if (mine > firms) throw new Error('nobody is left to sign')
    const [draft] = await sql<{ revision: number }[]>`select revision from disclosures where id = ${firmId(mine)}`
    const form = { year: String(year), revision: String(draft?.revision), signedName: '张建国', declaration: 'yes' }
    const headers = { ...signedIn(url, mine), 'content-type': 'application/x-www-form-urlencoded' }
    const path = `/filing/${year}/preview?_action=disclosure.signAndPublish`
    signedAnswer(await ask(url, 'POST', path, headers, new URLSearchParams(form).toString()))
    signed++
  }
  return { next: sign, signed: () => signed }
}

/** Readers: the lists that every publication makes old, and the pages of firms and versions. */
async function readersOf({ url, sql }: FilingSite) {
  const details = await sql<{ path: string }[]>`
    (select '/enterprises/' || credit_code as path from enterprises where id < 1000 order by id limit 150)
    union all (select '/disclosures/' || id from disclosures where state = 'published' order by id desc limit 150)`
  const lists = ['/', '/disclosures', '/enterprises', '/board']
  let n = 0
  return async () => {
    const turn = n++
    const path = turn % 5 === 0 ? lists[(turn / 5) % lists.length] : details[(turn * 7) % details.length]?.path
    expected(await ask(url, 'GET', path ?? '/'), 200)
  }
}
