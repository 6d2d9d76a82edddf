import { bilingual } from '#src/i18n/bilingual.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Sentence } from '#src/i18n/messages/home.ts'
import { flagName } from '#src/i18n/messages/live.ts'
import { term } from '#src/i18n/terms.ts'

/** A share with one decimal, cut, not rounded: 89.96 % must not pass for 90 %. A dash where nothing was due. */
export const rateText = (locale: Locale, share: number | null): string =>
  share === null ? '—' : `${formatNumber(locale, Math.floor(share * 1000 + 1e-9) / 10, 1)}%`

/** `2026-11` as a reader says it. */
export const monthText = (locale: Locale, month: string): string => {
  const [year = '', m = ''] = month.split('-')
  if (locale === 'zh') return `${year}年${Number(m)}月`
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  )
}

const reasons: Record<string, readonly [zh: string, en: string]> = {
  other_flag: ['未知标记', 'unknown flag'],
  not_a_number: ['不是数值', 'no number'],
  stop: ['批准停运', 'approved stop'],
}
/** Why hours do not count: the device's flag, or the firm's mark. */
export function reasonText(locale: Locale, reason: string): string {
  const known = reasons[reason]
  if (known) return known[locale === 'zh' ? 0 : 1]
  if (!reason.startsWith('mark_')) return flagName(locale, reason)
  const kind = term(locale, 'readingMarkKind', reason.slice(5) as Parameters<typeof term<'readingMarkKind'>>[2])
  return locale === 'zh' ? `单位标记：${kind}` : `marked by the firm: ${kind.toLowerCase()}`
}

/** The first sentence of /monitoring/rates. */
export const ratesAnswer: Record<
  Locale,
  (month: string, rate: string, goal: string, isBelow: boolean, firms: string) => Sentence
> = {
  zh: (month, rate, goal, isBelow, firms) => [
    `${month}，全市在线数据的传输有效率为 `,
    { number: rate, tone: isBelow ? 'vermilion' : 'river' },
    `，目标 ${goal}；`,
    { number: firms },
    ' 家单位低于目标。',
  ],
  en: (month, rate, goal, isBelow, firms) => [
    `In ${month} the city's on-line data were transmitted and valid for `,
    { number: rate, tone: isBelow ? 'vermilion' : 'river' },
    ` of the hours due (goal ${goal}); `,
    { number: firms },
    firms === '1' ? ' enterprise is below the goal.' : ' enterprises are below the goal.',
  ],
}

/** The first sentence of /monitoring/flags. */
export const ledgerAnswer: Record<
  Locale,
  (month: string, flagged: string, outlets: string, taken: string) => Sentence
> = {
  zh: (month, flagged, outlets, taken) => [
    `${month}，${outlets} 个排放口的 `,
    { number: flagged },
    ' 个小时值带有标记；其中 ',
    { number: taken, tone: taken === '0' ? 'river' : 'vermilion' },
    ' 个超过限值的数值，因此没有参与评判。',
  ],
  en: (month, flagged, outlets, taken) => [
    `In ${month} `,
    { number: flagged },
    ` hourly values of ${outlets} ${outlets === '1' ? 'outlet' : 'outlets'} carried a flag or mark; `,
    { number: taken, tone: taken === '0' ? 'river' : 'vermilion' },
    ' of them were over the figure of the limit and were therefore not judged.',
  ],
}

