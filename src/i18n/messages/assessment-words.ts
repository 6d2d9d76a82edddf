import type { countyMeasureKinds, taskProgress } from '#db/vocabulary.ts'
import type { Indicator, ProposalRule } from '#domain/assessment/rules/formula.ts'
import type { ReturnCount } from '#domain/assessment/rules/returns.ts'
import type { TaskCount } from '#domain/assessment/rules/tasks.ts'
import type { Locale } from '#src/i18n/locale.ts'

type Pair = readonly [zh: string, en: string]
const inLocale = (locale: Locale, [zh, en]: Pair) => (locale === 'zh' ? zh : en)

/** What each indicator is called, what it counts, and on what it rests. */
const indicatorWords: Record<Indicator, { name: Pair; counts: Pair; basis: Pair }> = {
  returns: {
    name: ['月报', 'Monthly returns'],
    counts: ['当月到期的月报，按期签发报送的', 'Returns that fell due in the month: signed in time'],
    basis: ['四（一）3', 'IV (1) 3'],
  },
  orders: {
    name: ['督办单答复', 'Answers to orders'],
    counts: [
      '当月到期的督办单，县级在 24 小时内核实答复的',
      'Orders whose 24 hours ended in the month: answered by the county within them',
    ],
    basis: ['三（二）4', 'III (2) 4'],
  },
  rate: {
    name: ['数据传输有效率', 'Transmission effective rate'],
    counts: ['当月自动监测应有小时，有效的', 'Hours of on-line monitoring that were due: valid ones'],
    basis: ['四（一）4', 'IV (1) 4'],
  },
  over_limit: {
    name: ['自动监测超标', 'Over the limit on line'],
    counts: ['当月有效小时，超标的（越少越好）', 'Valid hours: those over a limit (fewer is better)'],
    basis: ['五（五）', 'V (5)'],
  },
  supervisory: {
    name: ['监督性监测', 'Supervisory monitoring'],
    counts: ['当月监督性监测结果，达标的', 'Results of the bureau’s own samples in the month: within the limit'],
    basis: ['三（三）2', 'III (3) 2'],
  },
  disclosure: {
    name: ['信息公开', 'Disclosure'],
    counts: [
      '截至月末一年内到期的信息公开，按期的计 1，逾期但月末前公开的计 0.5',
      'Disclosures due in the year up to the month’s end: in time 1, late but there by its end 0.5',
    ],
    basis: ['三（二）5', 'III (2) 5'],
  },
  rectification: {
    name: ['问题整改', 'Rectification'],
    counts: [
      '当月在整改、期限已到的问题，按期销号的计 1，逾期但当月销号的计 0.5',
      'Problems whose deadline has come: closed in time 1, closed late but in the month 0.5',
    ],
    basis: ['三（三）4', 'III (3) 4'],
  },
  publication: {
    name: ['案件公开', 'Publication of cases'],
    counts: [
      '当月公布的案件，自决定起 7 个工作日内公布的',
      'Cases published in the month: within 7 working days of the decision',
    ],
    basis: ['五（二）', 'V (2)'],
  },
  inspections: {
    name: ['现场检查', 'Inspections'],
    counts: [
      '当月完成的现场检查，在计划的最后一天前完成的',
      'Inspections finished in the month: by the last day that they were planned for',
    ],
    basis: ['三（二）1', 'III (2) 1'],
  },
}
export const indicatorName = (locale: Locale, code: Indicator) => inLocale(locale, indicatorWords[code].name)
export const indicatorCounts = (locale: Locale, code: Indicator) => inLocale(locale, indicatorWords[code].counts)
export const indicatorBasis = (locale: Locale, code: Indicator) => inLocale(locale, indicatorWords[code].basis)

const proposalWords: Record<ProposalRule['code'], (months: number) => Pair> = {
  last: (n) => [`连续 ${n} 个月考核排名末位`, `Last in the assessment for ${n} months in a row`],
  rate: (n) => [
    n === 1 ? '当月数据传输有效率低于 90%' : `连续 ${n} 个月数据传输有效率低于 90%`,
    n === 1
      ? 'Transmission effective rate of the month below 90%'
      : `Transmission effective rate below 90% for ${n} months`,
  ],
  over_limit: (n) => [
    `连续 ${n} 个月自动监测超标小时占比达到 5%`,
    `Hours over a limit at 5% or more for ${n} months in a row`,
  ],
  returns: (n) => [`连续 ${n} 个月月报逾期`, `Monthly return late for ${n} months in a row`],
}
export const proposalText = (locale: Locale, { rule, months }: { rule: ProposalRule['code']; months: number }) =>
  inLocale(locale, proposalWords[rule](months))

