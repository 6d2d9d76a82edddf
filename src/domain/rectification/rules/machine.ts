import type { closureOpinions, closureRoles, closureStates, objectionStates, problemStates } from '#db/vocabulary.ts'
import { type ClosureTerms, windowAfter } from '#domain/rectification/rules/terms.ts'

export type ClosureState = (typeof closureStates)[number]
export type ClosureRole = (typeof closureRoles)[number]
export type Opinion = (typeof closureOpinions)[number]
export type ProblemState = (typeof problemStates)[number]

export interface Signature {
  role: ClosureRole
  opinion: Opinion
  /** The account; null for what came with the demo city. */
  by: string | null
  /** 核查人, or of the firm the account's own. */
  names: readonly string[]
  /** The day of the check, or of signing. */
  signedOn: string
}

export interface Objection {
  state: (typeof objectionStates)[number]
  decidedBy: string | null
}

/** A closure as far as its steps go. */
export interface Closing {
  state: ClosureState
  /** The firm's: when the rectification was done. */
  completedOn: string
  signatures: readonly Signature[]
  window: { from: string; to: string } | null
  objections: readonly Objection[]
  closedOn: string | null
}

/** Annex 4 from top to bottom. `by` of a person's step: the hand that signs. */
export type ClosureStep =
  | { kind: 'sign'; signature: Signature }
  | { kind: 'withdraw' }
  | { kind: 'object' }
  | { kind: 'decide'; objection: number; upheld: boolean; by: string }
  | { kind: 'close' }

export type ClosureFault =
  | 'not_their_turn'
  | 'signed_before'
  | 'checked_before'
  | 'too_few_checkers'
  | 'named_twice'
  | 'before_completion'
  | 'before_last_step'
  | 'in_future'
  | 'case_open'
  | 'already_closed'
  | 'no_window'
  | 'window_over'
  | 'window_open'
  | 'objection_open'
  | 'no_such_objection'
  | 'decided_before'

/** Whose signature each state waits for, and where it leads. */
const turns = {
  filled: { role: 'reviewer', agreed: 'requested', refused: 'withdrawn' },
  requested: { role: 'county', agreed: 'county_agreed', refused: 'refused' },
  county_agreed: { role: 'city', agreed: 'public_window', refused: 'refused' },
} as const satisfies Partial<Record<ClosureState, { role: ClosureRole; agreed: ClosureState; refused: ClosureState }>>

export const turnOf = (state: ClosureState): ClosureRole | null =>
  state in turns ? turns[state as keyof typeof turns].role : null

/** What stands in the way of a step; null when nothing does. `isCaseOpen`: of the problem's case, when its rectification is not recorded. */
export function barTo(
  closing: Closing,
  step: ClosureStep,
  { today, isCaseOpen, terms }: { today: string; isCaseOpen: boolean; terms: ClosureTerms },
): ClosureFault | null {
  const { state, signatures, window, objections } = closing
  if (state === 'closed') return 'already_closed'
  switch (step.kind) {
    case 'sign':
      return barToSignature(closing, step.signature, { today, isCaseOpen, terms })
    case 'withdraw':
      return state === 'filled' ? null : 'not_their_turn'
    case 'object':
      if (state !== 'public_window' || !window) return 'no_window'
      return today > window.to ? 'window_over' : null
    case 'decide': {
      const objection = objections[step.objection]
      if (!objection) return 'no_such_objection'
      if (objection.state !== 'open') return 'decided_before'
      return signatures.some(({ by }) => by === step.by) ? 'signed_before' : null
    }
    case 'close':
      if (state !== 'public_window' || !window) return 'no_window'
      if (objections.some((objection) => objection.state === 'open')) return 'objection_open'
      if (isCaseOpen) return 'case_open'
      return today <= window.to ? 'window_open' : null
  }
}

function barToSignature(
  { state, signatures, completedOn }: Closing,
  { role, opinion, by, names, signedOn }: Signature,
  { today, isCaseOpen, terms }: { today: string; isCaseOpen: boolean; terms: ClosureTerms },
): ClosureFault | null {
  if (turnOf(state) !== role) return 'not_their_turn'
  if (by !== null && signatures.some((signature) => signature.by === by)) return 'signed_before'
  if (role === 'county' || role === 'city') {
    if (new Set(names).size !== names.length) return 'named_twice'
    if (names.length < terms.fewestCheckers.value) return 'too_few_checkers'
    if (role === 'city' && signatures.some((given) => given.role === 'county' && meet(given.names, names)))
      return 'checked_before'
  }
  if (signedOn > today) return 'in_future'
  if (signedOn < completedOn) return 'before_completion'
  if (signatures.some((given) => signedOn < given.signedOn)) return 'before_last_step'
  return opinion === 'agreed' && isCaseOpen && (role === 'county' || role === 'city') ? 'case_open' : null
}

const meet = (one: readonly string[], other: readonly string[]) => one.some((name) => other.includes(name))

/** The closure after a step that nothing bars. */
export function afterStep(
  closing: Closing,
  step: ClosureStep,
  { today, terms }: { today: string; terms: ClosureTerms },
): Closing {
  switch (step.kind) {
    case 'sign': {
      const state = turns[closing.state as keyof typeof turns][step.signature.opinion]
      const signatures = [...closing.signatures, step.signature]
      return { ...closing, state, signatures, window: state === 'public_window' ? windowAfter(today, terms) : null }
    }
    case 'withdraw':
      return { ...closing, state: 'withdrawn' }
    case 'object':
      return { ...closing, objections: [...closing.objections, { state: 'open', decidedBy: null }] }
    case 'decide': {
      const decided = { state: step.upheld ? 'upheld' : 'rejected', decidedBy: step.by } as const
      const objections = closing.objections.map((each, i) => (i === step.objection ? decided : each))
      const isSentBack = step.upheld && closing.state === 'public_window'
      return { ...closing, objections, state: isSentBack ? 'refused' : closing.state }
    }
    case 'close':
      return { ...closing, state: 'closed', closedOn: today }
  }
}

/** Where a problem stands by its closure; what was sent back or taken back is being rectified again. */
export const problemStateBy = (closure: ClosureState): ProblemState =>
  closure === 'filled' || closure === 'refused' || closure === 'withdrawn' ? 'rectifying' : closure

/** Whose turn it is with a problem, for the public: who has to do the next thing. */
export type Turn = 'county' | 'firm' | 'firm_reviewer' | 'city' | 'anybody' | 'office' | 'nobody'
export function whoseTurn(state: ProblemState, closure: ClosureState | null, hasOpenObjection: boolean): Turn {
  if (state === 'closed') return 'nobody'
  if (state === 'found') return 'county'
  if (closure === 'filled') return 'firm_reviewer'
  if (state === 'requested') return 'county'
  if (state === 'county_agreed') return 'city'
  if (state === 'public_window') return hasOpenObjection ? 'office' : 'anybody'
  return 'firm'
}
