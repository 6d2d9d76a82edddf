import { creditCodeAlphabet, creditCodeOf } from '#db/credit-code.ts'
import { demoCast } from '#db/seed/cast.ts'
import { counties } from '#db/seed/city/counties/all.ts'
import type { County } from '#db/seed/city/counties/county.ts'
import type { Conduct, Enterprise, Scene, Trend } from '#db/seed/city/model.ts'
import { brandPool, nameFirm, personName } from '#db/seed/city/names.ts'
import { type Anchor, type Point, readBoundaries, scatter } from '#db/seed/city/places.ts'
import { profiles } from '#db/seed/city/profiles/all.ts'
import type { Profile } from '#db/seed/city/profiles/profile.ts'
import { roads, villages } from '#db/seed/city/words.ts'
import type { Random } from '#db/seed/random.ts'

type Role = keyof typeof demoCast

/** Who plays the cast: the first firm of that sector in that county. */
const roles: readonly { role: Role; county: string; sector: string; trade: string; conduct: Conduct; trend: Trend }[] =
  [
    {
      role: 'paperMill',
      county: '430922',
      sector: 'paper',
      trade: '竹浆纸业',
      conduct: 'ordinary',
      trend: 'improving',
    },
    { role: 'cementWorks', county: '430922', sector: 'cement', trade: '水泥', conduct: 'ordinary', trend: 'steady' },
    {
      role: 'antimonySmelter',
      county: '430923',
      sector: 'nonferrous',
      trade: '锑业',
      conduct: 'bad',
      trend: 'worsening',
    },
    {
      role: 'sewagePlant',
      county: '430903',
      sector: 'sewage',
      trade: '污水处理厂',
      conduct: 'good',
      trend: 'improving',
    },
  ]

/** The city's firms with everything but their outlets, in the order of the counties and sectors. */
export function makeFirms(scene: Scene): Enterprise[] {
  const boundaries = readBoundaries()
  const nextBrand = brandPool(scene.random('brands'))
  const codes = new Set<string>(Object.values(demoCast))
  const firms: Enterprise[] = []
  for (const county of counties) {
    const ring = boundaries.get(county.within)
    if (!ring) throw new Error(`No boundary for ${county.within}`)
    for (const [sector, count] of Object.entries(county.firms)) {
      for (let n = 0; n < count; n++) {
        const random = scene.random('firm', county.code, sector, n)
        const part = n === 0 ? roles.find((role) => role.county === county.code && role.sector === sector) : undefined
        const profile = choose(random, county, sector, part?.trade)
        const anchor = anchorFor(random, county, profile)
        const naming = nameFirm(random, nextBrand(), county, profile)
        const kind = naming.name.endsWith('合作社') ? '93' : '91'
        firms.push({
          ...character(random, profile, naming.trade, part),
          id: firms.length + 1,
          creditCode: part ? demoCast[part.role] : newCode(random, kind, county, codes),
          name: naming.name,
          nameEn: naming.nameEn,
          calledEn: naming.calledEn,
          shortNames: naming.shortNames,
          formerNames: naming.formerNames,
          legalRepresentative: personName(random),
          officer: personName(random),
          address: addressOf(random, county, anchor),
          place: scatter(random, anchor, ring) as Point,
          county,
          profile,
          startedOn: startOf(random, scene.year, part !== undefined),
          controlLevel: 'other',
          outlets: [],
        })
      }
    }
  }
  return firms
}

/** A kind of firm of the sector that occurs in the county, as often as its share says. */
function choose(random: Random, county: County, sector: string, trade: string | undefined): Profile {
  const kinds = profiles.filter(
    (profile) => profile.sector === sector && (profile.only === undefined || profile.only.includes(county.code)),
  )
  const cast = kinds.find((kind) => kind.trades.some(([word]) => word === trade))
  if (cast) return cast
  if (kinds.length === 0) throw new Error(`No profile for ${sector} in ${county.name}`)
  const shares = Object.fromEntries(kinds.map((kind, i) => [String(i), kind.share ?? 1]))
  return kinds[Number(random.weighted(shares))] as Profile
}

function character(random: Random, profile: Profile, trade: string, part: (typeof roles)[number] | undefined) {
  const heavy = profile.weight > 0.6
  const size = part
    ? 3
    : (Number(random.weighted(heavy ? { 1: 20, 2: 52, 3: 28 } : { 1: 52, 2: 38, 3: 10 })) as 1 | 2 | 3)
  const conduct = part?.conduct ?? random.weighted({ good: 32, ordinary: 48, careless: 14, bad: 6 })
  const trend = part?.trend ?? random.weighted({ improving: 30, steady: 55, worsening: 15 })
  const own = profile.products.filter((product) => product.trade === trade)
  const general = profile.products.filter((product) => product.trade === undefined)
  const made = random
    .shuffled(own.length > 0 ? own : general.length > 0 ? general : profile.products)
    .slice(0, random.chance(0.35) ? 2 : 1)
  const scale = [0.55, 1, 1.6][size - 1] as number
  return {
    size,
    conduct,
    trend,
    role: part?.role,
    industryCode: made[0]?.industryCode ?? '',
    products: made
      .map(({ name, low, high, unit }) => `${name} ${amount(random.between(low, high) * scale)}${unit}`)
      .join('；'),
    operatingState: part ? ('operating' as const) : random.weighted({ operating: 93, suspended: 5, closed: 2 }),
  }
}

const amount = (value: number) =>
  value >= 100 ? Math.round(value / 10) * 10 : value >= 10 ? Math.round(value) : Number(value.toFixed(1))

/** Heavy industry stands in parks, farms and mines in the country. */
function anchorFor(random: Random, county: County, profile: Profile): Anchor {
  const rural = ['livestock', 'coal', 'ceramics-bricks'].includes(profile.sector)
  const weights = Object.fromEntries(
    county.anchors.map(({ weight, park }, i) => [
      String(i),
      rural ? (park ? 0 : weight) : park && profile.weight > 0.3 ? weight * 2 : weight,
    ]),
  )
  return county.anchors[Number(random.weighted(weights))] as Anchor
}

function addressOf(random: Random, county: County, anchor: Anchor): string {
  const within = `湖南省益阳市${county.name.replace('益阳高新区', '高新区')}`
  if (anchor.name.startsWith(county.name))
    return `湖南省益阳市${anchor.name}${random.pick(roads)}路${random.int(1, 188)}号`
  if (anchor.park) return `${within}${anchor.name}${random.pick(roads)}路${random.int(1, 188)}号`
  return random.chance(0.5)
    ? `${within}${anchor.name}${random.pick(villages)}村`
    : `${within}${anchor.name}${random.pick(roads)}路${random.int(2, 96)}号`
}

/** Bodies of the code begin with letters that the registry has not reached. */
function newCode(random: Random, kind: '91' | '93', county: County, taken: Set<string>): string {
  const signs = Array.from(creditCodeAlphabet)
  for (;;) {
    const body =
      random.pick(['MAT', 'MAU', 'MAW', 'MAX', 'MAY']) + Array.from({ length: 5 }, () => random.pick(signs)).join('')
    const code = creditCodeOf(kind, county.registered, body)
    if (!taken.has(code)) {
      taken.add(code)
      return code
    }
  }
}

function startOf(random: Random, thisYear: number, long: boolean): string {
  const recent = !long && random.chance(0.12)
  const year = recent ? random.int(thisYear - 5, thisYear - 2) : random.int(1998, thisYear - 7)
  return `${year}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
}
