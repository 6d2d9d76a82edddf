import type { YearList } from '#db/seed/city/listing.ts'
import type { Conduct, Enterprise, Scene } from '#db/seed/city/model.ts'
import { addDays, at, daysBetween, earlier } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

export interface Obligation {
  firm: Enterprise
  year: number
  dueOn: string
  /** First publication. */
  publishedAt: string | null
}

export interface Filing {
  firm: Enterprise
  year: number
  publishedAt: string
}

const share = 0.7
const onTime: Record<Conduct, number> = { good: 0.985, ordinary: 0.945, careless: 0.8, bad: 0.62 }
const never: Record<Conduct, number> = { good: 0, ordinary: 0.004, careless: 0.03, bad: 0.1 }

/** Who must disclose in each year, who has and when; and the firms that disclose without being on the list. */
export function makeFilings(scene: Scene, firms: readonly Enterprise[], lists: readonly YearList[]) {
  const obligations = lists.flatMap((list) =>
    list.year < scene.year ? pastYear(scene, list) : presentYear(scene, list),
  )
  const filings: Filing[] = obligations.flatMap(({ firm, year, publishedAt }) =>
    publishedAt ? [{ firm, year, publishedAt }] : [],
  )
  for (const list of lists) {
    const listed = new Set(list.firms.map(({ firm }) => firm))
    for (const firm of firms) {
      const random = scene.random('voluntary', firm.creditCode, list.year)
      const may = !listed.has(firm) && firm.conduct === 'good' && firm.startedOn < `${list.year - 1}-06-30`
      if (!may || firm.outlets.length === 0 || !random.chance(0.36)) continue
      const day = addDays(list.publishedOn, random.int(20, 100))
      if (day < scene.today) filings.push({ firm, year: list.year, publishedAt: clock(random, day) })
    }
  }
  return { obligations, filings }
}

function pastYear(scene: Scene, list: YearList): Obligation[] {
  return list.firms.map(({ firm }) => {
    const random = scene.random('filing', firm.creditCode, list.year)
    const better = (list.year - (scene.year - 4)) * 0.024 - 0.05
    const punctual = firm.role === 'sewagePlant' || random.chance(onTime[firm.conduct] + better)
    const silent = !firm.role && !punctual && random.chance(never[firm.conduct] * 4)
    const day = punctual ? beforeDue(random, list) : addDays(list.dueOn, random.int(1, 12) * random.int(1, 6))
    return { firm, year: list.year, dueOn: list.dueOn, publishedAt: silent ? null : clock(random, day) }
  })
}

/** As the year stands today: seven in ten have published once the deadline is past, fewer before it. */
function presentYear(scene: Scene, list: YearList): Obligation[] {
  const { today } = scene
  const past = today > list.dueOn
  const window = daysBetween(list.publishedOn, list.dueOn)
  const progress = Math.min(1, Math.max(0, daysBetween(list.publishedOn, today) / window)) ** 1.6
  const willing = scene
    .random('present', list.year)
    .shuffled(list.firms.filter(({ firm }) => firm.role !== 'paperMill'))
    .sort((a, b) => onTime[b.firm.conduct] - onTime[a.firm.conduct])
  const slow = scene.random('slow', list.year)
  const ranked = willing.map((entry, i) => ({ ...entry, rank: i + slow.int(0, 46) })).sort((a, b) => a.rank - b.rank)
  const first = ranked.slice(0, Math.round(list.firms.length * share * progress)).map(({ firm }) => firm)
  const published = new Set(first)
  const lately = new Set(past && daysBetween(list.dueOn, today) > 12 ? first.slice(-3) : [])
  const added = new Set(past ? ranked.slice(-6).map(({ firm }) => firm) : [])
  return list.firms.map(({ firm }) => {
    const random = scene.random('filing', firm.creditCode, list.year)
    // Added to the list late in the year by a supplement: ninety days of their own.
    const supplement = past && (added.has(firm) || firm.role === 'paperMill')
    const dueOn = supplement ? addDays(today, 90 - 41) : list.dueOn
    if (!published.has(firm)) return { firm, year: list.year, dueOn, publishedAt: null }
    const day = lately.has(firm) ? addDays(today, -random.int(1, 6)) : dayOfFiling(random, list, today)
    return { firm, year: list.year, dueOn, publishedAt: clock(random, earlier(day, addDays(today, -1))) }
  })
}

/** One in ten is late once the deadline is past; before it they come in evenly. */
function dayOfFiling(random: Random, list: YearList, today: string): string {
  const past = today > list.dueOn
  if (!past) return addDays(list.publishedOn, random.int(0, Math.max(0, daysBetween(list.publishedOn, today) - 1)))
  const daysLate = daysBetween(list.dueOn, today)
  if (daysLate > 4 && random.chance(0.1)) return addDays(list.dueOn, random.int(1, Math.min(60, daysLate - 2)))
  return beforeDue(random, list)
}

/** The nearer the deadline, the more of them. */
function beforeDue(random: Random, list: YearList): string {
  const window = daysBetween(list.publishedOn, list.dueOn) - 8
  return addDays(list.dueOn, -Math.floor(window * random.next() ** 2.4))
}

const clock = (random: Random, day: string) => at(day, random.int(8, 20), random.int(0, 59))
