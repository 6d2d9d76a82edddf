import type { Case } from '#db/seed/city/cases/model.ts'
import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Facility } from '#db/seed/city/facilities.ts'
import type { Obligation } from '#db/seed/city/filing.ts'
import type { FirmFiles } from '#db/seed/city/form/files.ts'
import type { Outlet, Scene } from '#db/seed/city/model.ts'
import type { SupervisoryResult } from '#db/seed/city/monitoring.ts'
import type { Permit } from '#db/seed/city/permits.ts'
import type { Random } from '#db/seed/random.ts'

export type Answer = string | number | boolean | readonly string[]
export type Answers = Readonly<Record<string, Answer | undefined>>

/** One item of a group of the form (docs: annex 2), as the table disclosure_items wants it. */
export interface Item {
  group: string
  item: number
  answers: Answers
  /** What stays with the firm and its regulators. */
  closed?: Answers
}

/** What the groups of one form are filled in from. */
export interface Source {
  scene: Scene
  disclosure: Disclosure
  /** The calendar year that the form describes. */
  measured: number
  /** The day of publication. */
  publishedOn: string
  outlets: readonly Outlet[]
  facilities: ReadonlyMap<Outlet, Facility>
  permit: Permit | undefined
  /** Decisions of the measured year that were public on that day. */
  cases: readonly Case[]
  /** Of the year before this form's. */
  obligationBefore: Obligation | undefined
  supervisory: readonly SupervisoryResult[]
  files: FirmFiles
  /** A stream of this firm and year. */
  random: Random
  /** A stream of this firm alone: for what does not change from year to year. */
  lasting: (name: string) => Random
}

export const single = (group: string, answers: Answers, closed?: Answers): Item[] => [
  { group, item: 1, answers, ...(closed ? { closed } : {}) },
]
export const repeated = (group: string, list: readonly Answers[]): Item[] =>
  list.map((answers, i) => ({ group, item: i + 1, answers }))
