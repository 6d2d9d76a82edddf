import { createHash } from 'node:crypto'
import type { Rectification, SeedClosure, SeedProblem } from '#db/seed/city/problems.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'

const withClosure = ({ problems }: Rectification) =>
  problems.filter((problem): problem is SeedProblem & { closure: SeedClosure } => problem.closure !== null)
const completedOn = ({ filledOn }: SeedClosure) => addDays(filledOn, -2)
const reportNo = ({ id }: SeedProblem) => `益环监（演示）字第 ${String(id).padStart(4, '0')} 号`
const isMeasured = ({ kind }: SeedProblem) =>
  kind === 'exceedance' || kind === 'facility_inadequate' || kind === 'stealth_discharge'

export const problemRows = ({ problems }: Rectification): CopyRow[] =>
  problems.map((problem) => {
    const { closure, found, planOn, foundOn } = problem
    const isRechecked = problem.recheckOn !== null && isMeasured(problem)
    return {
      id: problem.id,
      no: problem.no,
      enterpriseId: problem.firm.id,
      outletId: problem.outlet?.id ?? null,
      regionCode: problem.firm.county.code,
      sectorCode: problem.firm.profile.sector,
      batch: problem.batch,
      kind: problem.kind,
      source: problem.source,
      foundOn,
      words: problem.words,
      caseId: found?.id ?? null,
      documentNo: found?.decisionNo ?? null,
      requirement: found ? '责令改正，按决定书缴纳罚款。' : null,
      execution: found ? (closure ? 'done' : 'under_way') : null,
      planState: planOn ? (problem.id % 3 === 0 ? 'filed' : 'published') : 'none',
      plan: planOn ? problem.plan : null,
      measures: planOn ? problem.measures : null,
      deadline: problem.deadline,
      recheckReportNo: isRechecked ? reportNo(problem) : null,
      recheckOn: isRechecked ? problem.recheckOn : null,
      recheckMet: isRechecked ? true : null,
      state: problem.state,
      previousId: problem.previousId,
      closedOn: closure?.closedOn ?? null,
      enteredAt: at(foundOn, 16, 30),
      changedAt: at(changedOn(problem), 10, 0),
      version: planOn ? 2 : 1,
    }
  })

const changedOn = ({ closure, planOn, foundOn }: SeedProblem): string =>
  closure?.closedOn ?? closure?.cityOn ?? closure?.countyOn ?? closure?.reviewedOn ?? planOn ?? foundOn

/** A line as a form shows it: what a question of two editors goes back to. */
function lineText(row: CopyRow): string {
  const fields = [
    'kind',
    'words',
    'documentNo',
    'requirement',
    'execution',
    'planState',
    'plan',
    'measures',
    'deadline',
  ]
  const rechecked = ['recheckReportNo', 'recheckOn']
  const line = Object.fromEntries([...fields, ...rechecked].map((name) => [name, String(row[name] ?? '')]))
  return JSON.stringify({ ...line, executionWords: '', recheckMet: row.recheckMet === true ? 'yes' : '' })
}

export const problemHistoryRows = (city: Rectification): CopyRow[] => {
  const rows = problemRows(city)
  return city.problems.flatMap((problem, i) => {
    const { id: problemId, planOn, closure, checks, foundOn, previousId } = problem
    const row = rows[i] as CopyRow
    const bare = { words: null, version: null, line: null, closureId: null }
    const early = { ...row, planState: 'none', plan: '', measures: '', documentNo: '', requirement: '', execution: '' }
    const first = { ...early, recheckReportNo: '', recheckOn: '', recheckMet: null }
    const step = previousId === null ? 'found' : 'recurred'
    const steps: (CopyRow & { at: string })[] = [
      { problemId, step, ...bare, version: 1, line: lineText(first), at: at(foundOn, 16, 30) },
      ...(planOn
        ? [{ problemId, step: 'changed', ...bare, version: 2, line: lineText(row), at: at(planOn, 10, 0) }]
        : []),
      ...checks.map((day) => ({ problemId, step: 'checked', ...bare, words: checkWords, at: at(day, 17, 0) })),
    ]
    if (closure) {
      const closureId = closure.id
      const of = (name: string, day: string | null, words: string | null, hour: number) =>
        day ? steps.push({ problemId, step: name, ...bare, words, closureId, at: at(day, hour, 0) }) : 0
      of('requested', closure.reviewedOn, null, 9)
      of('county_agreed', closure.countyOn, countyWords, 15)
      of('city_agreed', closure.cityOn, cityWords, 11)
      of('objected', closure.objection?.on ?? null, null, 20)
      of('objection_rejected', closure.objection?.answeredOn ?? null, answerWords, 16)
      of('closed', closure.closedOn, null, 0)
    }
    return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  })
}

