import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { addDays, earlier, later, workday } from '#db/seed/days.ts'
import { readDeadlines } from '#db/seed/reference-files.ts'
import type { listingKinds } from '#db/vocabulary.ts'

export interface YearList {
  year: number
  publishedOn: string
  documentNo: string
  /** When its firms must have disclosed. */
  dueOn: string
  firms: { firm: Enterprise; kinds: (typeof listingKinds)[number][] }[]
}

const size = 120
const soilSectors = new Set([
  'nonferrous',
  'electroplating',
  'batteries',
  'coking',
  'petrochemical',
  'pesticides',
  'rare-earths',
  'leather',
])
const riskSectors = new Set([
  'coking',
  'petrochemical',
  'pvc',
  'pesticides',
  'coal-chemicals',
  'inorganic-chemicals',
  'synthetic-materials',
])

/** The key polluter lists of the five years up to this one: mostly the same firms, some come and go. */
export function makeLists(scene: Scene, firms: readonly Enterprise[]): YearList[] {
  const { ruleSets, years } = readDeadlines()
  return Array.from({ length: 5 }, (_, i) => scene.year - 4 + i).map((year) => {
    const random = scene.random('list', year)
    const usual = workday(`${year}-03-${18 + random.int(0, 11)}`)
    // Early in a year its list is out already, so that there is always a current year to file for.
    const publishedOn = year < scene.year ? usual : earlier(usual, later(`${year}-01-01`, addDays(scene.today, -12)))
    const applied = years.find((deadline) => deadline.year === year)?.ruleSet
    const annual = ruleSets.find(({ code }) => code === applied)?.rules.find(({ duty }) => duty === 'annual')
    const dueOn = annual?.fixedDay ? `${year}-${annual.fixedDay}` : addDays(publishedOn, annual?.days ?? 90)
    const chosen = firms
      .filter((firm) => firm.startedOn < `${year - 1}-06-30` && firm.outlets.length > 0)
      .filter((firm) => year < scene.year || firm.operatingState === 'operating')
      .map((firm) => ({ firm, score: importance(scene, firm) + random.between(-0.05, 0.05) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, size)
    return {
      year,
      publishedOn,
      documentNo: `益环发〔${year}〕${random.int(5, 14)}号`,
      dueOn,
      firms: chosen.map(({ firm }) => ({ firm, kinds: kindsOf(scene, firm) })),
    }
  })
}

/** 国控, 省控, 市控: the older classification, which the firms of the present list still carry. */
export function setControlLevels(scene: Scene, lists: readonly YearList[]): void {
  const now = lists.at(-1)
  const before = new Set(lists.flatMap((list) => list.firms.map(({ firm }) => firm)))
  for (const firm of before)
    firm.controlLevel = scene.random('control', firm.creditCode).chance(0.5) ? 'municipal' : 'other'
  for (const [rank, { firm }] of (now?.firms ?? []).entries()) {
    firm.controlLevel = rank < 21 ? 'national' : rank < 62 ? 'provincial' : 'municipal'
  }
}

function importance(scene: Scene, firm: Enterprise): number {
  const noise = scene.random('importance', firm.creditCode).between(-0.12, 0.12)
  return (firm.role ? 2 : 0) + firm.profile.weight * [0.72, 1, 1.25][firm.size - 1]! + noise
}

function kindsOf(scene: Scene, { outlets, profile, creditCode }: Enterprise): (typeof listingKinds)[number][] {
  const random = scene.random('kinds', creditCode)
  const water = outlets.some((outlet) => outlet.kind === 'water_outlet')
  const stacks = outlets.filter((outlet) => outlet.kind === 'stack')
  const air = stacks.some((outlet) => outlet.online) || (stacks.length > 0 && profile.weight >= 0.7) || !water
  const kinds: (typeof listingKinds)[number][] = []
  if (water) kinds.push('water')
  if (air) kinds.push('air')
  if (soilSectors.has(profile.sector)) kinds.push('soil')
  if (riskSectors.has(profile.sector)) kinds.push('risk')
  if (soilSectors.has(profile.sector) && random.chance(0.2)) kinds.push('groundwater')
  return kinds
}
