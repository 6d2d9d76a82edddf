import type { Case } from '#db/seed/city/cases/model.ts'
import type { Enterprise, Outlet, Scene } from '#db/seed/city/model.ts'
import { drawBank, type Photo } from '#db/seed/city/photos.ts'
import { type ProblemText, problemText } from '#db/seed/city/problem-words.ts'
import { addDays, earlier, later, workday } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'
import { readSectors } from '#db/seed/reference-files.ts'
import type { problemKinds, problemSources, problemStates } from '#db/vocabulary.ts'

type State = (typeof problemStates)[number]

/** How far a closure went, with its days: each signature on one of them. */
export interface SeedClosure {
  id: number
  formId: number
  filledOn: string
  reviewedOn: string
  countyOn: string | null
  cityOn: string | null
  /** First and last day of the public window. */
  window: { from: string; to: string } | null
  closedOn: string | null
  objection: { on: string; answeredOn: string | null } | null
}

export interface SeedProblem extends ProblemText {
  id: number
  no: string
  firm: Enterprise
  outlet: Outlet | null
  batch: number
  kind: (typeof problemKinds)[number]
  source: (typeof problemSources)[number]
  foundOn: string
  found: Case | null
  planOn: string | null
  deadline: string | null
  recheckOn: string | null
  state: State
  closure: SeedClosure | null
  previousId: number | null
  checks: string[]
}

export interface Rectification {
  problems: SeedProblem[]
  photos: { before: Photo; after: Photo }
}

const states: Record<'young' | 'middle' | 'old', Partial<Record<State, number>>> = {
  young: { found: 5, rectifying: 5 },
  middle: { rectifying: 5, requested: 2, county_agreed: 2, public_window: 2 },
  old: { closed: 9, rectifying: 2, public_window: 1 },
}

/**
 * The ledger of the demo city: some problems of each county, most of sectors of batch one, at every stage, some late, one that came
 * back after it was closed, one with an objection that waits and one whose objection was answered.
 */