export const ratesMessages = bilingual(
  {
    title: '数据传输有效率',
    description: '益阳市自动监控数据的传输率、有效率及二者之积，按县市区、单位、日和月公布，低于目标的单位列出名单。',
    none: '还没有汇总出任何一天的数据。收到第一整天的小时值之后，次日凌晨起在这里公布。',
    notMonth: (given: string) => `“${given}”不是月份；请写成 2026-11。`,
    noSuchMonth: (given: string, first: string, last: string) => `${given} 没有数据；可选 ${first} 至 ${last}。`,
    month: '月份',
    show: '显示',
    days: '逐日',
    daysCaption: (month: string) => `${month}全市逐日传输有效率`,
    goal: (goal: string) => `目标 ${goal}`,
    counties: '各县市区',
    atAGlance: '排名和分布',
    countiesCaption: (month: string) => `各县市区传输有效率，低的在前，${month}`,
    bandsCaption: (month: string, firms: string) => `${firms} 家单位的传输有效率分布，${month}`,
    bandBelow: (edge: string) => `低于 ${edge}`,
    band: (from: string, to: string) => `${from} 至 ${to}`,
    firmsUnit: '家',
    nothingDue: '没有应传小时',
    county: '地区',
    total: '全市',
    outlets: '排放口',
    due: '应传',
    received: '收到',
    valid: '有效',
    flagged: '带标记',
    missing: '缺失',
    stopped: '批准停运',
    transmission: '传输率',
    effective: '有效率',
    rate: '传输有效率',
    day: '日期',
    stage: '状态',
    below: '低于目标',
    firms: '单位',
    firmsBelow: '低于目标的单位',
    firmsAll: '全部单位',
    firmList: '显示范围',
    noneBelow: '没有低于目标的单位。',
    allCounties: '全市',
    firmsFound: (n: string) => `${n} 家`,
    flow: '流量',
    how: '怎么算',
    formula:
      '传输有效率 = 传输率 × 有效率；传输率 = 收到的小时值 ÷ 应传的小时值，有效率 = 有效的小时值 ÷ 收到的小时值。',
    howDue: (factors: string) =>
      `计入：${factors}，且该排放口当日有限值（流量除外）。自动监控设备验收后每天 24 小时都应传，批准停运的整小时除外；没有应传小时的，没有率，以“—”表示。地区和全市的率按应传小时数加权。`,
    howConfirmed: (days: number) =>
      `小时值产生后 ${days} 天内可以补传和标记，其间为暂定；期满即为确认，之后收到的数据照样公开，但不再计入。`,
    basis: '依据',
    csv: 'CSV',
    json: 'JSON',
    ofCounties: '县市区',
    ofFirms: '单位',
    ofOutlets: '排放口',
    ofDays: '逐日',
    download: '下载：',
    hourCount: (n: string) => `${n} 小时`,
    toFlags: '标记台账：标记移出了哪些超限小时',
    toRates: '数据传输有效率',
    ledger: '数据标记台账',
    ledgerDescription:
      '每个排放口每月有效、缺失、带标记的小时，标记移出评判的超限小时，与同行业同类排放口的中位数对照；以及值得检查的线索。',
    table: '各排放口',
    takenOut: '移出评判的超限小时',
    exceeded: '评判为超标',
    peers: '同类中位数',
    peersFew: '同类不足 3 个',
    peerShare: (share: string, taken: string) => `标记占 ${share}，移出 ${taken}`,
    shareOf: (share: string) => `占收到的 ${share}`,
    noOutlets: '没有符合条件的排放口。',
    raw: (due: string, valid: string, flagged: string, missing: string) =>
      `应传 ${due} = 有效 ${valid} + 带标记 ${flagged} + 缺失 ${missing}`,
    factorsMore: (names: string, _more: number, all: number) => `${names}等 ${all} 项`,
    signOf: (factors: string, found: string, n: number) => (n > 1 ? `${factors}，各 ${found}` : `${factors}，${found}`),
    signs: '检查线索',
    signsLead: '以下是线索，不是结论：每一条都按公开的定义由程序找出，正常的生产也可能符合。是否属实，由检查认定。',
    noSigns: '本月没有符合定义的线索。',
    sign: '线索',
    figures: '发现',
    definitions: '定义',
    constantDef: (hours: number, days: number) =>
      `连续 ${hours} 小时以上不变（与前一小时相等；废气还包括小时内最小值等于最大值），一个月内有 ${days} 天以上。`,
    copiedDef: (hours: number, distinct: number) =>
      `连续 6 小时（至少 ${distinct} 个不同数值）与本排放口另一时间或另一排放口同一项目的 6 小时逐个相同，一个月累计 ${hours} 小时以上。`,
    too_smoothDef: (days: number, percent: string) => `相邻小时的平均变化小于均值的 ${percent}，且有 ${days} 天以上。`,
    under_limitDef: (hours: number, below: number, above: number) =>
      `限值的 98% 至 100% 之间有 ${hours} 小时以上，并且不少于 96% 至 98% 之间的 ${below} 倍、100% 至 102% 之间的 ${above} 倍。`,
    flags_over_limitDef: (hours: number, share: string, times: number) =>
      `同一种标记移出 ${hours} 个以上的超限小时，占该标记的 ${share} 以上，且为未标记小时超限比例的 ${times} 倍以上。`,
    constantFound: (f: Record<string, number>) => `${f.days} 天，最长连续 ${f.longest} 小时`,
    copiedFound: (f: Record<string, number>) => `${f.hours} 小时`,
    copiedFrom: (outlet: string) => `，与 ${outlet} 相同`,
    copiedOwn: '，与本排放口其他时间相同',
    too_smoothFound: (f: Record<string, number>) => `相邻小时平均变化 ${f.stepPercent}%`,
    under_limitFound: (f: Record<string, number>) =>
      `98%–100%：${f.under} 小时；96%–98%：${f.below}；100%–102%：${f.above}`,
    flags_over_limitFound: (f: Record<string, number>) => `${f.flagged} 个标记小时中 ${f.hours} 个超限`,
    water: '废水按日均值评判；这里的“超限小时”是数值超过限值的小时。',
    approvedStops: '这段时间里批准的停运：整小时不应传、不评判',
    quality: '数据质量',
    cityRate: (month: string, rate: string) => `${month} ${rate}`,
    monthsCaption: '逐月',
    dayValues: '日值',
    dayMean: '日均值（小时值汇总）',
    deviceMean: '设备发来的日值',
    confirmed: '确认值',
    meanNone: '无',
    noDays: '这段时间还没有汇总出日值。',
    daysLead: '每天结束后由小时值汇总；暂定值会随补传和标记变化，期满确认后不再改动。两者不同的并列。',
  },
  {
    title: 'Transmission effective rate',
    description:
      'How much of the hourly data due from automatic monitors in Yiyang arrived and was valid: by county, enterprise, day and month, with those below the goal.',
    none: 'No day is summed yet. Figures appear here on the night after the first whole day of hourly values.',
    notMonth: (given: string) => `"${given}" is no month; write 2026-11.`,
    noSuchMonth: (given: string, first: string, last: string) =>
      `There is nothing of ${given}; allowed: ${first} to ${last}.`,
    month: 'Month',
    show: 'Show',
    days: 'Day by day',
    daysCaption: (month: string) => `The city's rate day by day, ${month}`,
    goal: (goal: string) => `Goal ${goal}`,
    counties: 'By county',
    atAGlance: 'At a glance',
    countiesCaption: (month) => `Rate of the counties, the lowest first, ${month}`,
    bandsCaption: (month, firms) => `Where the rates of ${firms} enterprises stand, ${month}`,
    bandBelow: (edge) => `below ${edge}`,
    band: (from, to) => `${from} to ${to}`,
    firmsUnit: '',
    nothingDue: 'nothing was due',
    county: 'County',
    total: 'City',
    outlets: 'Outlets',
    due: 'Due',
    received: 'Received',
    valid: 'Valid',
    flagged: 'Flagged',
    missing: 'Missing',
    stopped: 'Approved stop',
    transmission: 'Transmission',
    effective: 'Effective',
    rate: 'Rate',
    day: 'Day',
    stage: 'State',
    below: 'below the goal',
    firms: 'Enterprises',
    firmsBelow: 'Below the goal',
    firmsAll: 'All enterprises',
    firmList: 'Shown',
    noneBelow: 'No enterprise is below the goal.',
    allCounties: 'The whole city',
    firmsFound: (n: string) => (n === '1' ? '1 enterprise' : `${n} enterprises`),
    flow: 'flow',
    how: 'How it is counted',
    formula:
      'Rate = transmission x effective. Transmission = hourly values received / due; effective = valid / received.',
    howDue: (factors: string) =>
      `Counted: ${factors}, where the outlet has a limit that day (flow needs none). Once a monitor is accepted, all 24 hours of a day are due, but for whole hours of an approved stop; where nothing was due there is no rate, shown as a dash. Counties and the city are weighted by hours due.`,
    howConfirmed: (days: number) =>
      `For ${days} days hourly values may be sent late or marked, and figures are provisional; then they are confirmed. What comes later is public all the same and counts no more.`,
    basis: 'Basis',
    csv: 'CSV',
    json: 'JSON',
    ofCounties: 'Counties',
    ofFirms: 'Enterprises',
    ofOutlets: 'Outlets',
    ofDays: 'Days',
    download: 'Download: ',
    hourCount: (n: string) => (n === '1' ? '1 hour' : `${n} hours`),
    toFlags: 'The ledger of flags: which hours over the limit they took out',
    toRates: 'Transmission effective rate',
    ledger: 'Ledger of flags',
    ledgerDescription:
      'For each outlet and month: valid, missing and flagged hours, the hours over the limit that flags took out of judgement, beside the median of its peers; and signs worth an inspection.',
    table: 'Outlet by outlet',
    takenOut: 'Hours over the limit taken out',
    exceeded: 'Judged over',
    peers: 'Median of peers',
    peersFew: 'fewer than 3 peers',
    peerShare: (share: string, taken: string) => `${share} flagged, ${taken} taken out`,
    shareOf: (share: string) => `${share} of those received`,
    noOutlets: 'No outlet fits these filters.',
    raw: (due: string, valid: string, flagged: string, missing: string) =>
      `${due} due = ${valid} valid + ${flagged} flagged + ${missing} missing`,
    factorsMore: (names, more) => `${names} and ${more} more`,
    signOf: (factors, found, n) => (n > 1 ? `${factors}, each ${found}` : `${factors}, ${found}`),
    signs: 'Signs for inspection',
    signsLead:
      'These are signs, not verdicts: each was found by a program from a published definition, and honest operation may fit it. Whether there is something to it, an inspection decides.',
    noSigns: 'Nothing in this month fits a definition.',
    sign: 'Sign',
    figures: 'Found',
    definitions: 'Definitions',
    constantDef: (hours: number, days: number) =>
      `No movement for ${hours} hours on end or more (equal to the hour before; of gases also lowest = highest within the hour), on ${days} days or more of a month.`,
    copiedDef: (hours: number, distinct: number) =>
      `Six hours on end (at least ${distinct} different values) that equal, one by one, six hours of the same outlet at another time or of another outlet; ${hours} hours or more in a month.`,
    too_smoothDef: (days: number, percent: string) =>
      `From hour to hour the value moves by less than ${percent} of its mean on average, over ${days} days or more.`,
    under_limitDef: (hours: number, below: number, above: number) =>
      `${hours} hours or more between 98% and 100% of the limit, and at least ${below} times as many as between 96% and 98%, and ${above} times as many as between 100% and 102%.`,
    flags_over_limitDef: (hours: number, share: string, times: number) =>
      `One kind of flag took out ${hours} or more hours over the limit, ${share} or more of all with that flag, and ${times} times the share among unflagged hours.`,
    constantFound: (f: Record<string, number>) => `${f.days} days, at most ${f.longest} hours on end`,
    copiedFound: (f: Record<string, number>) => `${f.hours} hours`,
    copiedFrom: (outlet: string) => `, the same as ${outlet}`,
    copiedOwn: ', the same as at other times',
    too_smoothFound: (f: Record<string, number>) => `moves by ${f.stepPercent}% from hour to hour`,
    under_limitFound: (f: Record<string, number>) =>
      `98%–100%: ${f.under} hours; 96%–98%: ${f.below}; 100%–102%: ${f.above}`,
    flags_over_limitFound: (f: Record<string, number>) => `${f.hours} of ${f.flagged} flagged hours were over`,
    water:
      'Waste water is judged by days; "hours over the limit" are those whose value passes the figure of the limit.',
    approvedStops: 'Approved stops of this time: their whole hours are not due and not judged',
    quality: 'Quality of the data',
    cityRate: (month: string, rate: string) => `${month}: ${rate}`,
    monthsCaption: 'Month by month',
    dayValues: 'Days',
    dayMean: 'Mean of the day (from its hours)',
    deviceMean: 'As the device sent it',
    confirmed: 'Confirmed',
    meanNone: 'none',
    noDays: 'No day of this span is summed yet.',
    daysLead:
      'Summed from hours when the day is over. A provisional figure moves with late data and marks; once confirmed it stays. Where the two differ, both stand here.',
  },
)
