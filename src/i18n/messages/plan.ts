import type { PlanStage } from '#domain/plan/rules/calendar.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Sentence } from '#src/i18n/messages/home.ts'

/** The front page of the compliance plan. */
export const planMessages = bilingual(
  {
    plan: '达标计划',
    title: '工业污染源全面达标排放计划',
    description: '达标计划走到哪一步：分批次、县（市、区）和行业的排查、问题、销号和逾期，以及每一项的原始名单。',
    notBegun: (day: string) => `第一批的排查评估 ${day}开始`,
    over: '三批行业的整治期都已结束',
    between: (name: string, day: string) => `${name}的排查评估已结束，${day}开始整治`,
    screening: (name: string, day: string, left: number) =>
      left === 0 ? `${name}正在排查评估，今天截止` : `${name}正在排查评估，${day}截止，还有 ${left} 天`,
    rectification: (name: string, day: string, left: number) =>
      left === 0 ? `${name}正在整治达标，今天截止` : `${name}正在整治达标，${day}截止，还有 ${left} 天`,
    noProblems: '整改台账上还没有问题。',
    lateIn: (parts: string) => `逾期未销号：${parts}。`,
    lateCounty: (name: string, n: string) => `${name} ${n} 个`,
    andOthers: (worst: string, others: string, _: number) => `${worst}，另有 ${others} 个县（市、区）`,
    noneLate: '没有逾期未销号的问题。',
    overdue: (n: string) => `逾期未公开环境信息的 ${n} 家`,
    overdueFirms: '逾期未公开',
    name: '名称',
    stop: '。',
    later: (years: number, from: string, to: string) =>
      `细则的时间表写的是 2017 至 2019 年。本演示城市的计划整体晚 ${years} 年，即 ${from} 至 ${to} 年，月、日不变。`,
    schedule: '三批行业',
    batch: '批次',
    stage: '阶段',
    screeningWindow: '排查评估',
    rectificationWindow: '整治达标',
    sectorsOf: (n: string) => `${n} 个行业`,
    timeline: '三批行业的排查评估期和整治期，竖线是今天',
    todayMark: (day: string) => `今天 ${day}`,
    days: '规定的日子',
    next: (title: string, day: string, left: number) =>
      left === 0 ? `${title}：今天` : `${title}：${day}，还有 ${left} 天`,
    passed: (title: string, day: string) => `${title}：${day}`,
    earlierDays: '已过的日子',
    monthly: '每月 1 日前，各县（市、区）报送上月的两本台账和案件查处情况（四（一）3）。',
    reading: '（推定，待确认）',
    byCounty: '各县（市、区）',
    byBatch: '各批次',
    bySector: '各行业',
    total: '全市',
    firms: '纳入企业',
    screened: '已排查',
    withProblems: '有问题企业',
    problems: '问题',
    open: '未销号',
    closed: '已销号',
    closureRate: '销号率',
    late: '逾期',
    exceeding: '超标企业',
    inspections: '现场检查',
    owed: '应公开',
    disclosed: '已公开',
    cases: '公布案件',
    orders: '未办结督办单',
    chartOpen: (by: string) => `${by}：未销号的问题`,
    chartClosure: (by: string) => `${by}：销号率`,
    unitProblems: '个',
    unitPercent: '%',
    noProblemYet: '没有问题',
    code: '代码',
    group: '分组',
    data: '数据',
    asCsv: '下载 CSV',
    asJson: '以 JSON 读取',
    more: '计划的各个部分',
    source:
      '依据：企业登记册、排查台账、整改台账、现场检查、信息公开和曝光台的公开记录；已关闭的企业不计。案件和检查自计划第一天起计，超标以企业最近一次公开为准。',
    homeLine: (stage: string) => `${stage}。`,
  },
  {
    plan: 'Plan',
    title: 'The compliance plan for industrial sources',
    description:
      'Where the plan stands: screening, problems, closures and delays by batch, county and sector, each with the list behind it.',
    notBegun: (day: string) => `Screening of batch one begins on ${day}`,
    over: 'The time for rectification is over for all three batches',
    between: (name: string, day: string) => `${name}, screening is over, rectification begins on ${day}`,
    screening: (name: string, day: string, left: number) =>
      left === 0
        ? `${name}, screening ends today`
        : `${name}, screening until ${day}, ${left} ${left === 1 ? 'day' : 'days'} left`,
    rectification: (name: string, day: string, left: number) =>
      left === 0
        ? `${name}, rectification ends today`
        : `${name}, rectification until ${day}, ${left} ${left === 1 ? 'day' : 'days'} left`,
    noProblems: 'The rectification ledger holds no problem yet.',
    lateIn: (parts: string) => `Open beyond their date: ${parts}.`,
    lateCounty: (name: string, n: string) => `${n} in ${name}`,
    andOthers: (worst: string, others: string, n: number) =>
      `${worst}, and some in ${others} more ${n === 1 ? 'county' : 'counties'}`,
    noneLate: 'No problem is open beyond its date.',
    overdue: (n: string) => `${n} firms are late with their disclosure`,
    overdueFirms: 'Late to disclose',
    name: 'Name',
    stop: '.',
    later: (years: number, from: string, to: string) =>
      `The rule’s own timetable is for 2017 to 2019. In this demonstration city the whole plan runs ${years} years later, ${from} to ${to}; months and days are the rule’s.`,
    schedule: 'The three batches',
    batch: 'Batch',
    stage: 'Stage',
    screeningWindow: 'Screening',
    rectificationWindow: 'Rectification',
    sectorsOf: (n: string) => `${n} sectors`,
    timeline: 'When each batch is screened and when it is mended; the upright line is today',
    todayMark: (day: string) => `today, ${day}`,
    days: 'Days set by the rule',
    next: (title: string, day: string, left: number) =>
      left === 0 ? `${title}: today` : `${title}: ${day}, ${left} ${left === 1 ? 'day' : 'days'} left`,
    passed: (title: string, day: string) => `${title}: ${day}`,
    earlierDays: 'Days that are past',
    monthly: 'By the 1st of each month the counties send both ledgers and the cases of the month before (四（一）3).',
    reading: '(our reading, to be confirmed)',
    byCounty: 'Counties',
    byBatch: 'Batches',
    bySector: 'Sectors',
    total: 'Whole city',
    firms: 'Firms',
    screened: 'Screened',
    withProblems: 'With problems',
    problems: 'Problems',
    open: 'Open',
    closed: 'Closed',
    closureRate: 'Share closed',
    late: 'Late',
    exceeding: 'Over a limit',
    inspections: 'Inspections',
    owed: 'To disclose',
    disclosed: 'Disclosed',
    cases: 'Cases published',
    orders: 'Orders open',
    chartOpen: (by: string) => `${by}: problems that are open`,
    chartClosure: (by: string) => `${by}: share of problems closed`,
    unitProblems: '',
    unitPercent: '%',
    noProblemYet: 'no problem',
    code: 'Code',
    group: 'Grouped by',
    data: 'Data',
    asCsv: 'Download CSV',
    asJson: 'Read as JSON',
    more: 'The parts of the plan',
    source:
      'From the public records of the register, both ledgers, inspections, disclosures and the exposure board; closed firms are left out. Cases and inspections count from the plan’s first day, limits by each firm’s newest disclosure.',
    homeLine: (stage: string) => `${stage}.`,
  },
)

const stages: Record<PlanStage, readonly [zh: string, en: string]> = {
  not_begun: ['未开始', 'Not begun'],
  screening: ['排查评估', 'Screening'],
  between: ['排查结束，待整治', 'Between the two'],
  rectification: ['整治达标', 'Rectification'],
  over: ['已到期', 'Over'],
}
export const planStage = (locale: Locale, stage: PlanStage) => stages[stage][locale === 'zh' ? 0 : 1]

/** How far the problems are, with the numbers in it. */
export const problemsSentence: Record<Locale, (given: Record<'found' | 'closed' | 'late', string>) => Sentence> = {
  zh: ({ found, closed, late }) => [
    '查出问题 ',
    { number: found },
    ' 个，已销号 ',
    { number: closed, tone: 'river' },
    ' 个，逾期 ',
    late === '0' ? late : { number: late, tone: 'vermilion' },
    ' 个',
  ],
  en: ({ found, closed, late }) => [
    { number: found },
    ' problems found, ',
    { number: closed, tone: 'river' },
    ' closed, ',
    late === '0' ? 'none' : { number: late, tone: 'vermilion' },
    ' late',
  ],
}
