import type { SeriesStep, SpanProblem } from '#domain/monitoring/rules/live/series.ts'
import type { OnlineState } from '#domain/monitoring/rules/live/state.ts'
import type { ReadingFlag } from '#domain/monitoring/rules/live/value.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Sentence } from '#src/i18n/messages/home.ts'

const pick = (locale: Locale, [zh, en]: readonly [string, string]) => (locale === 'zh' ? zh : en)

const states: Record<OnlineState, readonly [zh: string, en: string]> = {
  online: ['在线', 'On line'],
  offline: ['离线', 'Off line'],
  silent: ['已联网，尚未收到数据', 'Connected, nothing received yet'],
  not_connected: ['尚未联网', 'Not connected yet'],
  stopped: ['停用', 'Out of use'],
}
export const onlineStateName = (locale: Locale, state: OnlineState) => pick(locale, states[state])

const steps: Record<SeriesStep, readonly [zh: string, en: string]> = {
  realtime: ['实时', 'Real time'],
  hour: ['小时均值', 'Hours'],
  day: ['日均值', 'Days'],
  month: ['月均值', 'Months'],
}
export const stepName = (locale: Locale, step: SeriesStep) => pick(locale, steps[step])

const flags: Record<ReadingFlag, readonly [zh: string, en: string]> = {
  F: ['仪器停运', 'instrument out of service'],
  M: ['仪器维护', 'instrument in maintenance'],
  S: ['手工输入', 'set by hand'],
  D: ['仪器故障', 'instrument fault'],
  C: ['仪器校准', 'calibration'],
  T: ['超过测量上限', 'above the range of measurement'],
  B: ['与仪器通信中断', 'no communication with the instrument'],
}
/** What the device itself says of its value. */
export const flagName = (locale: Locale, flag: string) => {
  const known = flags[flag as ReadingFlag]
  if (known) return `${pick(locale, known)}${locale === 'zh' ? `（${flag}）` : ` (${flag})`}`
  return locale === 'zh' ? `未知标记 ${flag}` : `unknown flag ${flag}`
}

/** Why a period has no value, or one that does not count. */
export function whyText(locale: Locale, why: string): string {
  if (why.startsWith('flag_')) return flagName(locale, why.slice(5))
  const reasons: Record<string, readonly [string, string]> = {
    not_received: ['没有收到数据', 'nothing was received'],
    since_offline: ['设备离线', 'the device is off line'],
    not_a_number: ['设备发来的不是数值', 'the device sent no number'],
  }
  return pick(locale, reasons[why] ?? ['无数据', 'no value'])
}

/** The first sentence of /monitoring. */
export const liveAnswer: Record<Locale, (online: string, devices: string) => Sentence> = {
  zh: (online, devices) => [
    '装有自动监控的 ',
    { number: devices },
    ' 个排放口中，此刻 ',
    { number: online, tone: 'river' },
    ' 个在线。',
  ],
  en: (online, devices) => [
    'Of ',
    { number: devices },
    ' outlets with an automatic monitor ',
    { number: online, tone: 'river' },
    ' are on line now.',
  ],
}

/** The first sentence of an outlet's page: its newest values, then the newest means that are judged; each as the names of what is over. */
export const outletAnswerText: Record<
  Locale,
  (kind: 'newest' | 'judged', limited: string, over: readonly string[], near: number, isLast: boolean) => Sentence
