import type { caseApprovalSteps, caseStates } from '#db/vocabulary.ts'

export type CaseState = (typeof caseStates)[number]
export type ApprovalStep = (typeof caseApprovalSteps)[number]

/** One entry of the table of approvals, oldest first. */
export interface GivenApproval {
  step: ApprovalStep
  /** Null for what the portal itself opened or a ledger on paper says. */
  personId: string | null
}

/** Where a case stands between the desks: what is waited for, and from whom. */
export type CaseStage = 'drafting' | 'returned' | 'in_review' | 'passed' | 'published' | 'removed'

/** Why a step may not be taken. */
export type StepBar =
  | 'not_a_draft'
  | 'not_submitted'
  | 'not_passed'
  | 'passed_already'
  | 'published_already'
  | 'off_the_board'
  | 'drafted_it'
  | 'reviewed_it'

const drafting: readonly ApprovalStep[] = ['drafted', 'edited', 'submitted']
const reviewing: readonly ApprovalStep[] = ['passed', 'returned']

/** The stage follows from the state and the last approval. */
export function stageOf(state: CaseState, approvals: readonly GivenApproval[]): CaseStage {
  const last = approvals.at(-1)?.step
  if (state === 'draft')
    return approvals.findLast(({ step }) => step !== 'edited')?.step === 'returned' ? 'returned' : 'drafting'
  if (state === 'legal_review') return last === 'passed' ? 'passed' : 'in_review'
  return state === 'published' ? 'published' : 'removed'
}

/**
 * Why this person may not take this step; undefined when nothing bars it. Drafting, legal review and publication are three
 * people's work: who drafted, edited or submitted a case may neither review nor publish it, who reviewed it may not publish it,
 * in whatever round. Until its publication a case can be returned, also by who was to publish it.
 * Source: 行政处罚法 第五十八条 (legal review by others than the case handlers); city rule 五（二）
 */
export function barToStep(
  state: CaseState,
  approvals: readonly GivenApproval[],
  { step, personId }: { step: ApprovalStep; personId: string },
): StepBar | undefined {
  const stage = stageOf(state, approvals)
  if (stage === 'removed') return 'off_the_board'
  if (stage === 'published') return 'published_already'
  const didOne = (steps: readonly ApprovalStep[]) =>
    approvals.some((given) => given.personId === personId && steps.includes(given.step))
  if (drafting.includes(step)) return state === 'draft' ? undefined : 'not_a_draft'
  if (state === 'draft') return step === 'published' ? 'not_passed' : 'not_submitted'
  if (didOne(drafting)) return 'drafted_it'
  if (step === 'returned') return undefined
  if (step === 'passed') {
    if (stage === 'passed') return 'passed_already'
    // A case that came to the legal desk without a submission has no drafter to differ from.
    return approvals.some((given) => given.step === 'submitted') ? undefined : 'not_submitted'
  }
  if (stage !== 'passed') return 'not_passed'
  return didOne(reviewing) ? 'reviewed_it' : undefined
}

/** The state of a case once the step is taken. */
export function stateAfter(step: ApprovalStep): CaseState {
  if (step === 'submitted' || step === 'passed') return 'legal_review'
  return step === 'published' ? 'published' : 'draft'
}
