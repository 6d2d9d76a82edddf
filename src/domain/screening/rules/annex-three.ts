import type { AnnexThreeColumn } from '#domain/screening/rules/annex.ts'
import { formatDate } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

type Kind = 'stealth_discharge' | 'facility_inadequate' | 'exceedance' | 'records' | 'permit' | 'other'

/** A problem with the names that annex 3 prints. */
export interface ProblemOfAnnex {
  no: string
  enterpriseName: string
  regionName: string
  sectorName: string
  controlLevel: 'national' | 'provincial' | 'municipal' | 'other'
  kind: Kind
  words: string
  documentNo: string | null
  requirement: string | null
  execution: 'not_due' | 'under_way' | 'done' | 'court' | null
  executionWords: string | null
  planState: 'none' | 'drafted' | 'filed' | 'published'
  plan: string | null
  measures: string | null
  deadline: string | null
  recheckReportNo: string | null
  recheckOn: string | null
  recheckMet: boolean | null
  state: string
}

const joined = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join('：') || null

/** The cells of one problem, as annex 3 has them. 是否整改到位 is true through annex 4 alone. */
export function annexThreeCells(
  line: ProblemOfAnnex,
  serialNo: number,
): Record<AnnexThreeColumn, string | number | null> {
  const met = line.recheckMet === null ? null : line.recheckMet ? '达标' : '未达标'
  return {
    serialNo,
    enterpriseName: line.enterpriseName,
    region: line.regionName,
    controlLevel: term('zh', 'controlLevel', line.controlLevel),
    sector: line.sectorName,
    problem: `${term('zh', 'problemKind', line.kind)}：${line.words}`,
    enforcement: line.documentNo,
    requirement: line.requirement,
    execution: joined(line.execution && term('zh', 'problemExecution', line.execution), line.executionWords),
    plan: joined(term('zh', 'problemPlanState', line.planState), line.plan),
    measures: line.measures,
    deadline: line.deadline && formatDate('zh', line.deadline),
    recheck:
      [line.recheckReportNo, line.recheckOn && formatDate('zh', line.recheckOn), met].filter(Boolean).join('，') ||
      null,
    rectified: line.state === 'closed' ? '是' : '否',
  }
}
