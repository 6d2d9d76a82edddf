import type { Category, Incident } from '#db/seed/city/cases/model.ts'
import type { Enterprise } from '#db/seed/city/model.ts'
import { brandRoman } from '#db/seed/city/names.ts'
import { brandFirst, brandSecond, surnames } from '#db/seed/city/words.ts'
import type { Random } from '#db/seed/random.ts'

const trades = [
  ['石材加工', 'stone cutting'],
  ['废旧塑料清洗', 'plastic washing'],
  ['竹制品漂白', 'bamboo bleaching'],
  ['小型电镀', 'plating'],
  ['废油桶翻新', 'drum refurbishing'],
  ['熔铝', 'aluminium melting'],
] as const
const works = [
  ['石材厂', 'Stone Works'],
  ['机制砂厂', 'Sand Works'],
  ['洗砂场', 'Sand Washing'],
  ['再生塑料颗粒厂', 'Plastics Recycling'],
  ['沥青拌合站', 'Asphalt Mixing Plant'],
  ['汽车修理厂', 'Car Repair'],
  ['木材加工厂', 'Sawmill'],
] as const

/** What befalls the small ones: no permit, no approval, dust, waste. */
const acts: readonly (readonly [Category, string])[] = [
  ['unpermitted_discharge', 'never'],
  ['unpermitted_discharge', 'never'],
  ['other', 'no_approval'],
  ['other', 'open_dust'],
  ['other', 'hazardous_waste'],
  ['other', 'no_acceptance'],
]

/** A workshop or small works that the register does not know. A person is named by the surname alone. */
export function strangerIncident(random: Random, neighbour: Enterprise, foundOn: string): Incident {
  const { county } = neighbour
  const isPerson = random.chance(0.36)
  const [category, act] = isPerson ? (['unpermitted_discharge', 'never'] as const) : random.pick(acts)
  return {
    firm: null,
    ...(isPerson ? person(random, county) : company(random, county)),
    county,
    category,
    act,
    medium: act === 'open_dust' ? 'air' : 'water',
    foundOn,
    leadSource: random.weighted({ public_report: 55, inspection: 40, cross_check: 5 }),
    outlet: null,
    excess: null,
  }
}

function person(random: Random, { name, nameEn }: Enterprise['county']) {
  const [trade, tradeEn] = random.pick(trades)
  return {
    party: `${random.pick(surnames)}某（${name}${trade}点经营者）`,
    partyEn: `Operator of a ${tradeEn} workshop in ${nameEn}`,
  }
}

function company(random: Random, { name, nameEn }: Enterprise['county']) {
  const [work, workEn] = random.pick(works)
  const brand = random.pick(brandFirst) + random.pick(brandSecond)
  return { party: `${name}${brand}${work}`, partyEn: `${nameEn} ${brandRoman(brand)} ${workEn}` }
}
