import type { LimitBook } from '#db/seed/city/limits.ts'
import type { Enterprise, Outlet, OutletFactor, Scene } from '#db/seed/city/model.ts'
import { nearby } from '#db/seed/city/places.ts'
import type { StackTemplate, WaterTemplate } from '#db/seed/city/profiles/profile.ts'
import type { Random } from '#db/seed/random.ts'

/** Factors whose yearly amount a permit limits at a main outlet. */
const limitedInTotal = new Set(
  'w01018 w21003 w21001 w21011 w20004 w20119 w20120 w20115 w20116 w20121 a34013 a21026 a21002 a24088 a20043'.split(' '),
)
const scale = [0.45, 1, 1.9] as const

/** Gives each firm its outlets, numbered through the whole city. */
export function makeOutlets(scene: Scene, firms: readonly Enterprise[], book: LimitBook): void {
  let id = 0
  for (const firm of firms) {
    const random = scene.random('outlets', firm.creditCode)
    const tightenedOn = firm.profile.weight >= 0.6 && random.chance(0.12) ? `${scene.year - 2}-01-01` : undefined
    const maker = new OutletMaker(random, firm, book, tightenedOn)
    firm.outlets = maker.all().map((outlet) => ({ ...outlet, id: ++id }))
  }
}

class OutletMaker {
  readonly #random: Random
  readonly #firm: Enterprise
  readonly #book: LimitBook
  readonly #tightenedOn: string | undefined
  readonly #heavy: boolean

  constructor(random: Random, firm: Enterprise, book: LimitBook, tightenedOn: string | undefined) {
    this.#random = random
    this.#firm = firm
    this.#book = book
    this.#tightenedOn = tightenedOn
    this.#heavy = firm.role !== undefined || (firm.profile.weight >= 0.6 && firm.size >= 2)
  }

