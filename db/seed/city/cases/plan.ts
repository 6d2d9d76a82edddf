import { acts, categories, leads } from '#db/seed/city/cases/kinds.ts'
import type { Category, Excess, Incident, LeadSource } from '#db/seed/city/cases/model.ts'
import { strangerIncident } from '#db/seed/city/cases/strangers.ts'
import type { Obligation } from '#db/seed/city/filing.ts'
import type { LimitBook } from '#db/seed/city/limits.ts'
import { type Enterprise, limitOn, type Outlet, type Scene } from '#db/seed/city/model.ts'
import { campaignOf, lapsedPermits } from '#db/seed/city/plan.ts'
import { addDays, daysBetween } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

export const caseCount = 600

const pull = { good: 0.36, ordinary: 1, careless: 2.3, bad: 3.6 } as const
/** What also befalls those who are not in the register. */
const ofAnybody = new Set<Category>(['other', 'unpermitted_discharge', 'abnormal_operation'])
/** No firm has more cases than this in the five years. */
const most = 6

/** The cases of five years by day of finding: who, what, where and how much, drawn from what the firms are. */
export function planIncidents(
  scene: Scene,
  firms: readonly Enterprise[],
  obligations: readonly Obligation[],
  book: LimitBook,
): Incident[] {
  const first = `${scene.year - 4}-01-04`
  const span = daysBetween(first, scene.today) - 34
  const eligible = firms.filter((firm) => firm.role !== 'sewagePlant' && firm.outlets.length > 0)
  const weights = Object.fromEntries(
    eligible.map((firm) => [
      String(firm.id),
      firm.role === 'paperMill' ? 0 : pull[firm.conduct] * (0.4 + firm.profile.weight),
    ]),
  )
  const byId = new Map(firms.map((firm) => [String(firm.id), firm]))
  const silent = obligations.filter(
    ({ dueOn, publishedAt }) => (publishedAt ?? '9999').slice(0, 10) > addDays(dueOn, 9),
  )
  const cast = castIncidents(scene, firms)
  const taken = new Map(cast.map(({ firm }) => [String(firm.id), 3]))

  const drawn = Array.from({ length: caseCount - cast.length }, (_, i) => {
    const random = scene.random('case', i)
    const category = random.weighted(categories)
    const foundOn = addDays(first, Math.floor(span * random.next() ** 0.88))
    const failed = category === 'disclosure_failure' ? random.pick(silent) : undefined
    if (failed && addDays(failed.dueOn, 75) < scene.today) {
      return incidentOf(random, failed.firm, category, 'late', addDays(failed.dueOn, random.int(8, 40)), book)
    }
    if (ofAnybody.has(category) && random.chance(0.42)) return strangerIncident(random, random.pick(firms), foundOn)
    const id = random.weighted(weights)
    const firm = byId.get(id) as Enterprise
    taken.set(id, (taken.get(id) ?? 0) + 1)
    if ((taken.get(id) ?? 0) >= most) weights[id] = 0
    return incidentOf(random, firm, category, undefined, foundOn, book)
  })
  const told = cast.map(({ firm, category, act, foundOn }, i) =>
    incidentOf(scene.random('cast case', i), firm, category, act, foundOn, book),
  )
  const all = [...drawn, ...told].sort((a, b) => (a.foundOn < b.foundOn ? -1 : a.foundOn > b.foundOn ? 1 : 0))
  return ofCampaign(scene, firms, all, book)
}

/** Whom the campaign against discharge without a permit found, in the place of the first small works found without one in its days. */
function ofCampaign(scene: Scene, firms: readonly Enterprise[], all: readonly Incident[], book: LimitBook): Incident[] {
  const { fromOn, toOn } = campaignOf(scene.today)
  const lapsed = lapsedPermits(scene.today, firms)
  let n = 0
  return all.map((incident) => {
    const { firm, category, foundOn } = incident
    const isPlace = firm === null && category === 'unpermitted_discharge' && foundOn >= fromOn && foundOn <= toOn
    const found = isPlace ? lapsed[n++] : undefined
    if (!found) return incident
    const random = scene.random('campaign case', found.firm.id)
    return {
      ...incidentOf(random, found.firm, category, 'expired', foundOn, book),
      leadSource: 'inspection',
      permitUntil: found.expiresOn,
    }
  })
}

/** What the cast is known for: a smelter with a record, a paper mill that learnt, a cement works with one slip. */
function castIncidents({ year, today }: Scene, firms: readonly Enterprise[]) {
  const playing = (role: Enterprise['role']) => firms.find((firm) => firm.role === role) as Enterprise
  const smelter = playing('antimonySmelter')
  const told = [
    { firm: smelter, category: 'serious_exceedance', act: 'exceedance', foundOn: `${year - 3}-05-16` },
    { firm: smelter, category: 'abnormal_operation', act: 'dosing', foundOn: `${year - 2}-03-22` },
    { firm: smelter, category: 'stealth_discharge', act: 'hidden_pipe', foundOn: `${year - 1}-04-09` },
    { firm: smelter, category: 'serious_exceedance', act: 'exceedance', foundOn: addDays(today, -118) },
    { firm: playing('paperMill'), category: 'serious_exceedance', act: 'exceedance', foundOn: `${year - 4}-08-11` },
    { firm: playing('cementWorks'), category: 'other', act: 'open_dust', foundOn: `${year - 2}-10-19` },
  ] as const
  return told.filter(({ foundOn }) => foundOn < addDays(today, -34))
}

