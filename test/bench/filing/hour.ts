import type { Editors } from '#test/bench/filing/editors.ts'
import { ask, expected, formType, signedAnswer, signedIn } from '#test/bench/filing/http.ts'
import { firmId, firms } from '#test/bench/filing/load.ts'
import type { FilingSite } from '#test/bench/filing/site.ts'
import { paced, type Timing } from '#test/bench/filing/timing.ts'

/** What the last hour of 30 June asks of the city, a second. */
export const asked = { saves: 500, publications: 20, pages: 300 } as const
/** Firms up to this number are at their forms; those above sign, the last two aside (big-firm.ts, filing-saves.ts). */
export const editing = 1_000

export interface Hour {
  saves: Timing
  publications: Timing
  pages: Timing
}

/** The people of the hour: who types, who signs, who reads. They go on from one stretch of the hour to the next. */
export async function crowd(site: FilingSite, editors: Editors) {
  const signature = await signatures(site)
  const reader = await readers(site)
  return {
    /** So long, at this share of what is asked of the hour. */
    async go(share: number, seconds: number): Promise<Hour> {
      const [saves, publications, pages] = await Promise.all([
        paced(asked.saves * share, seconds, () => editors.save((change) => autosave(site, change))),
        paced(asked.publications * share, seconds, signature),
        paced(asked.pages * share, seconds, reader),
      ])
      return { saves, publications, pages }
    },
    /** Only reading. */
    read: (perSecond: number, seconds: number) => paced(perSecond, seconds, reader),
  }
}

/** What the form's own script sends; turned away (503) it comes again, as the script does. */
export async function autosave(
  { url, year }: Pick<FilingSite, 'url' | 'year'>,
  { firm, revision, fields }: { firm: number; revision: number; fields: Record<string, string> },
): Promise<number> {
  const headers = `${signedIn(url, firm)}content-type: application/json\r\n`
  const body = JSON.stringify({ revision, fields })
  for (;;) {
    const answer = await ask(url, 'PUT', `/filing/${year}/autosave`, headers, body)
    if (answer.status !== 503) return (JSON.parse(expected(answer, 200).body) as { revision: number }).revision
    await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(answer.header('retry-after') || 1)))
  }
}

async function signatures({ url, year, sql }: FilingSite) {
  const drafts = await sql<{ id: number; revision: number }[]>`
    select id, revision from disclosures
    where state = 'draft' and id > ${firmId(editing)} and id < ${firmId(firms - 1)} order by id`
  const path = `/filing/${year}/preview?_action=disclosure.signAndPublish`
  return async () => {
    const draft = drafts.shift()
    if (!draft) throw new Error('nobody is left to sign')
    const form = { year: String(year), revision: String(draft.revision), signedName: '张建国', declaration: 'yes' }
    const headers = signedIn(url, draft.id - firmId(0)) + formType
    signedAnswer(await ask(url, 'POST', path, headers, new URLSearchParams(form).toString()))
  }
}

/** Readers: the lists that every publication makes old, and the pages of firms and versions. */
async function readers({ url, sql }: FilingSite) {
  const details = await sql<{ path: string }[]>`
    (select '/enterprises/' || credit_code as path from enterprises where id < 1000 order by id limit 150)
    union all (select '/disclosures/' || id from disclosures where state = 'published' order by id desc limit 150)`
  const lists = ['/', '/disclosures', '/enterprises', '/board']
  let n = 0
  return async () => {
    const turn = n++
    const path = turn % 5 === 0 ? lists[(turn / 5) % lists.length] : details[(turn * 7) % details.length]?.path
    expected(await ask(url, 'GET', path ?? '/', 'accept-encoding: gzip\r\n'), 200)
  }
}