const countWords: Record<TaskCount, (part: string, of: string) => Pair> = {
  disclosures: (p, of) => [`到期的信息公开 ${of} 家，已公开 ${p} 家`, `${p} of ${of} disclosures due are published`],
  problems: (p, of) => [`登记问题 ${of} 个，已销号 ${p} 个`, `${p} of ${of} problems are closed`],
  cases: (p) => [`公布案件 ${p} 件`, `${p} cases published`],
  measures: (p) => [`对县（市、区）采取措施 ${p} 次`, `${p} measures against counties`],
  returns: (p, of) => [`到期报送 ${of} 份，按期 ${p} 份`, `${p} of ${of} returns in time`],
  supervisory: (p) => [`监督性监测结果 ${p} 个`, `${p} results of supervisory monitoring`],
  devices: (p, of) => [`登记设备 ${of} 台，已销号 ${p} 台`, `${p} of ${of} devices signed off`],
  rate: (p) => [`数据传输有效率 ${p}`, `Transmission effective rate ${p}`],
  punishments: (p) => [`联合惩戒 ${p} 条`, `${p} joint punishments`],
  orders: (p, of) => [`督办单 ${of} 份，24 小时内答复 ${p} 份`, `${p} of ${of} orders answered within 24 hours`],
}
export const taskCountText = (locale: Locale, count: TaskCount, part: string, of: string) =>
  inLocale(locale, countWords[count](part, of))

const returnCountWords: Record<ReturnCount, Pair> = {
  problemsFound: ['新发现的问题', 'Problems found'],
  problemsClosed: ['销号的问题', 'Problems closed'],
  problemsOpen: ['期末未销号的问题', 'Problems open at the end'],
  problemsOverdue: ['其中超过期限', 'Of them past their deadline'],
  casesDecided: ['作出决定的案件', 'Cases decided'],
  casesPublished: ['公布的案件', 'Cases published'],
  finesFen: ['罚款', 'Fines'],
  ordersDue: ['到期的督办单', 'Orders due'],
  ordersInTime: ['其中 24 小时内答复', 'Of them answered in 24 hours'],
  hoursDue: ['自动监测应有小时', 'Hours of on-line data due'],
  hoursValid: ['其中有效', 'Of them valid'],
  samples: ['监督性监测结果', 'Results of supervisory monitoring'],
  disclosuresDue: ['到期的信息公开', 'Disclosures due'],
  disclosuresInTime: ['其中按期', 'Of them in time'],
}
export const returnCountName = (locale: Locale, name: ReturnCount) => inLocale(locale, returnCountWords[name])

const checkWords = {
  screening_ledger: ['排查台账已更新', 'The screening ledger is up to date'],
  rectification_ledger: ['整改台账已更新，每个问题一行', 'The rectification ledger is up to date, one problem a line'],
  monthly_check: ['每个未销号问题当月都检查过', 'Each open problem was checked in the month'],
  cases: ['案件查处情况已核对', 'The cases dealt with were compared'],
  published: ['应公开的已公开', 'What has to be public is public'],
} as const satisfies Record<string, Pair>
export type CheckPoint = keyof typeof checkWords
export const checkName = (locale: Locale, point: CheckPoint) => inLocale(locale, checkWords[point])

const blockWords = {
  note: ['情况说明', 'What there is to say'],
  done: ['一年来的工作', 'What was done in the year'],
  results: ['成效', 'Results'],
  difficulties: ['问题和困难', 'Problems and difficulties'],
  next: ['下一步打算', 'What comes next'],
} as const satisfies Record<string, Pair>
export const blockName = (locale: Locale, block: string) =>
  inLocale(locale, blockWords[block as keyof typeof blockWords] ?? [block, block])

const executorWords = { city: ['市级', 'City'], county: ['县级', 'County'], firm: ['排污单位', 'Enterprise'] } as const
export const executorName = (locale: Locale, executor: keyof typeof executorWords) =>
  inLocale(locale, executorWords[executor])

export const measureTone: Record<(typeof countyMeasureKinds)[number], 'amber' | 'vermilion'> = {
  interview: 'amber',
  listed_supervision: 'vermilion',
  criticism: 'amber',
}
export const progressTone: Record<(typeof taskProgress)[number], 'slate' | 'amber' | 'river'> = {
  not_started: 'slate',
  under_way: 'amber',
  done: 'river',
}