function incidentOf(
  random: Random,
  firm: Enterprise,
  wanted: Category,
  wantedAct: string | undefined,
  foundOn: string,
  book: LimitBook,
): Incident {
  const category = possible(wanted, firm, foundOn)
  const act = category === wanted && wantedAct ? wantedAct : fitting(random, category, firm)
  const outlet = outletFor(random, category, act, firm)
  const excess = category === 'serious_exceedance' && outlet ? excessAt(random, outlet, foundOn, book) : null
  return {
    firm,
    party: firm.name,
    partyEn: firm.calledEn,
    county: firm.county,
    category: category === 'serious_exceedance' && !excess ? 'abnormal_operation' : category,
    act: category === 'serious_exceedance' && !excess ? 'idle' : act,
    medium: outlet?.medium ?? 'air',
    foundOn,
    leadSource: leadTo(random, category, outlet),
    outlet,
    excess,
  }
}

/** On-line data lead only to outlets that have them. */
function leadTo(random: Random, category: Category, outlet: Outlet | null): LeadSource {
  const lead = random.weighted(leads[category] as Record<LeadSource, number>)
  return lead === 'online' && !outlet?.online ? 'inspection' : lead
}

/** A category that the firm's plant allows: no on-line device, no falsified on-line data. */
function possible(wanted: Category, firm: Enterprise, foundOn: string): Category {
  if (foundOn < firm.startedOn) return 'unpermitted_discharge'
  if (wanted === 'falsified_data' && !firm.outlets.some((outlet) => outlet.online)) return 'abnormal_operation'
  if (wanted === 'stealth_discharge' && !firm.outlets.some((outlet) => outlet.medium === 'water'))
    return 'abnormal_operation'
  if (wanted === 'unpermitted_discharge' && firm.size === 3) return 'other'
  const treated = firm.outlets.some((outlet) => outlet.treatment)
  return !treated && wanted !== 'unpermitted_discharge' && wanted !== 'disclosure_failure' ? 'other' : wanted
}

function fitting(random: Random, category: Category, firm: Enterprise): string {
  if (category === 'disclosure_failure') return 'untrue'
  const water = firm.outlets.some((outlet) => outlet.medium === 'water')
  const all = acts[category].filter((act) => {
    if (act === 'open_organics')
      return firm.outlets.some(({ factors }) => factors.some(({ factorCode }) => factorCode === 'a24088'))
    if (act === 'open_dust')
      return firm.outlets.some(({ factors }) => factors.some(({ factorCode }) => factorCode === 'a34013'))
    return act !== 'dosing' || water
  })
  return random.pick(all)
}

function outletFor(random: Random, category: Category, act: string, firm: Enterprise): Outlet | null {
  const treated = firm.outlets.filter((outlet) => outlet.treatment)
  const water = treated.filter((outlet) => outlet.medium === 'water')
  const online = treated.filter((outlet) => outlet.online)
  const known = firm.role === 'antimonySmelter' ? water.filter((outlet) => has(outlet, 'w20004')) : []
  if (category === 'serious_exceedance' && known.length > 0) return random.pick(known)
  const from =
    category === 'stealth_discharge' || act === 'dosing'
      ? water
      : category === 'falsified_data'
        ? online
        : act === 'open_organics' || act === 'open_dust'
          ? treated.filter((outlet) => outlet.medium === 'air')
          : treated
  return from.length > 0 ? random.pick(from) : (treated[0] ?? firm.outlets[0] ?? null)
}

const has = ({ factors }: Outlet, code: string) => factors.some(({ factorCode }) => factorCode === code)

/** Factors that inspectors' samples find over the limit. */
const telling = new Set(
  'w01018 w21003 w21001 w21011 w01012 w20004 w20119 w20120 w20121 w20116 w20122 w01002 a34013 a21026 a21002 a24088 a21024 a20043'.split(
    ' ',
  ),
)

function excessAt(random: Random, outlet: Outlet, foundOn: string, book: LimitBook): Excess | null {
  const candidates = outlet.factors.flatMap((factor) => {
    const limit = limitOn(factor, foundOn)
    return limit && limit.limitMin === null && telling.has(factor.factorCode) ? [{ factor, limit }] : []
  })
  if (candidates.length === 0) return null
  const { factor, limit } = candidates.find((one) => one.factor.factorCode === 'w20004') ?? random.pick(candidates)
  const wild = random.chance(0.13)
  const raw = limit.limitMax * (1 + (wild ? random.between(1, 5.4) : random.between(0.06, 0.95)))
  const places = limit.limitMax >= 100 ? 0 : limit.limitMax >= 10 ? 1 : limit.limitMax >= 1 ? 2 : 3
  const step = 10 ** -(String(limit.limitMax).split('.')[1]?.length ?? 0)
  const value = Number(Math.max(raw, limit.limitMax + step).toFixed(places))
  const standard = limit.standardCode ? book.standard(limit.standardCode) : undefined
  return {
    factor,
    limit,
    value,
    multiple: Number(((value - limit.limitMax) / limit.limitMax).toFixed(2)),
    standardTitleZh: standard?.titleZh ?? '',
    standardTitleEn: standard?.titleEn ?? '',
    reportNo: `益环监（执法）字〔${foundOn.slice(0, 4)}〕第${random.int(11, 398)}号`,
  }
}