export function makeProblems(scene: Scene, firms: readonly Enterprise[], cases: readonly Case[]): Rectification {
  const batches = new Map(readSectors().sectors.map(({ code, batch }) => [code, batch]))
  const problems: SeedProblem[] = []
  const counters = new Map<string, number>()
  const add = (
    firm: Enterprise,
    ageDays: number,
    random: Random,
    given: { state?: State; objected?: 'open' | 'answered'; previousId?: number } = {},
  ) => {
    const foundOn = addDays(scene.today, -ageDays)
    const outlet = firm.outlets.length > 0 ? random.pick(firm.outlets) : null
    const kind = outlet
      ? random.weighted({
          exceedance: 5,
          facility_inadequate: 3,
          records: 2,
          permit: 1,
          stealth_discharge: 1,
          other: 1,
        })
      : random.weighted({ records: 2, permit: 1, other: 1 })
    const age = ageDays < 22 ? 'young' : ageDays < 100 ? 'middle' : 'old'
    const state = given.state ?? random.weighted(states[age] as Record<State, number>)
    const year = foundOn.slice(0, 4)
    const key = `${firm.county.code}-${year}`
    const serial = (counters.get(key) ?? 0) + 1
    counters.set(key, serial)
    const id = problems.length + 1
    const hasPlan = state !== 'found'
    const deadline = hasPlan
      ? addDays(foundOn, random.pick([30, 45, 60, 90]))
      : random.chance(0.5)
        ? addDays(foundOn, 60)
        : null
    const source = random.weighted({
      inspection: 5,
      self_check: 3,
      screening: 3,
      online: 2,
      public_report: 2,
      supervisory: 2,
      media: 1,
    })
    const found =
      cases.find((each) => each.firm === firm && each.decidedOn >= foundOn && each.state === 'published') ?? null
    const closure = closureOf(scene, state, foundOn, deadline ?? foundOn, id, given.objected)
    problems.push({
      ...{
        id,
        no: `${key}-${String(serial).padStart(4, '0')}`,
        firm,
        outlet,
        kind,
        source,
        foundOn,
        deadline,
        state,
        closure,
      },
      ...problemText(kind, outlet, random),
      batch: batches.get(firm.profile.sector) as number,
      found: kind === 'exceedance' || kind === 'stealth_discharge' ? found : null,
      planOn: hasPlan ? addDays(foundOn, 7) : null,
      recheckOn: closure ? addDays(closure.filledOn, -3) : null,
      previousId: given.previousId ?? null,
      checks: monthsBetween(foundOn, closure?.filledOn ?? scene.today).map((month) => `${month}-18`),
    })
    return problems.at(-1) as SeedProblem
  }
  const cast = (role: Enterprise['role']) => firms.find((firm) => firm.role === role) as Enterprise
  const told = scene.random('problems', 'cast')
  add(cast('paperMill'), 12, told, { state: 'found' })
  add(cast('paperMill'), 50, told, { state: 'rectifying' })
  add(cast('paperMill'), 260, told, { state: 'closed' })
  const back = add(cast('antimonySmelter'), 280, told, { state: 'closed' })
  add(cast('antimonySmelter'), 16, told, { state: 'rectifying', previousId: back.id })
  add(cast('cementWorks'), 85, told, { state: 'public_window', objected: 'open' })
  add(cast('sewagePlant'), 210, told, { state: 'closed', objected: 'answered' })
  for (const county of Map.groupBy(firms, (firm) => firm.county.code).values()) {
    const random = scene.random('problems', (county[0] as Enterprise).county.code)
    const first = county.filter(
      ({ profile, role, operatingState }) =>
        !role && batches.get(profile.sector) === 1 && operatingState === 'operating',
    )
    const rest = county.filter(
      ({ profile, role, conduct }) =>
        !role && batches.get(profile.sector) !== 1 && (conduct === 'bad' || conduct === 'careless'),
    )
    const chosen = [...random.shuffled(first).slice(0, 7), ...random.shuffled(rest).slice(0, 3)]
    for (const firm of chosen) for (let n = random.int(1, 2); n > 0; n--) add(firm, random.int(6, 300), random)
  }
  return {
    problems,
    photos: { before: drawBank('整改前.png', [96, 84, 60]), after: drawBank('整改后.png', [96, 140, 146]) },
  }
}

/** The days of a closure as far as its problem's state says; none lies in the future. */
function closureOf(
  { today }: Scene,
  state: State,
  foundOn: string,
  deadline: string,
  id: number,
  objected: 'open' | 'answered' | undefined,
): SeedClosure | null {
  if (state === 'found' || state === 'rectifying') return null
  // So many days ago, at the latest, that its stage has been reached.
  const latest = addDays(today, -{ requested: 3, county_agreed: 6, public_window: 10, closed: 30 }[state])
  // One in four was late.
  const done = later(addDays(foundOn, 20), addDays(deadline, id % 4 === 0 ? 12 : -12))
  const begun = state === 'closed' ? earlier(done, latest) : latest
  const [reviewedOn, countyOn, cityOn] = [addDays(begun, 1), addDays(begun, 4), addDays(begun, 8)]
  const window =
    state === 'closed' || state === 'public_window' ? { from: cityOn, to: workday(addDays(cityOn, 7)) } : null
  const objection =
    objected && window
      ? { on: addDays(window.from, 1), answeredOn: objected === 'answered' ? addDays(window.from, 4) : null }
      : null
  return {
    ...{ id, formId: id, filledOn: begun, reviewedOn, window, objection },
    countyOn: state === 'requested' ? null : countyOn,
    cityOn: window ? cityOn : null,
    closedOn: state === 'closed' && window ? addDays(window.to, 1) : null,
  }
}

/** The months from one day to another whose 18th lies between them. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let day = `${from.slice(0, 7)}-18`; day < to; day = `${addDays(`${day.slice(0, 7)}-28`, 5).slice(0, 7)}-18`)
    if (day > from) months.push(day.slice(0, 7))
  return months
}