> = {
  zh: (kind, limited, over, near, isLast) => [
    kind === 'newest' ? '有限值的 ' : '最近的评判均值 ',
    { number: limited },
    over.length === 0 ? ' 项' : ' 项中，',
    ...(over.length === 0
      ? [kind === 'newest' ? '，最新值都不高于限值' : '都不超标']
      : [
          { number: String(over.length), tone: 'vermilion' as const },
          kind === 'newest' ? ` 项最新值越过限值（${over.join('、')}）` : ` 项超标（${over.join('、')}）`,
        ]),
    ...(near > 0 ? ['，', { number: String(near), tone: 'amber' as const }, ' 项接近'] : []),
    isLast ? '。' : '；',
  ],
  en: (kind, limited, over, near, isLast) => [
    kind === 'newest' ? 'Of ' : 'of the ',
    { number: limited },
    kind === 'newest' ? ' newest values, ' : ' newest judged means, ',
    ...(over.length === 0
      ? ['none is over its limit']
      : [
          { number: String(over.length), tone: 'vermilion' as const },
          ` ${over.length === 1 ? 'is' : 'are'} over the limit (${over.join(', ')})`,
        ]),
    ...(near > 0
      ? [', ', { number: String(near), tone: 'amber' as const }, near === 1 ? ' is near' : ' are near']
      : []),
    isLast ? '.' : '; ',
  ],
}

