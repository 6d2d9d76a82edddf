import { bilingual } from '#src/i18n/bilingual.ts'

/** A sentence in pieces: numbers stand out, and some of them carry a meaning. */
export type Sentence = readonly (string | { number: string; tone?: 'river' | 'amber' | 'vermilion' | 'slate' })[]
type Counts = { over: string; near: string; none: string }

const answer = {
  zh: (outlets: string, { over, near, none }: Counts): Sentence => [
    '公开了数据的 ',
    { number: outlets },
    ' 个排放口中，',
    { number: over, tone: 'vermilion' },
    ' 个超过限值，',
    { number: near, tone: 'amber' },
    ' 个接近限值，',
    { number: none, tone: 'slate' },
    ' 个没有测得数值。',
  ],
  en: (outlets: string, { over, near, none }: Counts): Sentence => [
    'Of the ',
    { number: outlets },
    ' outlets with disclosed data, ',
    { number: over, tone: 'vermilion' },
    ' went over a limit, ',
    { number: near, tone: 'amber' },
    ' came near one, and ',
    { number: none, tone: 'slate' },
    ' have no value.',
  ],
}

/** The first sentence of the front page. */
export const homeAnswer = answer

export const homeMessages = bilingual(
  {
    title: '清源：益阳市污染源信息公开',
    description: '查益阳市每家排污单位的排放口、排放浓度与限值、信息公开和处罚。',
    week: (disclosures: number, cases: number) =>
      disclosures + cases === 0
        ? '过去 7 天没有新的公开和曝光'
        : `过去 7 天新公开 ${disclosures} 份，新曝光 ${cases} 件`,
    register: (enterprises: string, outlets: string, rest: string) =>
      `全市登记排污单位 ${enterprises} 家、排放口 ${outlets} 个；其余 ${rest} 个排放口尚无公开数据。`,
    empty: '登记册还是空的。导入企业名录之后，这里会显示全市的情况。',
    searchPlaceholder: '查企业、污染物、地址，也可输入拼音首字母',
    examples: '例如',
    swarmTitle: '每个排放口离限值多远',
    swarmNote: (years: string) =>
      `每个点是一个排放口：它最接近限值的那种污染物，全年最高浓度与限值之比。据各单位最近一次公开（${years}年的数据）。`,
    swarmLabel: '各排放口主要污染物全年最高浓度与限值之比的分布图；同样的内容见表格',
    swarmTable: '以表格查看全部排放口',
    swarmBeyond: (count: number, share: string) => `${count} 个高于 ${share}，画在轴的末端`,
    source: '来源：排污单位信息公开，非实时监测。',
    howCounted: '怎样计算',
    water: '废水',
    air: '废气',
    both: '废水和废气',
    exposures: '新近曝光',
    allExposures: '全部案件',
    noExposures: '目前没有公布的案件。',
    filing: (year: number) => `${year} 年信息公开`,
    filingList: (count: string) => `应公开 ${count} 家`,
    filedOf: (total: string) => `/ ${total} 家已公开`,
    dueIn: (day: string, days: number) => `距 ${day}截止还有 ${days} 天。`,
    dueToday: (day: string) => `${day}，今天 24:00 截止。`,
    dueAgo: (day: string, days: number) => `${day}的期限已过 ${days} 天。`,
    lateCount: (n: number) => `已公开的单位中，${n} 家迟于期限。`,
    overdueCount: '家逾期未公开',
    refusedCount: '家拒不公开',
    notYetCount: (n: number, after: boolean) => (after ? `另有 ${n} 家为补充列入，期限未到。` : `还有 ${n} 家未公开。`),
    byCounty: '按地区',
    noneOverdue: '没有单位逾期。',
    seePollution: '看到污染？',
    reportHow: '怎样举报',
    map: '污染源地图',
    openMap: '打开地图',
    mapNote: '只有超过限值的单位可在这里点开；全部单位见地图。',
    counties: '各县（市、区）',
    county: '地区',
    enterprises: '单位',
    outlets: '排放口',
    outletsOver: '超限值排放口',
    filed: '已公开 / 应公开',
    cases: '近一年案件',
    total: '全市',
    outletsPage: '排放口与限值',
    outletsAnswer: (shown: string, total: string) =>
      `${total} 个公开了数据的排放口${shown === total ? '' : `中的 ${shown} 个`}，超过限值最多的在前。`,
    enterprise: '单位',
    outlet: '排放口',
    factor: '主要污染物',
    concentration: '全年最高浓度与限值',
    year: '数据年份',
    state: '与限值相比',
    medium: '水或气',
    all: '全部',
    noOutlets: '没有符合条件的排放口。',
  },
  {
    title: 'Qingyuan: pollution records of Yiyang',
    description:
      'Every polluter of Yiyang: its outlets, what it emits against its limits, its disclosures and penalties.',
    week: (disclosures, cases) =>
      disclosures + cases === 0
        ? 'Nothing new was disclosed or exposed in the past 7 days.'
        : `Past 7 days: ${disclosures} new ${disclosures === 1 ? 'disclosure' : 'disclosures'}, ${cases} new ${cases === 1 ? 'case' : 'cases'} on the board.`,
    register: (enterprises, outlets, rest) =>
      `The register holds ${enterprises} enterprises and ${outlets} outlets; the other ${rest} outlets have disclosed nothing yet.`,
    empty: 'The register is still empty. Once the list of enterprises is imported, the state of the city stands here.',
    searchPlaceholder: 'Search for an enterprise, a pollutant, an address',
    examples: 'For example',
    swarmTitle: 'How far each outlet stays from its limit',
    swarmNote: (years) =>
      `Each dot is an outlet: the pollutant nearest to its limit, the year's highest concentration as a share of that limit. From each enterprise's latest disclosure (figures of ${years}).`,
    swarmLabel:
      "Distribution of the outlets by their main pollutant's highest concentration of the year as a share of the limit; the table says the same",
    swarmTable: 'All outlets as a table',
    swarmBeyond: (count, share) => `${count} beyond ${share} stand at the end of the axis`,
    source: 'Source: disclosures by the enterprises, not live monitoring.',
    howCounted: 'How it is counted',
    water: 'waste water',
    air: 'waste gas',
    both: 'both',
    exposures: 'Latest on the board',
    allExposures: 'All cases',
    noExposures: 'No case is published at present.',
    filing: (year) => `Disclosure of ${year}`,
    filingList: (count) => `${count} must disclose`,
    filedOf: (total) => `of ${total} have disclosed`,
    dueIn: (day, days) => `${days} ${days === 1 ? 'day' : 'days'} to the deadline of ${day}.`,
    dueToday: (day) => `${day}: due today by 24:00.`,
    dueAgo: (day, days) => `The deadline of ${day} passed ${days} ${days === 1 ? 'day' : 'days'} ago.`,
    lateCount: (n) => `${n} of those who disclosed were late.`,
    overdueCount: 'are overdue',
    refusedCount: 'refuse to disclose',
    notYetCount: (n, after) =>
      after ? `${n} more were added to the list later and are not yet due.` : `${n} have not disclosed yet.`,
    byCounty: 'By county',
    noneOverdue: 'Nobody is overdue.',
    seePollution: 'Have you seen pollution?',
    reportHow: 'How to report it',
    map: 'Map of polluters',
    openMap: 'Open the map',
    mapNote: 'Only enterprises over a limit can be opened here; the map has them all.',
    counties: 'By county',
    county: 'County',
    enterprises: 'Enterprises',
    outlets: 'Outlets',
    outletsOver: 'Outlets over a limit',
    filed: 'Disclosed / due',
    cases: 'Cases, past year',
    total: 'City',
    outletsPage: 'Outlets and limits',
    outletsAnswer: (shown, total) =>
      `${shown === total ? total : `${shown} of the ${total}`} outlets with disclosed figures, those furthest over their limit first.`,
    enterprise: 'Enterprise',
    outlet: 'Outlet',
    factor: 'Main pollutant',
    concentration: "The year's highest concentration and its limit",
    year: 'Year',
    state: 'Against the limit',
    medium: 'Water or air',
    all: 'All',
    noOutlets: 'No outlet fits.',
  },
)
