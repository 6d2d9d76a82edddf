/**
 * `npm run bench [name ...]` (`filing` is all whose names begin so, `filing-hour` one of them): each figure beside its floor or peer in the same run, as a ratio, with the plans that stand
 * behind it. Nothing here fails on a time; what fell short is said in the last column.
 */
import { readdirSync } from 'node:fs'
import { type FilingSite, openFilingSite } from '#test/bench/filing/site.ts'
import { type BenchSite, openBenchSite } from '#test/bench/site.ts'

export interface Figure {
  name: string
  /** What was compared with what. */
  beside: string
  ours: string
  floor: string
  ratio: number | null
  /** The ratio that was set as the goal; null where only the figure is asked for. */
  goal: number | null
  /** The ratio must be at least (default) or at most the goal. */
  atMost?: boolean
}

/** On the big register, (`filing`) on a site of 2,000 firms at their forms, or (`nothing`) without a site. */
export type Bench =
  | { title: string; on: 'nothing'; run(site: { close(): Promise<void> }): Promise<Figure[]> }
  | { title: string; on?: 'register'; run(site: BenchSite): Promise<Figure[]> }
  | { title: string; on: 'filing'; run(site: FilingSite): Promise<Figure[]> }

const wanted = process.argv.slice(2)
const names = readdirSync(new URL('./cases', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.some((one) => name === one || name.startsWith(`${one}-`)))
  .sort()
if (names.length === 0) throw new Error(`No such bench: ${wanted.join(', ')}`)

const benches = await Promise.all(
  names.map(async (name) => ((await import(`./cases/${name}.ts`)) as { bench: Bench }).bench),
)
const figures: Figure[] = []
await run(
  async () => ({ close: async () => {} }),
  (bench) => (bench.on === 'nothing' ? bench : undefined),
)
await run(openBenchSite, (bench) => (bench.on === 'filing' || bench.on === 'nothing' ? undefined : bench))
await run(openFilingSite, (bench) => (bench.on === 'filing' ? bench : undefined))

/** Opens a site only where a bench wants it, and closes it before the next. */
async function run<S extends { close(): Promise<void> }>(
  open: () => Promise<S>,
  choose: (bench: Bench) => { title: string; run(site: S): Promise<Figure[]> } | undefined,
) {
  const chosen = benches.flatMap((bench) => choose(bench) ?? [])
  if (chosen.length === 0) return
  const site = await open()
  try {
    for (const bench of chosen) {
      console.log(`\n# ${bench.title}`)
      figures.push(...(await bench.run(site)))
    }
  } finally {
    await site.close()
  }
}

console.log('\n| figure | ours | beside | floor or peer | ratio | goal | |')
console.log('|---|---:|---|---:|---:|---:|---|')
for (const { name, beside, ours, floor, ratio, goal, atMost } of figures) {
  const met = ratio === null || goal === null ? '' : (atMost ? ratio <= goal : ratio >= goal) ? 'met' : 'short'
  const aim = goal === null ? '' : `${atMost ? '<=' : '>='} ${goal}`
  console.log(
    `| ${name} | ${ours} | ${beside} | ${floor} | ${ratio === null ? '' : ratio.toFixed(2)} | ${aim} | ${met} |`,
  )
}
process.exit()
