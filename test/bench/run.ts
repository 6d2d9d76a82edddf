/**
 * `npm run bench [name ...]`: each figure beside its floor or peer in the same run, as a ratio, with the plans that stand
 * behind it. Nothing here fails on a time; what fell short is said in the last column.
 */
import { readdirSync } from 'node:fs'
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

export interface Bench {
  title: string
  run(site: BenchSite): Promise<Figure[]>
}

const wanted = process.argv.slice(2)
const names = readdirSync(new URL('./cases', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort()
if (names.length === 0) throw new Error(`No such bench: ${wanted.join(', ')}`)

const site = await openBenchSite()
const figures: Figure[] = []
try {
  for (const name of names) {
    const { bench } = (await import(`./cases/${name}.ts`)) as { bench: Bench }
    console.log(`\n# ${bench.title}`)
    figures.push(...(await bench.run(site)))
  }
} finally {
  await site.close()
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
