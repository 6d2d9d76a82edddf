/** What people write round the figures, each in Chinese and English: 概况, 达标情况, 问题和原因, 建议. */
export const evaluationBlocks = ['overview', 'compliance', 'causes', 'advice'] as const
export type EvaluationBlock = (typeof evaluationBlocks)[number]

/** The lists behind the figures, as they are frozen and downloaded. A row holds what is public anyway; a case names no firm. */
export interface EvaluationLists {
  firms: {
    creditCode: string
    name: string
    regionCode: string
    controlLevel: string
    operatingState: string
    outlets: number
    permitNo: string | null
    permitExpiresOn: string | null
    /** The state of the year's disclosure, `not_required` where none was owed. */
    disclosure: string
    disclosedOn: string | null
    screenedOn: string | null
  }[]
  /** Of the newest published disclosure of the year: an outlet and a factor with a limit. */
  disclosed: {
    creditCode: string
    name: string
    outlet: string
    factorCode: string
    unit: string
    max: number | null
    limitMin: number | null
    limitMax: number
    judged: number | null
    exceeded: number | null
  }[]
  /** Supervisory samples taken from the first day of the batch to the report's. `isOver` by GB/T 8170 (enterprise/rules/limit.ts). */
  samples: {
    creditCode: string
    name: string
    outlet: string
    factorCode: string
    sampledOn: string
    value: number | null
    unit: string
    limitMin: number | null
    limitMax: number | null
    reportNo: string
    isOver: boolean | null
  }[]
  /** 督办单 of exceeding or doubtful on-line data, issued in the same days. */
  orders: {
    no: string
    creditCode: string
    name: string
    outlet: string
    kind: string
    issuedOn: string
    state: string
    result: string | null
  }[]
  problems: {
    no: string
    creditCode: string
    name: string
    regionCode: string
    kind: string
    source: string
    foundOn: string
    deadline: string | null
    planState: string
    state: string
    closedOn: string | null
  }[]
  /** Published cases decided in the same days, by their number on the board. */
  cases: { no: number; regionCode: string; category: string; decidedOn: string; fineFen: number; measures: string[] }[]
}
export type EvaluationList = keyof EvaluationLists
export const evaluationLists = ['firms', 'disclosed', 'samples', 'orders', 'problems', 'cases'] as const

/** Everything that a report counts, from its rows alone: whoever downloads them gets the same. */
export function figuresOf({ firms, disclosed, samples, orders, problems, cases }: EvaluationLists, asOf: string) {
  const owed = firms.filter(({ disclosure }) => disclosure !== 'not_required')
  const isLate = (row: EvaluationLists['problems'][number]) =>
    row.state !== 'closed' && row.deadline !== null && row.deadline < asOf
  const closed = problems.filter(({ state }) => state === 'closed')
  const judgedSamples = samples.filter(({ isOver }) => isOver !== null)
  const exceeding = new Set([
    ...disclosed.filter(({ exceeded }) => (exceeded ?? 0) > 0).map(({ creditCode }) => creditCode),
    ...samples.filter(({ isOver }) => isOver).map(({ creditCode }) => creditCode),
  ])
  return {
    firms: firms.length,
    operating: firms.filter(({ operatingState }) => operatingState === 'operating').length,
    outlets: sum(firms, ({ outlets }) => outlets),
    withPermit: firms.filter(({ permitExpiresOn }) => permitExpiresOn !== null && permitExpiresOn >= asOf).length,
    screened: firms.filter(({ screenedOn }) => screenedOn !== null).length,
    owed: owed.length,
    disclosed: owed.filter(({ disclosedOn }) => disclosedOn !== null).length,
    exceeding: exceeding.size,
    samples: judgedSamples.length,
    samplesOver: judgedSamples.filter(({ isOver }) => isOver).length,
    orders: orders.length,
    orderFirms: new Set(orders.map(({ creditCode }) => creditCode)).size,
    problems: problems.length,
    problemFirms: new Set(problems.map(({ creditCode }) => creditCode)).size,
    closed: closed.length,
    late: problems.filter(isLate).length,
    cases: cases.length,
    fineFen: sum(cases, ({ fineFen }) => fineFen),
    counties: group(firms, ({ regionCode }) => regionCode).map(([code, own]) => {
      const codes = new Set(own.map(({ creditCode }) => creditCode))
      const theirs = problems.filter(({ regionCode }) => regionCode === code)
      return {
        code,
        firms: own.length,
        disclosed: own.filter(({ disclosedOn }) => disclosedOn !== null).length,
        exceeding: [...exceeding].filter((each) => codes.has(each)).length,
        problems: theirs.length,
        closed: theirs.filter(({ state }) => state === 'closed').length,
        late: theirs.filter(isLate).length,
        cases: cases.filter(({ regionCode }) => regionCode === code).length,
      }
    }),
    factors: group(disclosed, ({ factorCode }) => factorCode)
      .map(([code, rows]) => ({
        code,
        outlets: rows.length,
        outletsOver: rows.filter(({ exceeded }) => (exceeded ?? 0) > 0).length,
        judged: sum(rows, ({ judged }) => judged ?? 0),
        exceeded: sum(rows, ({ exceeded }) => exceeded ?? 0),
        samples: judgedSamples.filter(({ factorCode }) => factorCode === code).length,
        samplesOver: judgedSamples.filter(({ factorCode, isOver }) => factorCode === code && isOver).length,
      }))
      .sort((a, b) => b.outletsOver - a.outletsOver || b.outlets - a.outlets || a.code.localeCompare(b.code)),
    kinds: group(problems, ({ kind }) => kind).map(([kind, rows]) => ({
      kind,
      problems: rows.length,
      closed: rows.filter(({ state }) => state === 'closed').length,
      late: rows.filter(isLate).length,
    })),
    measures: group(
      cases.flatMap(({ measures }) => measures),
      (kind) => kind,
    ).map(([kind, rows]) => ({ kind, cases: rows.length })),
  }
}
export type EvaluationFigures = ReturnType<typeof figuresOf>

const sum = <T>(rows: readonly T[], value: (row: T) => number) => rows.reduce((total, row) => total + value(row), 0)

/** Rows by a key, the keys in their order. */
function group<T>(rows: readonly T[], keyOf: (row: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row])
  return [...found].sort(([a], [b]) => a.localeCompare(b))
}
