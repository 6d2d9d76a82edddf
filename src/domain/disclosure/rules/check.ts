import { type FieldIssue, type RowAnswers, readRow } from '#domain/disclosure/rules/answers.ts'
import { inconsistencies } from '#domain/disclosure/rules/consistency.ts'
import {
  outletFields,
  outletKey,
  type Problem,
  type RowContext,
  rowKey,
  type Typed,
} from '#domain/disclosure/rules/form.ts'
import { checkItems, type PartProgress } from '#domain/disclosure/rules/items/check.ts'
import type { ItemContext } from '#domain/disclosure/rules/items/context.ts'
import type { CheckedItem, FormItem } from '#domain/disclosure/rules/items/item.ts'
import type { FormPart } from '#domain/disclosure/rules/items/spec.ts'
import { judgeRow, type RowJudgement } from '#domain/disclosure/rules/judgement.ts'
import { implausibilities } from '#domain/disclosure/rules/plausibility.ts'
import { checkAcross } from '#domain/disclosure/rules/plausibility-across.ts'
import { isFilled, requiredFields } from '#domain/disclosure/rules/required.ts'

export interface Completeness {
  required: number
  filled: number
}

export interface CheckedRow extends Completeness {
  answers: RowAnswers
  judgement: RowJudgement
  problems: Problem[]
  /** What is unusual and has its reason: it may be published, and carries the mark 存疑. */
  explained: Problem[]
}

/**
 * Everything there is to say about one row as it stands: its values, how they stand to limit and permit, what is missing,
 * wrong or to be explained. The page runs it while a person types, the server runs it again.
 */
export function checkRow(context: RowContext, typed: Typed): CheckedRow {
  const { answers, issues } = readRow(typed, context)
  const required = requiredFields(context, answers)
  const unread = new Set(issues.map(({ field }) => field))
  const missing = required.filter((field) => !isFilled(field, answers) && !unread.has(field))
  const doubts = [...inconsistencies(context, answers), ...implausibilities(context, answers)]
  // One reason answers for all that is unusual in the row; what cannot be is not asked about as well.
  const impossible = new Set(doubts.flatMap(({ kind, field }) => (kind === 'wrong' ? [field] : [])))
  const open = doubts.filter(
    ({ kind, field }) => kind === 'wrong' || (answers.unusualReason === null && !impossible.has(field)),
  )
  const explained =
    answers.unusualReason === null
      ? []
      : doubts.filter(({ kind, field }) => kind === 'explain' && !impossible.has(field))
  const named = (issue: FieldIssue): Problem => ({ ...issue, field: `${keyOf(context, issue.field)}.${issue.field}` })
  const found = [
    ...issues,
    ...open,
    ...missing.map(
      (field): FieldIssue => ({
        field,
        code: 'required',
        kind: 'missing',
        given: orReason.has(field) ? { orReason: 1 } : {},
      }),
    ),
  ]
  return {
    answers,
    judgement: judgeRow(context, answers),
    problems: found.map(named),
    explained: explained.map(named),
    required: required.length,
    filled: required.filter((field) => isFilled(field, answers)).length,
  }
}

/** Fields beside which a reason can stand for the value. */
const orReason: ReadonlySet<string> = new Set(['min', 'mean', 'max', 'total'])

export interface CheckedDraft extends Completeness {
  rows: CheckedRow[]
  problems: Problem[]
}

/** All rows, each by itself and against the others. What an outlet is asked once (route, pattern) counts once and is reported once. */
export function checkDraft(rows: readonly { context: RowContext; typed: Typed }[]): CheckedDraft {
  const checked = rows.map(({ context, typed }) => checkRow(context, typed))
  const outlets = new Map(rows.map(({ context }, i) => [context.outletId, checked[i] as CheckedRow]))
  const blank = [...outlets].flatMap(([outletId, { answers, problems }]) =>
    outletFields
      .map((field) => ({ name: `${outletKey(outletId)}.${field}`, value: answers[field] }))
      .filter(({ name, value }) => value === null && !problems.some(({ field }) => field === name))
      .map(({ name }): Problem => ({ field: name, code: 'required', kind: 'missing' })),
  )
  const across = checkAcross(rows.map(({ context }, i) => ({ context, answers: (checked[i] as CheckedRow).answers })))
  const problems = new Map(
    [...blank, ...checked.flatMap((row) => row.problems), ...across.problems].map((problem) => [
      `${problem.field} ${problem.code}`,
      problem,
    ]),
  )
  const sum = (of: (row: CheckedRow) => number) => checked.reduce((total, row) => total + of(row), 0)
  const answered = [...outlets.values()].reduce(
    (n, { answers }) => n + outletFields.filter((field) => answers[field] !== null).length,
    0,
  )
  const explainedIn = (row: CheckedRow, context: RowContext) => [
    ...row.explained,
    ...across.explained.filter(({ field }) => field.startsWith(`${rowKey(context)}.`)),
  ]
  return {
    rows: checked.map((row, i) => ({
      ...row,
      explained: explainedIn(row, (rows[i] as { context: RowContext }).context),
    })),
    problems: [...problems.values()],
    required: sum((row) => row.required) + outlets.size * outletFields.length,
    filled: sum((row) => row.filled) + answered,
  }
}

export interface CheckedForm extends CheckedDraft {
  items: CheckedItem[]
  parts: Record<FormPart, PartProgress>
}

/**
 * The whole form: the outlets' factors and the groups (annex 2); what stands against either stops its publication. What the
 * groups say of an outlet (flow, hours) is known to the checks of its rows.
 */
export function checkForm(
  rows: readonly { context: RowContext; typed: Typed }[],
  items: readonly FormItem[],
  context: ItemContext,
): CheckedForm {
  const groups = checkItems(items, context)
  const ofRows = checkDraft(withRunning(rows, groups.items))
  const discharge = groups.parts.discharge
  const parts = {
    ...groups.parts,
    discharge: {
      required: discharge.required + ofRows.required,
      filled: discharge.filled + ofRows.filled,
      problems: discharge.problems + ofRows.problems.length,
    },
  }
  const sum = (of: keyof Completeness) => Object.values(parts).reduce((total, part) => total + part[of], 0)
  return {
    rows: ofRows.rows,
    items: groups.items,
    problems: [...groups.problems, ...ofRows.problems],
    parts,
    required: sum('required'),
    filled: sum('filled'),
  }
}

/** The rows with their outlet's flow and hours as the form itself gives them. */
function withRunning<R extends { context: RowContext }>(rows: readonly R[], items: readonly CheckedItem[]): R[] {
  const running = new Map(items.filter(({ group }) => group === 'outlets').map(({ item, answers }) => [item, answers]))
  const number = (value: unknown) => (typeof value === 'number' ? value : null)
  return rows.map((row) => {
    const said = running.get(row.context.outletId)
    return { ...row, context: { ...row.context, flow: number(said?.flow), hours: number(said?.hours) } }
  })
}

const keyOf = (context: RowContext, field: FieldIssue['field']) =>
  outletFields.some((name) => name === field) ? outletKey(context.outletId) : rowKey(context)
