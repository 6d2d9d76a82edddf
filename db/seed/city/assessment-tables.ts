import type { Sql } from '#db/client.ts'
import type { Assessment } from '#db/seed/city/assessment.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { at } from '#db/seed/days.ts'

const checked = ['screening_ledger', 'rectification_ledger', 'monthly_check', 'cases', 'published']

export const returnRows = ({ returns }: Assessment): CopyRow[] =>
  returns.map(({ counts, cases, words, reason: _, ...given }) => ({
    ...given,
    figures: JSON.stringify({ counts, cases }),
    words: JSON.stringify(words),
    checked,
    sealRegionCode: given.signedAt === null ? null : given.regionCode,
    version: 4,
  }))

export const returnStepRows = ({ returns }: Assessment): CopyRow[] =>
  returns.flatMap(({ id, preparedAt, completedAt, firstSignedAt, signedAt, decidedAt, state, reason }) => [
    { returnId: id, step: 'prepared', words: null, at: preparedAt },
    ...(completedAt ? [{ returnId: id, step: 'completed', words: null, at: completedAt }] : []),
    ...(firstSignedAt ? [{ returnId: id, step: 'signed', words: null, at: signedAt ?? firstSignedAt }] : []),
    ...(decidedAt
      ? [{ returnId: id, step: state === 'sent_back' ? 'sent_back' : 'received', words: reason, at: decidedAt }]
      : []),
  ])

export const taskStateRows = ({ tasks }: Assessment): CopyRow[] => tasks.map((task) => ({ ...task }))

export const countyMeasureRows = ({ measures }: Assessment): CopyRow[] =>
  measures.map(({ followUps, ...measure }) => ({
    ...measure,
    enteredAt: at(measure.fromOn, 9, 0),
    confirmedAt: measure.state === 'proposed' ? null : at(measure.fromOn, 15, 0),
    updatedAt: at(measure.liftedOn ?? followUps.at(-1)?.doneOn ?? measure.fromOn, 16, 0),
  }))

export const countyFollowUpRows = ({ measures }: Assessment): CopyRow[] =>
  measures.flatMap(({ id, followUps }) =>
    followUps.map(({ doneOn, words }) => ({ measureId: id, doneOn, words, enteredAt: at(doneOn, 16, 0) })),
  )

/** What the returns count of problems: from the ledger, when it is there. */
export const countProblems = (sql: Sql) => sql`
  update county_returns r set figures = jsonb_set(figures, '{counts}', figures->'counts' || (
    select jsonb_build_object(
      'problemsFound', count(*) filter (where to_char(found_on, 'YYYY-MM') = r.period),
      'problemsClosed', count(*) filter (where to_char(closed_on, 'YYYY-MM') = r.period),
      'problemsOpen', count(*) filter (where closed_on is null or to_char(closed_on, 'YYYY-MM') > r.period),
      'problemsOverdue', count(*) filter (where to_char(deadline, 'YYYY-MM') <= r.period and (closed_on is null or to_char(closed_on, 'YYYY-MM') > r.period)))
    from problems p where p.region_code = r.region_code and to_char(p.found_on, 'YYYY-MM') <= r.period))`
