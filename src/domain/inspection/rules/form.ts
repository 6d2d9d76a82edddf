import { findingKinds } from '#db/vocabulary.ts'
import type { InspectionTerms } from '#domain/inspection/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

interface FormContext {
  kind: string
  plannedOn: string
  now: Date
  /** Code -> id of the firm's outlets. */
  outlets: ReadonlyMap<string, number>
  factorCodes: ReadonlySet<string>
  terms: Pick<InspectionTerms, 'finish'>
  most: { findings: number; samples: number; words: number; findingWords: number }
}
interface Finding {
  position: number
  kind: (typeof findingKinds)[number]
  outletId: number | null
  words: string
}
interface Sample {
  position: number
  reportNo: string
  outletId: number | null
  factorCode: string | null
  value: number | null
  met: boolean | null
}
interface FormContent {
  startedAt: Date
  endedAt: Date
  words: string
  result: 'no_problem' | 'problems'
  findings: Finding[]
  samples: Sample[]
}
interface FormProblem {
  field: string
  zh: string
  en: string
}
type Typed = Readonly<Record<string, string>>
type Say = (field: string, zh: string, en: string) => undefined

/** What a finished inspection says, read from what was typed; or everything that is wrong with it, each at its field. */
export function readInspection(
  typed: Typed,
  context: FormContext,
): { content: FormContent; problems: [] } | { content: null; problems: FormProblem[] } {
  const problems: FormProblem[] = []
  const say: Say = (field, zh, en) => void problems.push({ field, zh, en })
  const times = readTimes(typed, context, say)
  const words = (typed.words ?? '').trim()
  if (words.length < 5 || words.length > context.most.words)
    say(
      'words',
      `请写明现场情况，5 至 ${context.most.words} 字`,
      `Say what was found on the site, 5 to ${context.most.words} characters`,
    )
  const findings = rowsOf(typed, 'f', context.most.findings).flatMap((n) => readFinding(typed, n, context, say) ?? [])
  const samples = rowsOf(typed, 's', context.most.samples).flatMap((n) => readSample(typed, n, context, say) ?? [])
  const result = readResult(typed.result, rowsOf(typed, 'f', context.most.findings).length, say)
  refusePersonal(typed, say)
  if (problems.length > 0 || !times || !result) return { content: null, problems }
  return { content: { ...times, words, result, findings, samples }, problems: [] }
}

/** The rows in which anything was typed. */
const rowsOf = (typed: Typed, letter: string, most: number): number[] =>
  Array.from({ length: most }, (_, i) => i + 1).filter((n) =>
    Object.entries(typed).some(([name, value]) => name.startsWith(`${letter}${n}.`) && value.trim() !== ''),
  )

/** `2026-11-26T09:30`, on the city's clock. */
export function readMinute(text: string | undefined): Date | undefined {
  if (!/^20\d\d-\d\d-\d\dT\d\d:\d\d$/.test(text ?? '')) return undefined
  const at = new Date(`${text}:00+08:00`)
  return Number.isNaN(at.getTime()) || minuteText(at) !== text ? undefined : at
}
export const minuteText = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

function readTimes(typed: Typed, { plannedOn, kind, now, terms }: FormContext, say: Say) {
  const [startedAt, endedAt] = [readMinute(typed.startedAt), readMinute(typed.endedAt)]
  if (!startedAt)
    return say('startedAt', '请填进厂时间，如 2026-11-26T09:30', 'Give the time of arrival, such as 2026-11-26T09:30')
  if (!endedAt)
    return say('endedAt', '请填离厂时间，如 2026-11-26T11:00', 'Give the time of leaving, such as 2026-11-26T11:00')
  if (cityDate(startedAt) < plannedOn)
    return say(
      'startedAt',
      `检查安排在 ${plannedOn} 及以后，填的是 ${cityDate(startedAt)}`,
      `It was planned for ${plannedOn} or later; ${cityDate(startedAt)} was given`,
    )
  if (endedAt <= startedAt) return say('endedAt', '离厂时间须晚于进厂时间', 'Leaving comes after arriving')
  if (endedAt > now) return say('endedAt', '离厂时间还没有到', 'The time of leaving is still to come')
  const { longestHours, night } = terms.finish
  if (endedAt.getTime() - startedAt.getTime() > longestHours.value * 3_600_000)
    return say(
      'endedAt',
      `一次检查不超过 ${longestHours.value} 小时`,
      `One inspection lasts ${longestHours.value} hours at most`,
    )
  const hour = Number(minuteText(startedAt).slice(11, 13))
  if (kind === 'night' && hour < night.from && hour >= night.to)
    return say(
      'startedAt',
      `夜查在 ${night.from} 时至次日 ${night.to} 时之间进厂`,
      `A night inspection begins between ${night.from}:00 and ${night.to}:00`,
    )
  return { startedAt, endedAt }
}

