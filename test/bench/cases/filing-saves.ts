import { connect } from '#db/client.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { bareSaves } from '#test/bench/filing/bare.ts'
import { type Change, Editors } from '#test/bench/filing/editors.ts'
import { autosave, editing } from '#test/bench/filing/hour.ts'
import { firmId, firms } from '#test/bench/filing/load.ts'
import type { FilingSite } from '#test/bench/filing/site.ts'
import { saturated, type Timing } from '#test/bench/filing/timing.ts'
import { explain, watchQueries } from '#test/bench/queries.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

const seconds = 5
const hands = 20

export const bench: Bench = {
  title: 'Autosaves alone, as many as there can be',
  on: 'filing',
  run: async (site) => savesAlone(site, await Editors.of(site.sql, 1, editing)),
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
    saturated(hands, seconds, () => editors.save(save)).then(withoutFailures)
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
  const firm = firms - 1 // nobody edits it
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

function withoutFailures(timing: Timing): Timing {
  if (timing.failed.length > 0) throw new Error(`${timing.failed.length} saves failed: ${timing.failed[0]}`)
  return timing
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
const perSecond = (rate: number) => `${rate.toFixed(0)}/s`
