import type { executionStates, repairStates } from '#db/vocabulary.ts'
import { earliestRepair } from '#domain/violation/rules/aftercare/display-terms.ts'

export type RepairState = (typeof repairStates)[number]

export interface RepairCase {
  decidedOn: string
  executionState: (typeof executionStates)[number]
  fineFen: number
}

export type RepairBar =
  | 'too_early'
  | 'not_executed'
  | 'corrected_missing'
  | 'paid_missing'
  | 'paid_before_decision'
  | 'day_ahead'
  | 'no_promise'

export interface RepairClaim {
  correctedOn: string | null
  paidOn: string | null
  hasPromised: boolean
}

/**
 * What an application for credit repair lacks: the least time of display is over, the decision is executed on record, it was
 * corrected and paid, and the firm promises. Field by field, so that the form says all at once.
 * Source: national rules on credit repair of 2023 (public copy): correction, payment, minimum time, promise
 */
export function barsToRepair(
  found: RepairCase,
  { correctedOn, paidOn, hasPromised }: RepairClaim,
  today: string,
): { field: '' | 'correctedOn' | 'paidOn' | 'hasPromised'; bar: RepairBar }[] {
  const bars: ReturnType<typeof barsToRepair> = []
  if (today < earliestRepair(found.decidedOn)) bars.push({ field: '', bar: 'too_early' })
  if (found.executionState !== 'done') bars.push({ field: '', bar: 'not_executed' })
  if (!correctedOn) bars.push({ field: 'correctedOn', bar: 'corrected_missing' })
  else if (correctedOn > today) bars.push({ field: 'correctedOn', bar: 'day_ahead' })
  if (found.fineFen > 0 && !paidOn) bars.push({ field: 'paidOn', bar: 'paid_missing' })
  else if (paidOn && paidOn > today) bars.push({ field: 'paidOn', bar: 'day_ahead' })
  else if (paidOn && paidOn < found.decidedOn) bars.push({ field: 'paidOn', bar: 'paid_before_decision' })
  if (!hasPromised) bars.push({ field: 'hasPromised', bar: 'no_promise' })
  return bars
}

export type RepairStep = 'support' | 'oppose' | 'grant' | 'refuse' | 'take_back'
export type RepairStepBar = 'county_first' | 'county_did' | 'repair_closed' | 'same_person'

const open: readonly RepairState[] = ['applied', 'supported', 'opposed']

/** Why this person may not take this step: the county first, then the city, by another person; the firm may take it back till then. */
export function barToRepairStep(
  state: RepairState,
  step: RepairStep,
  { personId, countyBy }: { personId: string; countyBy: string | null },
): RepairStepBar | undefined {
  if (!open.includes(state)) return 'repair_closed'
  if (step === 'take_back') return undefined
  if (step === 'support' || step === 'oppose') return state === 'applied' ? undefined : 'county_did'
  if (state === 'applied') return 'county_first'
  return personId === countyBy ? 'same_person' : undefined
}

export const repairStateAfter = (step: RepairStep): RepairState =>
  (
    ({ support: 'supported', oppose: 'opposed', grant: 'granted', refuse: 'refused', take_back: 'taken_back' }) as const
  )[step]
