import { loadavg } from 'node:os'
import { connect } from '#db/client.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { bareSaves } from '#test/bench/filing/bare.ts'
import { bigFirmFigures } from '#test/bench/filing/big-firm.ts'
import { type Change, Editors } from '#test/bench/filing/editors.ts'
import { asked, autosave, editing, lastHour } from '#test/bench/filing/hour.ts'
import { firmId, firms } from '#test/bench/filing/load.ts'
import type { FilingSite } from '#test/bench/filing/site.ts'
import { saturated, type Timing } from '#test/bench/filing/timing.ts'
import { explain, watchQueries } from '#test/bench/queries.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

const seconds = { alone: 5, hour: 15 } as const
const hands = 20

export const bench: Bench = {
  title: `The last hour: ${firms} firms at their forms`,
  on: 'filing',
  run: async (site) => {
    console.log(
      `${site.outlets} outlets, ${site.rows} rows and ${site.items} items each; load of the machine ${said(loadavg())}`,
    )
    const editors = await Editors.of(site.sql, 1, editing)
    return [...(await savesAlone(site, editors)), ...(await theHour(site, editors)), ...(await bigFirmFigures(site))]
  },
}

const clerk = (firm: number) =>
  ({
    role: 'firm',
    userId: `bench-${firm}`,
    name: 'bench',
    enterpriseId: firmId(firm),
    regionCode: null,
    department: null,
    hasSecondFactor: false,
  }) as const

/** The command in this process and through the site, as fast as it goes, in turn with the same rows in bare SQL. */
async function savesAlone(site: FilingSite, editors: Editors): Promise<Figure[]> {
  const { db, close } = connect(site.databaseUrl, { max: 10, name: 'qingyuan-bench' })
  const command = ({ firm, revision, fields }: Change) =>
    saveDraft(db, clerk(firm), { enterpriseId: firmId(firm), year: site.year, revision, fields }, new Date()).then(
      (saved) => saved.revision,
    )
  const bare = bareSaves(site.databaseUrl, site.year)
  const rate = (save: (change: Change) => Promise<number>) =>
    saturated(hands, seconds.alone, () => editors.save(save)).then(withoutFailures)
  const rounds: Record<'site' | 'command' | 'bare', Timing>[] = []
  for (let round = 0; round < 3; round++) {
    rounds.push({
      command: await rate(command),
      site: await rate((change) => autosave(site, change)),
      bare: await rate(bare.save),
    })
  }
  for (const { command, site, bare } of rounds)
    console.log(
      `saves a second: command ${command.perSecond.toFixed(0)}, site ${site.perSecond.toFixed(0)}, bare ${bare.perSecond.toFixed(0)}`,
    )
  await plansOfASave(site)
  await Promise.all([close(), bare.close()])
  const rates = (of: 'site' | 'command' | 'bare') => median(rounds.map((round) => round[of].perSecond))
  const ratio = (of: 'site' | 'command') => median(rounds.map((round) => round[of].perSecond / round.bare.perSecond))
  const floor = { beside: 'the same rows in bare SQL, postgres.js', floor: perSecond(rates('bare')) }
  return [
    {
      name: 'autosave, the command alone',
      ours: perSecond(rates('command')),
      ratio: ratio('command'),
      goal: null,
      ...floor,
    },
    { name: 'autosave through the site', ours: perSecond(rates('site')), ratio: ratio('site'), goal: null, ...floor },
  ]
}

async function plansOfASave(site: FilingSite): Promise<void> {
  const firm = firms // nobody edits it
  const revision = async () =>
    (await site.sql<{ revision: number }[]>`select revision from disclosures where id = ${firmId(firm)}`)[0]
      ?.revision ?? 0
  const fields = { 'facilities_1.maintenance': `每日（${Date.now()}）`, 'facilities_1.operationRate': '99.1' }
  const save = { enterpriseId: firmId(firm), year: site.year, revision: await revision(), fields }
  const queries = await watchQueries(site.databaseUrl, async (db, seen) => {
    await saveDraft(db, clerk(firm), save, new Date())
    // The plans are made by running it again: at the revision that is now there, with another word.
    const next = (param: unknown) =>
      param === save.revision ? save.revision + 1 : typeof param === 'string' ? param.replace('每日', '每周') : param
    return seen.map(({ query, params }) => ({ query, params: params.map(next) }))
  })
  await explain(site.databaseUrl, 'one autosave', queries)
}

async function theHour(site: FilingSite, editors: Editors): Promise<Figure[]> {
  const before = editors.saves
  const hour = await lastHour(site, editors, seconds.hour)
  const { values, lost, events } = await editors.lost(site.sql)
  const [{ published } = { published: -1 }] = await site.sql<{ published: number }[]>`
    select count(*)::int as published from disclosures where state = 'published' and id > ${firmId(editing)}`
  console.log(`load of the machine ${said(loadavg())}`)
  for (const [name, { failed }] of Object.entries(hour))
    if (failed?.length)
      console.log(`${failed.length} of the ${name} failed: ${[...new Set(failed as string[])].slice(0, 5).join(' | ')}`)
  const line = (name: string, timing: Timing, goal: number): Figure => ({
    name,
    beside: `asked for, a second, all at once for ${seconds.hour} s; p50 ${ms(timing.p50)}, p95 ${ms(timing.p95)}, p99 ${ms(timing.p99)}; ${timing.failed.length} failed`,
    ours: perSecond(timing.perSecond),
    floor: perSecond(goal),
    ratio: timing.perSecond / goal,
    goal: 0.98,
  })
  return [
    line('autosaves in the last hour', hour.saves, asked.saves),
    line('signatures in the last hour', hour.publications, asked.publications),
    line('public pages in the last hour', hour.pages, asked.pages),
    {
      name: 'p95 of an autosave in the last hour',
      beside: 'from the moment it was due',
      ours: ms(hour.saves.p95),
      floor: '300 ms',
      ratio: hour.saves.p95 / 300,
      goal: 1,
      atMost: true,
    },
    {
      name: 'lost',
      beside: `${values} values acknowledged last, ${editors.saves - before} saves, ${events} events, ${hour.signed} signatures`,
      ours: `${lost} values, ${Math.max(0, hour.signed - published)} signatures`,
      floor: '0',
      ratio: lost + Math.max(0, hour.signed - published),
      goal: 0,
      atMost: true,
    },
  ]
}

function withoutFailures(timing: Timing): Timing {
  if (timing.failed.length > 0) throw new Error(`${timing.failed.length} saves failed: ${timing.failed[0]}`)
  return timing
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
const perSecond = (rate: number) => `${rate.toFixed(0)}/s`
const ms = (value: number) => `${value.toFixed(0)} ms`
const said = (load: number[]) => load.map((value) => value.toFixed(1)).join(', ')