export const liveMessages = bilingual(
  {
    title: '在线监控',
    description: '益阳市污染源自动监控：谁在线、此刻排多少、与限值相比如何，没有数据的写明原因。',
    empty: '还没有登记自动监控设备。设备登记并联网以后，数值会在一分钟内出现在这里。',
    without: (n: string) => `登记的排放口中另有 ${n} 个没有自动监控设备。`,
    asOf: (time: string) => `截至 ${time}`,
    live: '页面开着时每 30 秒自动更新。',
    search: '查企业、污染物、地址',
    state: '状态',
    county: '地区',
    sector: '行业',
    medium: '介质',
    enterprise: '单位',
    outlet: '排放口',
    last: '最近一次数据',
    newest: '最新值与限值',
    more: (n: number) => `另有 ${n} 项`,
    none: '没有符合条件的排放口。',
    all: '查看全部',
    ago: (text: string) => `${text}前`,
    seconds: (n: number) => `${n} 秒`,
    minutes: (n: number) => `${n} 分钟`,
    hours: (n: number) => `${n} 小时`,
    days: (n: number) => `${n} 天`,
    noneOf: '没有收到这一项',
    notNumber: '设备发来的不是数字',
    judgedNone: '还没有收到评判用的均值',
    judgedNoLimit: '没有限值，不评判',
    found: (shown: string, total: string) =>
      shown === total ? `${total} 个排放口` : `${total} 个排放口中的 ${shown} 个`,
    counties: '各地在线情况',
    devices: '设备',
    onlineShare: '在线率',
    total: '全市',
    delayTitle: '从排放口到屏幕',
    delay: (p50: string, p95: string, devices: string) =>
      `最近 10 分钟有数据的 ${devices} 台设备中：测得之后到达本站，半数在 ${p50} 秒以内，95% 在 ${p95} 秒以内；`,
    delayShown: (p50: string, p95: string) => `到本页生成之时，半数的最新值测于 ${p50} 秒以内，95% 在 ${p95} 秒以内。`,
    noDelay: '最近没有收到实时数据，无法计算从测得到上屏的时间。',
    delayNote: '以设备时钟为准；时钟快的按 0 计。',
    note: '数值由现场设备直接传来，未经审核。实时值只供了解；废气按小时均值、废水按日均值与限值比较。',
    noDevice: '这个排放口没有登记自动监控设备，因此没有在线数据。',
    disclosed: '看年度公开的数据',
    onlineNow: (time: string) => `最近一次数据 ${time}。`,
    offlineSince: (time: string, ago: string) => `最近一次数据在 ${time}，${ago}前。`,
    silentSince: (day: string) => `设备 ${day}登记，尚未收到任何数据。`,
    notConnectedYet: '设备已登记，尚未联网。',
    stoppedNow: '设备停用中，没有新的数据。',
    nowTitle: '此刻',
    factor: '污染物',
    current: '最新值',
    judged: '最近一个评判均值',
    time: '时间',
    flag: '设备标记',
    normal: '正常',
    noFlag: '未给出',
    curve: '变化过程',
    chosen: '所选污染物',
    step: '时间间隔',
    from: '从',
    to: '到',
    show: '显示',
    noValues: '这段时间没有任何数据。',
    noFactors: '设备还没有发来任何污染物的数值。',
    caption: (factor: string, step: string, from: string, to: string) => `${factor}，${step}，${from}至${to}`,
    summary: (count: string, flagged: string, missing: string) => `有效 ${count}，带标记 ${flagged}，缺失 ${missing}`,
    over: (n: string) => `超标 ${n}`,
    valid: '有效',
    value: '数值',
    min: '最小',
    max: '最大',
    totalOf: '总量',
    limit: '限值',
    validDays: '有效天数',
    remark: '说明',
    overRemark: (multiple: string) => (multiple ? `超标 ${multiple} 倍` : '超标'),
    table: '数据表',
    tableCut: (n: string) => `表中列出最近 ${n} 行；全部数据请下载。`,
    csv: '下载 CSV',
    json: '下载 JSON',
    api: '数据接口',
    limitLine: '粗线：排放限值',
    overSign: '▲ 超标',
    gapSign: '斜线：没有数据',
    flagSign: '空心圆：设备打了标记，不计入评判',
    notDay: (given: string) => `“${given}”不是日期；请写成 2026-11-25。`,
    noFactor: (given: string, allowed: string) => `这个排放口没有“${given}”；可选：${allowed}。`,
    zoom: '在图上横向拖动，可放大一段时间。',
    firmTitle: '在线监控',
    firmNone: '这家单位没有登记自动监控设备。',
    see: '看过程',
    homeLine: (online: string, devices: string, time: string) =>
      `${time}，${devices} 个装有自动监控的排放口中 ${online} 个在线。`,
    nowInCity: '此刻的在线监控',
    missingOutlet: '没有这个排放口',
    missingOutletLead: (creditCode: string, code: string) =>
      `“${creditCode}”没有编号为“${code}”的排放口，或没有这家单位。`,
    back: '回到在线监控',
    noteRealtime: '实时值不作评判，粗线供对照。',
    noteHourWater: '废水按日均值评判，小时均值不作评判，粗线供对照。',
    noteDayAir: '废气按小时均值评判，日均值不作评判，粗线供对照。',
    noteMonth: '月均值是该月有效日均值的平均，不作评判。',
  },
  {
    title: 'On-line monitoring',
    description:
      'Automatic monitoring of pollution sources in Yiyang: who is on line, what leaves the outlet now, how it stands to its limit, and why where there is nothing.',
    empty:
      'No automatic monitors are registered yet. Once a device is registered and connected, its values appear here within a minute.',
    without: (n: string) => `Another ${n} outlets of the register have no automatic monitor.`,
    asOf: (time: string) => `As of ${time}`,
    live: 'While the page is open it is renewed every 30 seconds.',
    search: 'Enterprise, pollutant, address',
    state: 'State',
    county: 'County',
    sector: 'Sector',
    medium: 'Medium',
    enterprise: 'Enterprise',
    outlet: 'Outlet',
    last: 'Last heard of',
    newest: 'Newest value and limit',
    more: (n: number) => `${n} more`,
    none: 'No outlet fits these filters.',
    all: 'Show all',
    ago: (text: string) => `${text} ago`,
    seconds: (n: number) => `${n} s`,
    minutes: (n: number) => `${n} min`,
    hours: (n: number) => `${n} h`,
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    noneOf: 'not sent by the device',
    notNumber: 'what the device sent is no number',
    judgedNone: 'no mean to be judged has come yet',
    judgedNoLimit: 'has no limit, so it is not judged',
    found: (shown: string, total: string) =>
      shown === total ? (total === '1' ? '1 outlet' : `${total} outlets`) : `${shown} of ${total} outlets`,
    counties: 'On line by county',
    devices: 'Devices',
    onlineShare: 'On line',
    total: 'City',
    delayTitle: 'From the stack to the screen',
    delay: (p50: string, p95: string, devices: string) =>
      `Of ${devices} devices heard in the last 10 minutes: half of the newest values were here within ${p50} s of being measured, 95% within ${p95} s; `,
    delayShown: (p50: string, p95: string) =>
      `when this page was made, half were at most ${p50} s old, 95% at most ${p95} s.`,
    noDelay: 'No real-time values came lately, so the time from measurement to screen is not known.',
    delayNote: 'By the clocks of the devices; one that is ahead counts as 0.',
    note: 'Values come from the devices on site, unreviewed. Real-time values are for information; waste gas is judged by the means of hours, waste water by those of days.',
    noDevice: 'No automatic monitor is registered for this outlet, so there are no on-line values.',
    disclosed: 'See its yearly disclosures',
    onlineNow: (time: string) => `Last heard of at ${time}.`,
    offlineSince: (time: string, ago: string) => `Last heard of on ${time}, ${ago} ago.`,
    silentSince: (day: string) => `The device was registered on ${day}; nothing has come from it yet.`,
    notConnectedYet: 'A device is registered but not connected yet.',
    stoppedNow: 'The device is out of use; nothing new comes from it.',
    nowTitle: 'Now',
    factor: 'Pollutant',
    current: 'Newest value',
    judged: 'Newest judged mean',
    time: 'Time',
    flag: 'Device flag',
    normal: 'normal',
    noFlag: 'none given',
    curve: 'Over time',
    chosen: 'Pollutant shown',
    step: 'Step',
    from: 'From',
    to: 'To',
    show: 'Show',
    noValues: 'There are no values in this span.',
    noFactors: 'The device has not sent values of any pollutant yet.',
    caption: (factor: string, step: string, from: string, to: string) =>
      `${factor}, ${step.toLowerCase()}, ${from} to ${to}`,
    summary: (count: string, flagged: string, missing: string) =>
      `${count} valid, ${flagged} flagged, ${missing} missing`,
    over: (n: string) => `${n} over the limit`,
    valid: 'valid',
    value: 'Value',
    min: 'Lowest',
    max: 'Highest',
    totalOf: 'Total',
    limit: 'Limit',
    validDays: 'Valid days',
    remark: 'Remark',
    overRemark: (multiple: string) => (multiple ? `over by ${multiple} times the limit` : 'over the limit'),
    table: 'The table behind it',
    tableCut: (n: string) => `The newest ${n} rows; download for all.`,
    csv: 'Download CSV',
    json: 'Download JSON',
    api: 'API',
    limitLine: 'Heavy line: the emission limit',
    overSign: '▲ over the limit',
    gapSign: 'Hatched: no data',
    flagSign: 'Hollow: flagged by the device, not judged',
    notDay: (given: string) => `"${given}" is no day; write 2026-11-25.`,
    noFactor: (given: string, allowed: string) => `This outlet has no "${given}"; allowed: ${allowed}.`,
    zoom: 'Drag across the chart to see a part of it larger.',
    firmTitle: 'On-line monitoring',
    firmNone: 'No automatic monitor is registered for this enterprise.',
    see: 'Over time',
    homeLine: (online: string, devices: string, time: string) =>
      `${time}: ${online} of ${devices} outlets with automatic monitors are on line.`,
    nowInCity: 'On-line monitoring now',
    missingOutlet: 'There is no such outlet',
    missingOutletLead: (creditCode: string, code: string) =>
      `"${creditCode}" has no outlet "${code}", or there is no such enterprise.`,
    back: 'Back to on-line monitoring',
    noteRealtime: 'Real-time values are not judged; the heavy line is for comparison.',
    noteHourWater:
      'Waste water is judged by the means of days; hours are not judged, the heavy line is for comparison.',
    noteDayAir: 'Waste gas is judged by the means of hours; days are not judged, the heavy line is for comparison.',
    noteMonth: 'A month is the mean of its valid days; it is not judged.',
  },
)

const spanProblems: Record<SpanProblem, (most: number) => readonly [string, string]> = {
  reversed: () => ['开始日期晚于结束日期。', 'The first day is after the last.'],
  too_long: (most) => [`时间太长：这种间隔最多 ${most} 天。`, `Too long: at most ${most} days at this step.`],
  future: () => ['开始日期还没有到。', 'The first day has not come yet.'],
}
export const spanProblemText = (locale: Locale, problem: SpanProblem, most: number) =>
  pick(locale, spanProblems[problem](most))