const checkWords = '到现场查看，整改按方案进行，设施运行记录齐全。'
const countyWords = '现场核查，整改措施已落实，设施运行正常，监测达标，同意销号。'
const cityWords = '查阅资料并到现场复核，与申请一致，同意公示。'
const objectionWords = '公示期间夜里仍能闻到异味，请核实设施夜间是否运行。'
const answerWords = '已于夜间到现场复核并采样，设施运行正常，监测达标；异味来自相邻堆场，已另行督促苫盖。'
const completionWords = '整改措施已全部完成，设施连续稳定运行，复测达标。'

export const problemCheckRows = ({ problems }: Rectification): CopyRow[] =>
  problems.flatMap(({ id: problemId, checks }) =>
    checks.map((checkedOn) => ({ problemId, checkedOn, words: checkWords, at: at(checkedOn, 17, 0) })),
  )

export const closureFormRows = (city: Rectification): CopyRow[] =>
  withClosure(city).map(({ firm, measures, closure }) => ({
    id: closure.formId,
    enterpriseId: firm.id,
    measures,
    completion: completionWords,
    completedOn: completedOn(closure),
    filledAt: at(closure.filledOn, 10, 0),
  }))

export const closureRows = (city: Rectification): CopyRow[] =>
  withClosure(city).map((problem) => ({
    id: problem.closure.id,
    formId: problem.closure.formId,
    problemId: problem.id,
    state: problem.state,
    windowFrom: problem.closure.window?.from ?? null,
    windowTo: problem.closure.window?.to ?? null,
    closedOn: problem.closure.closedOn,
    changedAt: at(changedOn(problem), 10, 0),
  }))

const people = {
  filler: ['演示企业填表人'],
  reviewer: ['演示企业审核人'],
  county: ['演示县区核查人甲', '演示县区核查人乙'],
  city: ['演示市局核查人甲', '演示市局核查人乙'],
} as const

/** Each signature with what was signed; the fingerprint is that of the keys in their order, as the portal makes it. */
export const closureSignatureRows = (city: Rectification): CopyRow[] =>
  withClosure(city).flatMap((problem) => {
    const { closure, firm, measures } = problem
    const after: string[] = []
    const days = {
      filler: closure.filledOn,
      reviewer: closure.reviewedOn,
      county: closure.countyOn,
      city: closure.cityOn,
    }
    const words = { filler: null, reviewer: null, county: countyWords, city: cityWords }
    return (['filler', 'reviewer', 'county', 'city'] as const).flatMap((role) => {
      const signedOn = days[role]
      if (signedOn === null) return []
      const document = JSON.stringify({
        after: [...after],
        files: [],
        form: { completedOn: completedOn(closure), completion: completionWords, measures },
        names: people[role],
        opinion: 'agreed',
        problem: { creditCode: firm.creditCode, foundOn: problem.foundOn, no: problem.no, words: problem.words },
        role,
        signedOn,
        words: words[role],
      })
      const sha256 = createHash('sha256').update(document).digest('hex')
      after.push(sha256)
      const [closureId, opinion, names] = [closure.id, 'agreed', people[role]]
      return [
        { closureId, role, opinion, words: words[role], signedOn, names, at: at(signedOn, 15, 0), document, sha256 },
      ]
    })
  })

export const closureFileRows = (city: Rectification): CopyRow[] =>
  withClosure(city).flatMap((problem) =>
    (['before', 'after'] as const).map((kind) => {
      const { name, mediaType, sha256, size } = city.photos[kind]
      const formId = problem.closure.formId
      return {
        formId,
        kind,
        reportNo: null,
        name,
        mediaType,
        sha256,
        size,
        addedAt: at(problem.closure.filledOn, 10, 0),
      }
    }),
  )

export const closureObjectionRows = (city: Rectification): CopyRow[] =>
  withClosure(city).flatMap(({ closure: { id: closureId, objection } }) => {
    if (!objection) return []
    const { on, answeredOn } = objection
    const answer = answeredOn ? answerWords : null
    const state = answeredOn ? 'rejected' : 'open'
    const decidedAt = answeredOn ? at(answeredOn, 16, 0) : null
    return [{ closureId, position: 1, words: objectionWords, at: at(on, 20, 0), state, answer, decidedAt }]
  })
