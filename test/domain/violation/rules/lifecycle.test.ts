import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseApprovalSteps } from '#db/vocabulary.ts'
import {
  type ApprovalStep,
  barToStep,
  type CaseState,
  type GivenApproval,
  stageOf,
  stateAfter,
} from '#domain/violation/rules/lifecycle.ts'

const by = (personId: string | null, ...steps: ApprovalStep[]): GivenApproval[] =>
  steps.map((step) => ({ step, personId }))

describe('the steps of a case', () => {
  const drafted = [...by('a', 'drafted', 'submitted')]
  const passed = [...drafted, ...by('b', 'passed')]

  it.each<[string, CaseState, GivenApproval[], ApprovalStep, string, string | undefined]>([
    ['who drafted a case may not review it', 'legal_review', drafted, 'passed', 'a', 'drafted_it'],
    ['another may', 'legal_review', drafted, 'passed', 'b', undefined],
    ['who reviewed a case may not publish it', 'legal_review', passed, 'published', 'b', 'reviewed_it'],
    ['who drafted it may not publish it either', 'legal_review', passed, 'published', 'a', 'drafted_it'],
    ['a third may', 'legal_review', passed, 'published', 'c', undefined],
    ['nobody publishes before the review', 'legal_review', drafted, 'published', 'c', 'not_passed'],
    ['nobody publishes a draft', 'draft', by('a', 'drafted'), 'published', 'c', 'not_passed'],
    ['nobody reviews a draft', 'draft', by('a', 'drafted'), 'passed', 'b', 'not_submitted'],
    ['a case is not edited while the legal desk has it', 'legal_review', drafted, 'edited', 'a', 'not_a_draft'],
    ['a case is passed once', 'legal_review', passed, 'passed', 'c', 'passed_already'],
    ['who is to publish may return it', 'legal_review', passed, 'returned', 'c', undefined],
    ['the drafter does not return it', 'legal_review', drafted, 'returned', 'a', 'drafted_it'],
    ['a published case is not published again', 'published', passed, 'published', 'c', 'published_already'],
    ['a case off the board takes no step', 'repaired', passed, 'edited', 'a', 'off_the_board'],
    ['a case nobody submitted is not passed', 'legal_review', [], 'passed', 'b', 'not_submitted'],
    [
      'who reviewed in an earlier round may not publish',
      'legal_review',
      [...drafted, ...by('c', 'returned'), ...by('a', 'edited', 'submitted'), ...by('b', 'passed')],
      'published',
      'c',
      'reviewed_it',
    ],
  ])('%s', (_, state, approvals, step, personId, bar) =>
    expect(barToStep(state, approvals, { step, personId })).toBe(bar),
  )

  it('tell where the case stands', () => {
    expect(stageOf('draft', by('a', 'drafted', 'edited'))).toBe('drafting')
    expect(stageOf('draft', [...drafted, ...by('b', 'returned'), ...by('a', 'edited')])).toBe('returned')
    expect(stageOf('legal_review', drafted)).toBe('in_review')
    expect(stageOf('legal_review', passed)).toBe('passed')
    expect(stageOf('withdrawn', passed)).toBe('removed')
  })

  it('never lead to the board by fewer than three people, whatever anybody tries', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...caseApprovalSteps)), {
          maxLength: 60,
        }),
        (attempts) => {
          let state: CaseState = 'draft'
          const given: GivenApproval[] = []
          for (const [personId, step] of attempts) {
            if (barToStep(state, given, { step, personId })) continue
            state = stateAfter(step)
            given.push({ step, personId })
          }
          const people = (...steps: ApprovalStep[]) =>
            new Set(given.filter(({ step }) => steps.includes(step)).map(({ personId }) => personId))
          const published = people('published')
          expect(state === 'published').toBe(published.size === 1)
          if (state !== 'published') return
          const [drafters, reviewers] = [people('drafted', 'edited', 'submitted'), people('passed', 'returned')]
          expect(drafters.size).toBeGreaterThan(0)
          expect(reviewers.size).toBeGreaterThan(0)
          expect([...published].some((id) => drafters.has(id) || reviewers.has(id))).toBe(false)
          const last = given.at(-2)
          expect(last?.step).toBe('passed')
          expect(drafters.has(last?.personId ?? null)).toBe(false)
        },
      ),
      { numRuns: 2000 },
    ))
})
