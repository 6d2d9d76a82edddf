import type { Limit, OutletFactor } from '#db/seed/city/model.ts'
import type { Rule } from '#db/seed/city/profiles/profile.ts'
import { later } from '#db/seed/days.ts'
import {
  type FactorEntry,
  type LimitEntry,
  readFactors,
  readStandards,
  type StandardEntry,
} from '#db/seed/reference-files.ts'
import type { outletKinds } from '#db/vocabulary.ts'

/** From when a permit's own limits count: before it there was only the standard. */
const permitsFrom = '2019-01-01'

/** The reference data as the makers of the city need it. */
export class LimitBook {
  readonly #factors = new Map(readFactors().map((factor) => [factor.code, factor]))
  readonly #standards = new Map(readStandards().map((standard) => [standard.code, standard]))

  factor(code: string): FactorEntry {
    const factor = this.#factors.get(code)
    if (!factor) throw new Error(`No factor ${code}`)
    return factor
  }

  /**
   * The factors of an outlet with the limits that have held there since the firm started.
   * @param tightenedOn from this day a permit puts the standard's special limit in place of the ordinary one
   */
  limitsOf(rule: Rule, kind: (typeof outletKinds)[number], startedOn: string, tightenedOn?: string): OutletFactor[] {
    return rule.factors.map((given) => {
      const [code = '', permitted] = given.split('=')
      const { nameZh, nameEn, unit } = this.factor(code)
      const limits =
        permitted === undefined
          ? this.#fromStandards(rule, code, kind, startedOn, tightenedOn)
          : [permitLimit(Number(permitted), unit, kind, startedOn)]
      return { factorCode: code, nameZh, nameEn, limits, permittedTonnes: null }
    })
  }

  #fromStandards(
    rule: Rule,
    code: string,
    kind: (typeof outletKinds)[number],
    startedOn: string,
    tightenedOn?: string,
  ) {
    const standard = this.standard(rule.standard)
    const lines = linesOf(standard, rule.applies, code)
    if (lines.length === 0) throw new Error(`${rule.standard} has no limit of ${code} for ${rule.applies.join(', ')}`)
    const now = lines.flatMap((line) => asLimits(line, standard, kind, startedOn, tightenedOn))
    const { formerly } = rule
    if (!formerly || startedOn >= standard.inForceFrom) return now
    const old = this.standard(formerly.standard)
    const before = linesOf(old, formerly.applies, code)
      .flatMap((line) => asLimits(line, old, kind, startedOn))
      .map((limit) => ({ ...limit, validTo: standard.inForceFrom }))
    return [...before, ...now]
  }

  standard(code: string): StandardEntry {
    const standard = this.#standards.get(code)
    if (!standard) throw new Error(`No standard ${code}`)
    return standard
  }
}

/** All averaging periods of the first line that applies. */
function linesOf(standard: StandardEntry, applies: readonly string[], code: string): LimitEntry[] {
  const lines = standard.limits.filter((line) => line.factorCode === code && line.limitMax !== undefined)
  for (const start of applies) {
    const found = lines.find((line) => line.appliesToEn.startsWith(start))
    if (found) return lines.filter((line) => line.appliesToEn === found.appliesToEn)
  }
  return []
}

function asLimits(
  line: LimitEntry,
  standard: StandardEntry,
  kind: (typeof outletKinds)[number],
  startedOn: string,
  tightenedOn?: string,
): Limit[] {
  // What an amendment (修改单) sets stands in no table.
  const [ordinaryTable, specialTable = ordinaryTable] = line.tableNo
    .split('、')
    .map((no) => (no === '修改单' ? null : no))
  const ordinary: Limit = {
    limitMin: line.limitMin ?? null,
    limitMax: line.limitMax as number,
    unit: line.unit,
    averaging: line.averaging ?? usualAveraging(kind),
    source: 'standard',
    standardCode: standard.code,
    tableNo: ordinaryTable ?? null,
    validFrom: later(startedOn, standard.inForceFrom),
    validTo: null,
  }
  const special = line.specialLimit
  if (!tightenedOn || special === undefined || special >= ordinary.limitMax || special <= 0) return [ordinary]
  if (tightenedOn <= ordinary.validFrom) return [ordinary]
  return [
    { ...ordinary, validTo: tightenedOn },
    { ...ordinary, limitMax: special, source: 'permit', tableNo: specialTable ?? null, validFrom: tightenedOn },
  ]
}

const permitLimit = (limitMax: number, unit: string, kind: (typeof outletKinds)[number], startedOn: string): Limit => ({
  limitMin: null,
  limitMax,
  unit,
  averaging: usualAveraging(kind),
  source: 'permit',
  standardCode: null,
  tableNo: null,
  validFrom: later(startedOn, permitsFrom),
  validTo: null,
})

/** HJ 356 judges waste water by the day, HJ 75 waste gas by the hour; a standard that says otherwise comes first. */
const usualAveraging = (kind: (typeof outletKinds)[number]): Limit['averaging'] =>
  kind === 'water_outlet' ? 'day' : 'hour'
