import type { Case } from '#db/seed/city/cases/model.ts'
import type { City } from '#db/seed/city/city.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'

const isOnDesk = ({ state }: Case) => state === 'draft' || state === 'legal_review'

/** By whom: a desk of the county, no account, so that every demo account can take the next step. */
const deskOf = ({ county }: Case) => `${county.name}执法岗`

/** What the county typed: the one revision of each case that has not come to the board yet. */
export const revisionRows = ({ cases }: City): CopyRow[] =>
  cases.filter(isOnDesk).map((given) => ({
    caseId: given.id,
    revision: 1,
    content: JSON.stringify(contentOf(given)),
    savedByName: deskOf(given),
    savedAt: at(given.decidedOn, 9, 0),
  }))

/** Drafted, and of those with the legal desk also submitted: it then waits for somebody else to pass it. */
export const approvalRows = ({ cases }: City): CopyRow[] =>
  cases.filter(isOnDesk).flatMap((given) =>
    (given.state === 'draft' ? (['drafted'] as const) : (['drafted', 'submitted'] as const)).map((step, i) => ({
      caseId: given.id,
      step,
      personName: deskOf(given),
      revision: 1,
      at: at(given.decidedOn, 9, i * 30),
    })),
  )

/** In the shape of violation/rules/draft.ts; a test sends each of them the whole way to the board. */
function contentOf(given: Case) {
  const step = (kind: Case['steps'][number]['kind']) => given.steps.find((each) => each.kind === kind)
  const [lead, order] = [step('lead'), step('order_served')]
  return {
    category: given.category,
    creditCode: given.firm?.creditCode ?? '',
    enterpriseName: given.party,
    regionCode: given.county.code,
    title: given.title,
    titleEn: given.titleEn,
    facts: given.facts,
    factsEn: given.factsEn,
    actOn: given.foundOn,
    leadSource: given.leadSource,
    leadOn: lead?.happenedOn ?? null,
    leadWords: lead?.detail ?? '',
    leadReference: '',
    inspectedOn: given.foundOn,
    inspectionWords: step('inspection')?.detail ?? '',
    orderServedOn: order?.happenedOn ?? null,
    orderWords: order?.detail ?? '',
    bases: [],
    basisText: given.legalBasis,
    basisReason: '按处罚决定书所载',
    decisionNo: given.decisionNo,
    decidedOn: given.decidedOn,
    authority: given.authority,
    rectifyBy: given.rectifyBy,
    executionState: given.executionState,
    persons: [
      ...(given.legalRepresentative ? [person(given.legalRepresentative, 'legal_representative')] : []),
      ...given.responsiblePersons.map((name) => person(name, 'responsible')),
    ],
    measures: given.measures.map(({ kind, amountFen, fromOn, toOn, detail }) => ({
      kind,
      amountFen,
      fromOn,
      toOn,
      prolongedOn: null,
      periods: kind === 'daily_penalty' && fromOn ? [{ servedOn: addDays(fromOn, -1), recheckedOn: toOn }] : [],
      detail: detail ?? '',
    })),
    outlets: given.outlet && given.firm ? [given.outlet.id] : [],
    disclosures: [],
    readings: [],
    confirmed: [],
  }
}

const person = (name: string, kind: 'legal_representative' | 'responsible') => ({
  name,
  position: '',
  kind,
  isMinor: false,
})
