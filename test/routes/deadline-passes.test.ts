import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { addDays } from '#platform/clock.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { siteDatabase } from '#test/support/session.ts'

/** The paper mill of the demo city was listed late: its own term is still open today. */
let due: { year: number; dueOn: string; region: string }
let site: Awaited<ReturnType<typeof startMovedSite>>
beforeAll(async () => {
  const sql = siteDatabase()
  const [found] = await sql<(typeof due)[]>`
    select o.year, o.due_on::text as "dueOn", e.region_code as region from disclosure_obligations o
    join enterprises e on e.id = o.enterprise_id
    where e.credit_code = ${demoCast.paperMill} order by o.year desc limit 1`
  await sql.end()
  due = found as typeof due
  site = await startMovedSite(`${addDays(due.dueOn, 1)}T00:10:00+08:00`)
})
afterAll(() => site?.stop())

const overdue = async (base: string) =>
  (await fetch(`${base}/disclosures?state=overdue&year=${due.year}&region=${due.region}`)).text()
const mill = `/enterprises/${demoCast.paperMill}`

it('before its day has ended the mill is not on the overdue list', async () => {
  expect(await overdue(inject('siteUrl'))).not.toContain(mill)
})

it('ten minutes after its day has ended the mill is on the list and in the feed, and its county has a draft of the case', async () => {
  expect(await overdue(site.url)).toContain(mill)
  const feed = await (await fetch(`${site.url}/disclosures/overdue.json?year=${due.year}&region=${due.region}`)).json()
  expect(JSON.stringify(feed.items)).toContain(demoCast.paperMill)
  const record = await (await fetch(`${site.url}${mill}`)).text()
  expect(record).toContain('逾期')
  const draft = await vi.waitFor(
    async () => {
      const [found] = await site.sql<{ state: string; category: string; region: string }[]>`
        select c.state, c.category, c.region_code as region from violation_cases c
        join enterprises e on e.id = c.enterprise_id
        where e.credit_code = ${demoCast.paperMill} and c.origin_key like ${`disclosure:${due.year}:%`}`
      if (!found) throw new Error('not yet')
      return found
    },
    { timeout: 45_000, interval: 250 },
  )
  expect(draft).toEqual({ state: 'draft', category: 'disclosure_failure', region: due.region })
})
