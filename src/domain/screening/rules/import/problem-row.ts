import { problemExecutions, problemKinds, problemPlanStates } from '#db/vocabulary.ts'
import type { Line } from '#domain/rectification/rules/line.ts'
import { term, type Vocabulary } from '#src/i18n/terms.ts'
import { readDate } from '#src/text/dates.ts'
import { plainText } from '#src/text/plain-text.ts'

export interface ReadProblem {
  line: Partial<Line> & { kind: (typeof problemKinds)[number]; words: string }
  /** The ledger says that it is rectified: that is decided by annex 4 alone. */
  isRectified: boolean
  /** Columns that cannot be read. */
  unread: string[]
}

/** One line of annex 3: the kind by its own words or by what they speak of. */
export function readProblem(cell: (column: string) => string): ReadProblem {
  const text = (column: string) => cell(column).toWellFormed().replace(/\r\n?/g, '\n').trim()
  const unread: string[] = []
  const [kind, words] = divide('problemKind', problemKinds, text('problem'))
  const [execution, executionWords] = divide('problemExecution', problemExecutions, text('execution'))
  const [planState, plan] = divide('problemPlanState', problemPlanStates, text('plan'))
  const deadline = dayOf(text('deadline'))
  if (deadline === undefined) unread.push('deadline')
  const recheck = readRecheck(text('recheck'))
  if (recheck === undefined) unread.push('recheck')
  return {
    line: {
      kind: kind ?? hinted(words),
      words,
      documentNo: text('enforcement'),
      requirement: text('requirement'),
      // Words alone: something is under way; a plan that is described is there, drafted at least.
      execution: execution ?? (executionWords ? 'under_way' : ''),
      executionWords,
      planState: plan === '' ? 'none' : planState && planState !== 'none' ? planState : 'drafted',
      plan,
      measures: text('measures'),
      deadline: deadline ?? '',
      ...(recheck ?? {}),
    },
    isRectified: plainText(text('rectified')) === '是',
    unread,
  }
}

/** `达标：words` -> the vocabulary's value and the words after it; words that begin with none are all words. */
function divide<T extends string>(name: Vocabulary, values: readonly T[], text: string): [T | undefined, string] {
  const at = text.indexOf('：')
  const before = at < 0 ? text : text.slice(0, at)
  const value = values.find(
    (each) => (term as (l: 'zh', n: Vocabulary, v: string) => string)('zh', name, each) === before.trim(),
  )
  return value ? [value, at < 0 ? '' : text.slice(at + 1).trim()] : [undefined, text]
}

const hints: readonly [(typeof problemKinds)[number], RegExp][] = [
  ['stealth_discharge', /偷排|暗管|渗坑|渗井|直排/],
  ['exceedance', /超标|超过.{0,12}(标准|限值)/],
  ['facility_inadequate', /设施|治理能力|处理能力/],
  ['records', /台账|记录|监测方案|自行监测/],
  ['permit', /许可证|环评|验收|手续/],
]
const hinted = (words: string) => hints.find(([, hint]) => hint.test(words))?.[0] ?? 'other'

/** A day; empty where there is none, undefined where it cannot be read. */
function dayOf(text: string): string | undefined {
  if (text === '') return ''
  const read = readDate(text)
  return read.ok && read.precision === 'day' ? read.day : undefined
}

/** `report number，day，达标`: any of them. */
function readRecheck(text: string): Pick<Line, 'recheckReportNo' | 'recheckOn' | 'recheckMet'> | undefined {
  if (text === '') return { recheckReportNo: '', recheckOn: '', recheckMet: '' }
  const parts = text.split(/[，,；;\n]/).map((part) => part.trim())
  const met = parts.find((part) => part === '达标' || part === '未达标')
  const on = parts.map(dayOf).find((day) => day)
  const no = parts.find((part) => part !== met && !dayOf(part)) ?? ''
  if ((no || met) && !on) return undefined
  return {
    recheckReportNo: no,
    recheckOn: on ?? '',
    recheckMet: met === undefined ? '' : met === '达标' ? 'yes' : 'no',
  }
}