  all(): Omit<Outlet, 'id'>[] {
    const { profile, size } = this.#firm
    const numbered = <T extends WaterTemplate | StackTemplate>(templates: readonly T[]) =>
      templates.flatMap((template) => {
        const count = template.count[size - 1] ?? 1
        return Array.from({ length: count }, (_, i) => ({
          template,
          name: count > 1 ? `${i + 1}号${template.name}` : template.name,
        }))
      })
    const water = numbered(profile.water).map(({ template, name }, i) => this.#water(template, name, code('DW', i)))
    const stacks = numbered(profile.stacks).map(({ template, name }, i) => this.#stack(template, name, code('DA', i)))
    const isSeen = this.#random.chance(this.#heavy ? 0.8 : 0.5) || this.#firm.role === 'paperMill'
    const fugitive = profile.fugitive && isSeen ? [this.#fugitive()] : []
    const made = [...water, ...stacks, ...fugitive]
    return made.length > 0 || !profile.fugitive ? made : [this.#fugitive()]
  }

  #water(template: WaterTemplate, name: string, outletCode: string): Omit<Outlet, 'id'> {
    const { county, address, startedOn } = this.#firm
    const inPark = /园|高新区|开发区|集中区/.test(address)
    const indirect = template.indirect && this.#random.chance(inPark ? 0.7 : 0.25) ? template.indirect : undefined
    const flow = sized(this.#random, template.flow, this.#firm.size)
    const factors = this.#book.limitsOf(indirect ?? template.rule, 'water_outlet', startedOn, this.#tightenedOn)
    const runs = this.#random.int(270, this.#firm.profile.sector === 'sewage' ? 365 : 345)
    const capacity = tidy(flow * this.#random.between(1.15, 1.6))
    return {
      ...this.#common(outletCode, name),
      kind: 'water_outlet',
      medium: 'water',
      route: indirect ? 'indirect' : 'direct',
      pattern: flow > 300 ? 'continuous' : 'intermittent',
      destination: indirect
        ? inPark
          ? '园区污水处理厂'
          : `${county.name}城镇污水处理厂`
        : this.#random.pick(county.rivers),
      heightM: null,
      innerDiameterM: null,
      gasTemperatureC: null,
      flow,
      runs: this.#firm.profile.sector === 'sewage' ? 365 : runs,
      online: this.#heavy && !template.workshop && !template.clean,
      treatment: {
        name: template.workshop ? '车间预处理设施' : template.clean ? '雨水收集沉淀池' : '综合废水处理站',
        process: this.#random.pick(template.process),
        capacity,
        capacityUnit: 't/d',
      },
      factors: template.clean ? factors : this.#withTotals(factors, (limitMgL) => (limitMgL * flow * runs) / 1e6),
    }
  }

  #stack(template: StackTemplate, name: string, outletCode: string): Omit<Outlet, 'id'> {
    const random = this.#random
    const { startedOn, size } = this.#firm
    const flow = sized(random, template.flow, size)
    const runs = random.int(template.hours[0], template.hours[1])
    const factors = template.rules.flatMap((rule) => this.#book.limitsOf(rule, 'stack', startedOn, this.#tightenedOn))
    return {
      ...this.#common(outletCode, name),
      kind: 'stack',
      medium: 'air',
      route: 'organised',
      pattern: runs > 5000 ? 'continuous' : 'intermittent',
      destination: null,
      heightM: Math.round(random.between(...template.heightM)),
      innerDiameterM: Number(Math.min(8, Math.max(0.3, Math.sqrt(flow / 3600 / 12 / 0.785))).toFixed(1)),
      gasTemperatureC: Math.round(random.between(...template.gasC)),
      flow,
      runs,
      online: this.#heavy && flow >= 40_000 && factors.some(({ factorCode }) => factorCode === 'a34013'),
      treatment: {
        name: `${name.replace(/排放口$/, '')}治理设施`,
        process: random.pick(template.process),
        capacity: tidy(flow * random.between(1.05, 1.3)),
        capacityUnit: 'm³/h',
      },
      factors: this.#withTotals(factors, (limitMgM3) => (limitMgM3 * flow * runs) / 1e9),
    }
  }

  #fugitive(): Omit<Outlet, 'id'> {
    const template = this.#firm.profile.fugitive
    if (!template) throw new Error(`${this.#firm.profile.sector} has no fugitive source`)
    return {
      ...this.#common('MF001', template.name),
      kind: 'fugitive',
      medium: 'air',
      route: 'fugitive',
      pattern: 'intermittent',
      destination: null,
      heightM: null,
      innerDiameterM: null,
      gasTemperatureC: null,
      flow: null,
      runs: 0,
      online: false,
      treatment: null,
      factors: this.#book.limitsOf(template.rule, 'fugitive', this.#firm.startedOn),
    }
  }

  #common(outletCode: string, name: string) {
    const { place, startedOn } = this.#firm
    return { code: outletCode, name, place: nearby(this.#random, place), inServiceFrom: startedOn }
  }

  /** A permit's total: what the limit would allow at full run, less a margin. */
  #withTotals(factors: OutletFactor[], tonnesAt: (limit: number) => number): OutletFactor[] {
    if (this.#firm.profile.weight < 0.35 && !this.#heavy) return factors
    const share = this.#random.between(0.72, 1)
    return factors.map((factor) => {
      if (factor.limits.length === 0 || !limitedInTotal.has(factor.factorCode)) return factor
      // The permit's total is older than a limit that was tightened since.
      const widest = Math.max(...factor.limits.map(({ limitMax }) => limitMax))
      return { ...factor, permittedTonnes: tidy(tonnesAt(widest) * share) }
    })
  }
}

const code = (mark: string, index: number) => `${mark}${String(index + 1).padStart(3, '0')}`

const sized = (random: Random, [low, high]: readonly [number, number], size: 1 | 2 | 3) =>
  tidy(random.between(low, high) * scale[size - 1]!)

/** Three significant digits. */
export const tidy = (value: number): number => Number(value.toPrecision(3))
