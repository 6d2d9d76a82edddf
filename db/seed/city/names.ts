import { pinyin } from 'pinyin-pro'
import type { County } from '#db/seed/city/counties/county.ts'
import type { Profile } from '#db/seed/city/profiles/profile.ts'
import { brandFirst, brandSecond, givenNames, surnames } from '#db/seed/city/words.ts'
import type { Random } from '#db/seed/random.ts'

export interface Naming {
  /** The word for what it does: 纸业. */
  trade: string
  name: string
  /** What English texts call it; also its own English name where it has one. */
  calledEn: string
  nameEn: string | null
  shortNames: string[]
  formerNames: string[]
}

/** Hands out brands of two characters, none of them twice in the city. */
export function brandPool(random: Random): () => string {
  const all = brandFirst.flatMap((first) =>
    brandSecond.filter((second) => second !== first).map((second) => first + second),
  )
  const pool = random.shuffled(all)
  return () => pool.pop() as string
}

/** 桃江县苇桥纸业有限公司, Taojiang Weiqiao Paper Co., Ltd., 苇桥纸业 */
export function nameFirm(random: Random, brand: string, county: County, profile: Profile): Naming {
  const [trade, tradeEn] = random.pick(profile.trades)
  const place = placeOf(random, county)
  const brandEn = brandRoman(brand)
  const placeEn = place.startsWith('湖南') ? 'Hunan' : place.startsWith('益阳') ? 'Yiyang' : county.nameEn
  const isWorks = trade.endsWith('厂')
  const cooperative = profile.sector === 'livestock' && random.chance(0.3)
  const form = isWorks ? '' : cooperative ? '专业合作社' : random.weighted(forms)
  const short = `${brand}${trade}`
  const formEn = isWorks ? '' : cooperative ? ' Cooperative' : form === '股份有限公司' ? ' Corporation' : ' Co., Ltd.'
  const calledEn = `${placeEn} ${brandEn} ${tradeEn}${formEn}`
  return {
    trade,
    calledEn,
    name: `${place}${short}${form}`,
    nameEn: random.chance(0.78) ? calledEn : null,
    shortNames: random.chance(0.35) ? [short, `${county.name.slice(0, 2)}${brand}`] : [short],
    formerNames: random.chance(0.12) ? [formerName(random, county, brand, trade)] : [],
  }
}

const forms = { 有限公司: 72, 有限责任公司: 18, 股份有限公司: 6, 实业有限公司: 4 } as const

function placeOf(random: Random, county: County): string {
  const inDistrict = county.code === '430902' || county.code === '430903' || county.code === '430972'
  if (random.chance(0.14)) return '湖南'
  if (inDistrict) return random.chance(0.8) ? '益阳' : '益阳市'
  if (county.code === '430971') return random.pick(['益阳大通湖', '南县', '大通湖'])
  if (random.chance(0.15)) return '益阳'
  return random.chance(0.6) ? county.name : county.name.slice(0, 2)
}

const formerName = (random: Random, county: County, brand: string, trade: string) =>
  random.chance(0.5)
    ? `${county.name}${brand}${trade.replace(/厂$/, '')}厂`
    : `益阳市${random.pick(brandFirst)}${random.pick(brandSecond)}${trade.replace(/厂$/, '')}有限公司`

/** 苇桥 -> Weiqiao */
export function brandRoman(brand: string): string {
  const text = pinyin(brand, { toneType: 'none', type: 'array', v: false }).join('').replaceAll('ü', 'u')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const personName = (random: Random): string => random.pick(surnames) + random.pick(givenNames)
