import { loadavg } from 'node:os'
import type { Sql } from '#db/client.ts'
import { bareSaves } from '#test/bench/filing/bare.ts'
import { Editors } from '#test/bench/filing/editors.ts'
import { asked, crowd, editing, type Hour } from '#test/bench/filing/hour.ts'
import { firmId } from '#test/bench/filing/load.ts'
import type { FilingSite } from '#test/bench/filing/site.ts'
import { Spending } from '#test/bench/filing/spending.ts'
import { saturated, type Timing } from '#test/bench/filing/timing.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

/** The hour comes on: so much of what is asked of it, for so many seconds. The last stretch gives the figures. */
const stretches = [
  { share: 0.25, seconds: 10 },
  { share: 0.5, seconds: 10 },
  { share: 0.75, seconds: 10 },
  { share: 1, seconds: 30 },
] as const

export const bench: Bench = {
  title: `The last hour: ${editing} firms type, others sign, the public reads`,
  on: 'filing',
  run: async (site) => {
    const editors = await Editors.of(site.sql, 1, editing)
    const floor = await bareRate(site, editors)
    const people = await crowd(site, editors)
    await people.read(asked.pages, 10) // the public has been reading all day
    const before = { saves: editors.saves, ...(await kept(site.sql)) }
    let signed = 0
    let hour: Hour | undefined
    const spending = new Spending(site.url)
    console.log(
      '\n| offered: saves, signatures, pages | done a second | p50, p95, p99 of a save | p95 of a signature, a page | CPU: site, sender | load |',
    )
    console.log('|---|---|---|---|---|---|')
    for (const { share, seconds } of stretches) {
      await spending.start()
      hour = await people.go(share, seconds)
      signed += hour.publications.done
      console.log(stretch(share, hour, await spending.read()))
    }
    const after = await kept(site.sql)
    const { values, lost } = await editors.lost(site.sql)
    const missing = {
      saves: editors.saves - before.saves - (after.events - before.events),
      signatures: signed - (after.published - before.published),
    }
    return figures(hour as Hour, floor, {
      lost,
      ...missing,
      said: `${editors.saves - before.saves} saves acknowledged, ${after.events - before.events} of them in the log; ${values} last values compared; ${signed} signatures`,
    })
  },
}

async function bareRate(site: FilingSite, editors: Editors): Promise<number> {
  const bare = bareSaves(site.databaseUrl, site.year)
  const { perSecond } = await saturated(20, 5, () => editors.save(bare.save))
  await bare.close()
  return perSecond
}

/** What the database has of it. */
async function kept(sql: Sql): Promise<{ events: number; published: number }> {
  const [row] = await sql<{ events: number; published: number }[]>`select
    (select count(*)::int from events where kind = 'draft.saved') as events,
    (select count(*)::int from disclosures where state = 'published' and id > ${firmId(editing)}) as published`
  return row as { events: number; published: number }
}

function stretch(share: number, { saves, publications, pages }: Hour, cpu: string): string {
  const offered = `${asked.saves * share}, ${asked.publications * share}, ${asked.pages * share}`
  const done = [saves, publications, pages].map(({ perSecond }) => perSecond.toFixed(perSecond < 50 ? 1 : 0)).join(', ')
  for (const [name, { failed }] of Object.entries({ saves, publications, pages }))
    if (failed.length > 0)
      console.log(`${failed.length} of the ${name} failed: ${[...new Set(failed as string[])].slice(0, 5).join(' / ')}`)
  return `| ${offered} | ${done} | ${ms(saves.p50)}, ${ms(saves.p95)}, ${ms(saves.p99)} | ${ms(publications.p95)}, ${ms(pages.p95)} | ${cpu} | ${(loadavg()[0] ?? 0).toFixed(1)} |`
}

function figures(
  { saves, publications, pages }: Hour,
  floor: number,
  proof: { lost: number; saves: number; signatures: number; said: string },
): Figure[] {
  const line = (name: string, timing: Timing, goal: number): Figure => ({
    name,
    beside: `asked for, all at once; p50 ${ms(timing.p50)}, p95 ${ms(timing.p95)}, p99 ${ms(timing.p99)}; ${timing.failed.length} failed`,
    ours: `${timing.perSecond.toFixed(1)}/s`,
    floor: `${goal}/s`,
    ratio: timing.perSecond / goal,
    goal: 0.98,
  })
  return [
    line('autosaves in the last hour', saves, asked.saves),
    line('signatures in the last hour', publications, asked.publications),
    line('public pages in the last hour', pages, asked.pages),
    {
      name: 'the same autosaves beside the machine doing nothing else',
      beside: 'the same rows in bare SQL, postgres.js, alone',
      ours: `${saves.perSecond.toFixed(0)}/s`,
      floor: `${floor.toFixed(0)}/s`,
      ratio: saves.perSecond / floor,
      goal: null,
    },
    {
      name: 'p95 of an autosave in the last hour',
      beside: 'from the moment it was due',
      ours: ms(saves.p95),
      floor: '300 ms',
      ratio: saves.p95 / 300,
      goal: 1,
      atMost: true,
    },
    {
      name: 'lost',
      beside: proof.said,
      ours: `${proof.lost} values, ${proof.saves} saves, ${proof.signatures} signatures`,
      floor: '0',
      ratio: proof.lost + Math.abs(proof.saves) + Math.abs(proof.signatures),
      goal: 0,
      atMost: true,
    },
  ]
}

const ms = (value: number) => `${value.toFixed(0)} ms`
