import type { averagings, emissionPatterns, emissionRoutes, outletKinds, valueStates } from '#db/vocabulary.ts'
import type { ContradictionCode, Sample } from '#domain/monitoring/rules/compare.ts'
import type { OnlineYear } from '#domain/monitoring/rules/online.ts'

export type OutletKind = (typeof outletKinds)[number]
export type EmissionRoute = (typeof emissionRoutes)[number]
export type EmissionPattern = (typeof emissionPatterns)[number]
export type ValueState = (typeof valueStates)[number]
export type Averaging = (typeof averagings)[number]

/** How an outlet discharges: asked once for the outlet, and written into each of its rows. */
export const outletFields = ['route', 'pattern'] as const
/** What is asked for each factor of an outlet. `reason` says why there is no concentration, `totalReason` why no total. */
export const rowFields = [
  'reason',
  'min',
  'mean',
  'max',
  'origin',
  'samples',
  'reportNo',
  'rateMin',
  'rateMax',
  'total',
  'totalReason',
  'judged',
  'exceeded',
  'exceedanceReason',
  'specialLimit',
  'limitRate',
  'waterPerProduct',
  'specialPeriod',
  'supervisoryRate',
  'onlineRate',
  'unusualReason',
] as const

/** Asked of stacks, or of water, alone (annex 2, tables A2 and W2). */
const onlyFor: Partial<Record<(typeof rowFields)[number], OutletKind>> = {
  rateMin: 'stack',
  rateMax: 'stack',
  limitRate: 'stack',
  waterPerProduct: 'water_outlet',
  specialPeriod: 'water_outlet',
}

export type OutletField = (typeof outletFields)[number]
export type RowField = (typeof rowFields)[number]
/** What stands in the form, as it was typed; a field that is not there is blank. */
export type Typed = Partial<Record<RowField | OutletField, string>>

/** What is known about a row before anything is typed: the register, the permit, last year. Frozen with the draft. */
export interface RowContext {
  outletId: number
  outletKind: OutletKind
  factorCode: string
  unit: string
  /** False where an amount in tonnes makes no sense: pH, colour, temperature. */
  hasTotal: boolean
  /** Lower bound: pH only. */
  limitMin: number | null
  limitMax: number | null
  averaging: Averaging | null
  permittedTonnes: number | null
  /** What the permit allows all outlets of the factor together; null: it says nothing of the whole. */
  permittedEnterpriseTonnes: number | null
  /** What the outlet can carry in a year at most (stack: cross-section; water: the facility's capacity); null: not known. */
  carriesM3PerYear: number | null
  /** Water: m³ of the year. Stack: m³ an hour, standard state, dry. As given in `outlets`; null: not given or not readable. */
  flow: number | null
  /** Hours of the year in which it discharged. */
  hours: number | null
  /** What the enterprise itself published the year before. */
  lastYear: { mean: number | null; totalTonnes: number | null } | null
  /** What devices and the bureau's samples found at this outlet in the year that is reported; null: nothing. */
  seen: { online: OnlineYear | null; samples: readonly Sample[] } | null
}

/** Whether a field of a row is asked of an outlet of this kind. */
export const isRowFieldOf = (field: RowField, kind: OutletKind) => (onlyFor[field] ?? kind) === kind

/** The routes that an outlet of this kind can have (the database holds the same). */
export const routesOf = (kind: OutletKind): readonly EmissionRoute[] =>
  kind === 'water_outlet' ? ['direct', 'indirect'] : kind === 'stack' ? ['organised'] : ['fugitive']

/** Field names of the form: `o12.route` of an outlet, `r12_w01018.mean` of an outlet and factor. */
export const outletKey = (outletId: number) => `o${outletId}`
export const rowKey = (row: { outletId: number; factorCode: string }) => `r${row.outletId}_${row.factorCode}`

/** What stands against a field. `missing` and the rest stop a publication; a draft may be saved with all of them. */
export interface Problem {
  /** Path of the field, `r12_w01018.mean`. */
  field: string
  /** Names the sentence in i18n/messages/disclosure-problems.ts. */
  code: ProblemCode
  /** missing: required and blank; wrong: cannot stand; explain: possible, but only with a reason. */
  kind: 'missing' | 'wrong' | 'explain'
  /** What the sentence needs: what was given, what is allowed. */
  given?: Record<string, string | number>
}

export type ProblemCode =
  | 'required'
  | 'choice_unknown'
  | 'no_number'
  | 'comma'
  | 'not_exact'
  | 'unit'
  | 'dash'
  | 'not_whole'
  | 'value_and_reason'
  | 'mean_below_detection'
  | 'detection_unknown'
  | 'min_above_mean'
  | 'mean_above_max'
  | 'more_exceeded_than_judged'
  | 'none_judged'
  | 'over_without_exceedance'
  | 'exceedance_without_over'
  | 'discharged_nothing'
  | 'negative'
  | 'beyond_density'
  | 'out_of_scale'
  | 'beyond_total'
  | 'beyond_flow'
  | 'beyond_year'
  | 'far_over_limit'
  | 'far_over_permit'
  | 'detection_above_limit'
  | 'zero_measured'
  | 'zero_total'
  | 'like_kilograms'
  | 'unlike_last_year_total'
  | 'unlike_last_year_mean'
  | 'beyond_ever'
  | 'beyond_raw'
  | 'below_method'
  | 'over_permit'
  | 'beyond_running'
  | 'unlike_running'
  | 'unlike_rate'
  | 'beyond_hours'
  | 'unlike_online_rate'
  | ContradictionCode
  | 'part_above_whole'
  | 'like_other_factor'
  | 'like_other_outlet'
  | 'copied_columns'
  | 'same_values'
  | 'limits_copied'
  | 'same_as_last_year'
  | 'over_enterprise_permit'
  | 'flow_beyond_mouth'
  | 'too_long'
  | 'rate_min_above_max'
  | 'no_plain_number'
  | 'out_of_range'
  | 'no_whole_number'
  | 'no_coordinate'
  | 'other_axis'
  | 'not_yes_no'
  | 'one_line'
  | 'date_unreadable'
  | 'date_ambiguous'
  | 'date_impossible'
  | 'factor_unknown'
  | 'outlet_unknown'
  | 'facility_unknown'
  | 'file_unknown'
  | 'given_twice'
  | 'too_few_items'
  | 'too_many_items'
  | 'same_person'
  | 'reviewed_before_filled'