function readResult(given: string | undefined, found: number, say: Say) {
  if (given !== 'no_problem' && given !== 'problems')
    return say('result', '请选择检查结果', 'Choose the result of the inspection')
  if (given === 'problems' && found === 0)
    return say(
      'result',
      '结果是发现问题，请至少写一个问题',
      'The result is that problems were found: write at least one',
    )
  if (given === 'no_problem' && found > 0)
    return say(
      'result',
      `写了 ${found} 个问题，结果却是未发现问题`,
      `${found} problems are written, yet the result is that none was found`,
    )
  return given
}

function readFinding(typed: Typed, n: number, { outlets, most }: FormContext, say: Say): Finding | undefined {
  const of = (name: string) => (typed[`f${n}.${name}`] ?? '').trim()
  const words = of('words')
  const kind = findingKinds.find((each) => each === of('kind'))
  const outletId = outlets.get(of('outlet')) ?? null
  if (!kind) return say(`f${n}.kind`, `请选择问题 ${n} 的类别`, `Choose the kind of finding ${n}`)
  if (words.length < 5 || words.length > most.findingWords)
    return say(
      `f${n}.words`,
      `请写明问题 ${n}，5 至 ${most.findingWords} 字`,
      `Describe finding ${n}, 5 to ${most.findingWords} characters`,
    )
  if (of('outlet') !== '' && outletId === null)
    return say(`f${n}.outlet`, `没有排放口 ${of('outlet')}`, `The firm has no outlet ${of('outlet')}`)
  return { position: n, kind, outletId, words }
}

function readSample(typed: Typed, n: number, { outlets, factorCodes }: FormContext, say: Say): Sample | undefined {
  const of = (name: string) => (typed[`s${n}.${name}`] ?? '').trim()
  const [reportNo, factor, value, met] = [of('reportNo'), of('factor'), of('value'), of('met')]
  const outletId = outlets.get(of('outlet')) ?? null
  if (reportNo === '' || reportNo.length > 80)
    return say(`s${n}.reportNo`, `请填样品 ${n} 的报告编号`, `Give the number of the report of sample ${n}`)
  if (of('outlet') !== '' && outletId === null)
    return say(`s${n}.outlet`, `没有排放口 ${of('outlet')}`, `The firm has no outlet ${of('outlet')}`)
  if (factor !== '' && !factorCodes.has(factor))
    return say(`s${n}.factor`, `没有代码为 ${factor} 的因子`, `There is no factor with code ${factor}`)
  if (value !== '' && !/^\d{1,9}(\.\d{1,6})?$/.test(value))
    return say(`s${n}.value`, `结果应是数字，填的是 ${value}`, `The result is a number; ${value} was given`)
  if (value !== '' && factor === '')
    return say(`s${n}.factor`, '填了结果，请选择因子', 'A result is given: choose its factor')
  return {
    ...{ position: n, reportNo, outletId, factorCode: factor || null },
    value: value === '' ? null : Number(value),
    met: met === 'yes' ? true : met === 'no' ? false : null,
  }
}

/** All of it is public. */
function refusePersonal(typed: Typed, say: Say) {
  for (const [field, value] of Object.entries(typed))
    if (/words$/.test(field) && holdsPrivateData(value))
      say(
        field,
        '这里像是写了证件号、手机号、住址或账号；检查结果是公开的，请删去',
        'This seems to hold an identity number, mobile number, address or account: results are public, so leave it out',
      )
}
