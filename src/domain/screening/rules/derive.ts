import type { DerivedTexts, ScreeningSource } from '#db/schema/screening.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { deriveOnline } from '#domain/screening/rules/derive-online.ts'
import type { FirmFacts, Sample } from '#domain/screening/rules/facts.ts'
import type { ScreeningField } from '#domain/screening/rules/fields.ts'
import { joined, most, text } from '#domain/screening/rules/texts.ts'
import { formatMoney } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

/**
 * The columns of annex 1 from what the portal's records hold, in the words of the form, each with where it was taken from. A
 * column of which no record speaks is left out: the county completes it.
 */
export function deriveTexts(facts: FirmFacts): DerivedTexts {
  return Object.fromEntries(
    [...permitColumns(facts), ...findingColumns(facts), ...deriveOnline(facts), ...caseColumn(facts)].filter(
      ([, { text: given }]) => given !== '',
    ),
  )
}

type Column = [ScreeningField, { text: string; sources: ScreeningSource[] }]

function permitColumns({ creditCode, permit, totals, facilities, figures, disclosure }: FirmFacts): Column[] {
  const ofPermit: ScreeningSource[] = permit ? [{ kind: 'permit', ref: permit.no }] : []
  const ofRegister: ScreeningSource[] = [{ kind: 'register', ref: creditCode, path: `/enterprises/${creditCode}` }]
  const ofDisclosure: ScreeningSource[] = disclosure
    ? [{ kind: 'disclosure', ref: String(disclosure.year), path: `/disclosures/${disclosure.id}` }]
    : []
  const amount = ({ factor, tonnes }: (typeof totals)[number]) => `${factor} ${tonnes} 吨/年`
  const range = ({ outletCode, factor, min, max, unit, limit }: (typeof figures)[number]) =>
    `${outletCode} ${factor} ${min === max ? min : `${min}–${max}`} ${unit}${limit === null ? '' : `（限值 ${limit}）`}`
  return [
    text('permitNo', permit?.no ?? '', ofPermit),
    text(
      'permitContents',
      permit ? `${permit.authority}核发，${permit.issuedOn} 至 ${permit.expiresOn}` : '',
      ofPermit,
    ),
    text(
      'facilities',
      joined(facilities.map(({ code, name, process }) => `${code} ${name}（${process}）`)),
      ofRegister,
    ),
    text('concentrations', joined(figures.map(range)), ofDisclosure),
    text('totals', joined(totals.map(amount)), ofPermit),
  ]
}

function findingColumns(facts: FirmFacts): Column[] {
  const newest = facts.samples[0]
  const ofNewest = facts.samples.filter(({ sampledOn }) => sampledOn === newest?.sampledOn)
  const over = ofNewest.filter(isOver)
  const reports = [...new Set(ofNewest.map(({ reportNo }) => reportNo))]
  const sources = reports.map((ref): ScreeningSource => ({ kind: 'supervisory', ref }))
  const reasons = facts.figures.flatMap(({ reason }) => reason ?? [])
  return [
    prominentProblems(facts, over),
    text('monitoringReportNo', joined(reports), sources),
    text('exceeded', newest ? (over.length > 0 ? 'yes' : 'no') : '', sources),
    text(
      'exceedanceCause',
      over.length > 0 ? joined(reasons) : '',
      facts.disclosure
        ? [{ kind: 'disclosure', ref: String(facts.disclosure.year), path: `/disclosures/${facts.disclosure.id}` }]
        : [],
    ),
  ]
}

const isOver = ({ value, limitMin, limitMax }: Sample) =>
  value !== null && judgeAgainstLimit({ value, limitMin, limitMax })?.standing === 'over'

/** Note 2 of the annex: the three kinds by their own words; 无 where the firm checked itself and nothing was found. */
function prominentProblems({ problems, selfCheck, exceedances, disclosure }: FirmFacts, over: Sample[]): Column {
  const open = problems.filter(({ isOpen }) => isOpen)
  const sources: ScreeningSource[] = open.map(({ no }) => ({
    kind: 'problem',
    ref: no,
    path: `/progress/problems/${no}`,
  }))
  const found = open.map(({ kind, words }) => `${problemWord(kind)}：${words}`)
  const isExceeding = over.length > 0 || exceedances.length > 0
  if (isExceeding && !open.some(({ kind }) => kind === 'exceedance')) {
    found.push(problemWord('exceedance'))
    sources.push({ kind: over.length > 0 ? 'supervisory' : 'exceedance', ref: over[0]?.reportNo ?? '' })
  }
  if (selfCheck && disclosure)
    sources.push({ kind: 'disclosure', ref: String(disclosure.year), path: `/disclosures/${disclosure.id}` })
  if (found.length === 0 && selfCheck)
    return text('prominentProblems', selfCheck.problems.length === 0 ? '无' : joined(selfCheck.problems), sources)
  return text('prominentProblems', joined(found), sources)
}

/** Note 2 of annex 1 prints the first three so. */
const problemWords: Record<string, string> = {
  stealth_discharge: '偷排偷放',
  facility_inadequate: '设施未满足污染物处理要求',
  exceedance: '污染物排放超标',
}
const problemWord = (kind: string) => problemWords[kind] ?? '其他'

function caseColumn({ cases }: FirmFacts): Column[] {
  const words = cases.slice(0, most).map(({ decisionNo, decidedOn, measures, fineFen }) => {
    const kinds = measures.map((kind) => term('zh', 'measureKind', kind as never)).join('、')
    return `${decisionNo}（${decidedOn}${kinds ? `，${kinds}` : ''}${fineFen > 0 ? ` ${formatMoney('zh', fineFen)}` : ''}）`
  })
  const sources = cases.map(
    ({ id, decisionNo }): ScreeningSource => ({ kind: 'case', ref: decisionNo, path: `/board/${id}` }),
  )
  return [text('enforcement', joined(words), sources)]
}
