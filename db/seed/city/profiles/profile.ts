/** What the firms of one sector make, discharge and are bound by. */
export interface Profile {
  sector: string
  /** Words for the name: 纸业, Paper. */
  trades: readonly (readonly [zh: string, en: string])[]
  products: readonly Product[]
  water: readonly WaterTemplate[]
  stacks: readonly StackTemplate[]
  fugitive: FugitiveTemplate | null
  /** How likely such a firm is to be a key polluter, 0 to 1. */
  weight: number
  /** How common it is among the firms of its sector; 1 if not said. */
  share?: number
  /** Region codes where it occurs; everywhere if not said. */
  only?: readonly string[]
}

export interface Product {
  name: string
  /** GB/T 4754-2017 class. */
  industryCode: string
  low: number
  high: number
  unit: string
  /** Made only by firms whose name says this trade. */
  trade?: string
}

/**
 * Which lines of which standard hold: the first line of a factor whose `appliesToEn` starts with one of `applies`, in their
 * order. `factors` are codes; `a34013=10` sets a permit's limit of 10 in place of the standard's.
 */
export interface Rule {
  standard: string
  applies: readonly string[]
  factors: readonly string[]
  /** What held before this standard came into force. */
  formerly?: { standard: string; applies: readonly string[] }
}

/** How many a small, middle and large firm has. */
export type Count = readonly [small: number, middle: number, large: number]

export interface WaterTemplate {
  name: string
  count: Count
  rule: Rule
  /** Into a sewer or a park's plant: what holds then. Without it the outlet is always direct. */
  indirect: Rule | null
  /** m³ a day, of a middle firm. */
  flow: readonly [number, number]
  process: readonly string[]
  workshop: boolean
  /** Cooling and rain water: no device watches it, no permit sets its total. */
  clean: boolean
}

export interface StackTemplate {
  name: string
  count: Count
  rules: readonly Rule[]
  heightM: readonly [number, number]
  gasC: readonly [number, number]
  /** m³ an hour at standard state, of a middle firm. */
  flow: readonly [number, number]
  hours: readonly [number, number]
  process: readonly string[]
}

export interface FugitiveTemplate {
  name: string
  rule: Rule
}

export const rule = (standard: string, applies: string | readonly string[], factors: string): Rule => ({
  standard,
  applies: typeof applies === 'string' ? [applies] : applies,
  factors: factors.split(' '),
})

export const formerly = (now: Rule, standard: string, applies: string): Rule => ({
  ...now,
  formerly: { standard, applies: [applies] },
})

export const product = (
  name: string,
  industryCode: string,
  low: number,
  high: number,
  unit: string,
  trade?: string,
): Product => ({ name, industryCode, low, high, unit, ...(trade === undefined ? {} : { trade }) })

/** The main water outlet. `indirect` true takes grade III of GB 8978 for firms that are connected to a sewer. */
export function water(given: Partial<WaterTemplate> & Pick<WaterTemplate, 'rule' | 'flow' | 'process'>): WaterTemplate {
  return { name: '废水总排放口', count: [1, 1, 1], indirect: null, workshop: false, clean: false, ...given }
}

/** First-class metals are judged where they leave the workshop. */
export function workshop(
  given: Partial<WaterTemplate> & Pick<WaterTemplate, 'rule' | 'flow' | 'process'>,
): WaterTemplate {
  return { name: '车间废水排放口', count: [1, 1, 1], indirect: null, workshop: true, clean: false, ...given }
}

/** What runs off a large yard and leaves the cooling towers. */
export const cleanWater = (flow: readonly [number, number], count: Count): WaterTemplate => ({
  name: '清净下水及雨水排放口',
  count,
  rule: integratedWater('w01001 w01018 w01012'),
  indirect: null,
  flow,
  process: ['初期雨水收集+沉淀'],
  workshop: false,
  clean: true,
})

export function stack(
  given: Partial<StackTemplate> & Pick<StackTemplate, 'name' | 'rules' | 'flow' | 'process'>,
): StackTemplate {
  return { count: [1, 1, 2], heightM: [15, 25], gasC: [25, 60], hours: [2400, 7200], ...given }
}

export const fugitive = (
  standard: string,
  applies: string,
  factors: string,
  name = '厂界无组织',
): FugitiveTemplate => ({
  name,
  rule: rule(standard, applies, factors),
})

/** Grade I of the integrated standard: what holds where a sector has no standard of its own. */
export const integratedWater = (factors = 'w01001 w01018 w21003 w01012 w01017 w21011') =>
  rule('GB 8978-1996', 'grade I,', factors)

export const toSewer = (factors = 'w01001 w01018 w01012 w01017') => rule('GB 8978-1996', 'grade III', factors)

export const integratedAir = (factors: string) => rule('GB 16297-1996', 'stack', factors)

export const dustAtBoundary = fugitive('GB 16297-1996', 'boundary', 'a34013')
export const organicsAtBoundary = fugitive('GB 16297-1996', 'boundary', 'a24088')
export const odourAtBoundary = fugitive('GB 14554-1993', 'boundary', 'a21001 a21028')

export function boiler(fuel: 'gas' | 'coal', count: Count = [0, 1, 1]): StackTemplate {
  return stack({
    name: fuel === 'gas' ? '燃气锅炉废气排放口' : '锅炉废气排放口',
    count,
    rules: [rule('GB 13271-2014', fuel === 'gas' ? 'new gas-fired' : 'new coal-fired', 'a34013 a21026 a21002')],
    heightM: fuel === 'gas' ? [15, 20] : [30, 45],
    gasC: [80, 140],
    flow: fuel === 'gas' ? [4000, 12_000] : [9000, 28_000],
    hours: [4000, 7600],
    process: fuel === 'gas' ? ['低氮燃烧'] : ['布袋除尘+双碱法脱硫', '布袋除尘+石灰石膏法脱硫+SNCR脱硝'],
  })
}
