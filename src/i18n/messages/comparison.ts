import type { ContradictionCode } from '#domain/monitoring/rules/compare.ts'
import { comparisonBounds as bounds } from '#domain/monitoring/rules/compare-bounds.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import { formatDate, formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'

const percent = (share: number) => `${Math.round(share * 100)}%`

/** The three-way comparison on the page of a disclosure. */
export const comparisonMessages = bilingual(
  {
    title: '企业填报、在线监测、监督性监测对照',
    answerAgree: (n: string, year: number) => `${year} 年有 ${n} 项可以对照，未见矛盾。`,
    answerContradict: (n: string, rows: string, year: number) =>
      `${year} 年有 ${rows} 项可以对照，其中 ${n} 项说法不一。`,
    lead: '同一排放口、同一污染物、同一年的三个来源并列。说法不一只表示数据之间对不上，不表示哪一方有误。',
    factor: '排放口与污染物',
    self: '企业填报',
    online: '在线监测',
    supervisory: '监督性监测',
    verdict: '对照',
    max: '最高',
    exceedances: (exceeded: number, judged: string, unit: string) =>
      exceeded === 0 ? `${judged} ${unit}均未超标` : `超标 ${exceeded} / ${judged} ${unit}`,
    total: (tonnes: string) => `全年 ${tonnes} 吨`,
    partOfYear: (days: string) => `只覆盖 ${days} 天`,
    highestOf: (n: string) => `${n} 次采样中最高，`,
    report: '报告编号',
    noOnline: '无在线数据',
    noSample: '本年未采样',
    agrees: '一致',
    contradicts: '说法不一',
    showAll: (n: string) => `展开查看这 ${n} 项`,
    showOthers: (n: string) => `其余 ${n} 项一致，展开查看`,
    definition: `怎样算“说法不一”：平均值相差超过较大者的 ${percent(bounds.meanApart)}（且大于限值的 ${percent(bounds.noiseOfLimit)}）；填报的最高值比另一来源测得的值低 ${percent(bounds.aboveMaximum)} 以上；一方有超标而另一方称没有；全年总量相差超过 ${percent(bounds.totalApart)}；填报“未检出”或“未排放”而另一来源测得数值；采样满 ${bounds.samplesForMean} 次时，其平均值与填报相差超过 ${percent(bounds.sampleMeanApart)}。pH 相差超过 ${bounds.phApart}。在线数据不足 ${bounds.onlineDays} 天的年份不比较平均值和总量。这些界线由本平台自定，考虑了不同方法的测量误差。`,
  },
  {
    title: 'Reported, measured on line, sampled by the bureau',
    answerAgree: (n, year) => `${n} values of ${year} can be compared; none contradicts another source.`,
    answerContradict: (n, rows, year) =>
      `Of ${rows} values of ${year} that can be compared, ${n} contradict another source.`,
    lead: 'Three sources of the same outlet, pollutant and year side by side. A contradiction says that the figures do not fit together, not who is wrong.',
    factor: 'Outlet and pollutant',
    self: 'Reported by the enterprise',
    online: 'On-line monitoring',
    supervisory: 'Samples of the bureau',
    verdict: 'Together',
    max: 'highest',
    exceedances: (exceeded, judged, unit) =>
      exceeded === 0 ? `never over in ${judged} ${unit}` : `over in ${exceeded} of ${judged} ${unit}`,
    total: (tonnes) => `${tonnes} t in the year`,
    partOfYear: (days) => `covers ${days} days only`,
    highestOf: (n) => `highest of ${n} samples, `,
    report: 'report',
    noOnline: 'no on-line data',
    noSample: 'not sampled that year',
    agrees: 'agree',
    contradicts: 'contradict',
    showAll: (n) => (n === '1' ? 'Show it' : `Show all ${n}`),
    showOthers: (n) => (n === '1' ? 'Show the other one, which agrees' : `Show the ${n} others, which agree`),
    definition: `What counts as a contradiction: means apart by more than ${percent(bounds.meanApart)} of the larger one (and by more than ${percent(bounds.noiseOfLimit)} of the limit); a reported maximum more than ${percent(bounds.aboveMaximum)} below a value that another source found; exceedances seen by one source and denied by another; totals apart by more than ${percent(bounds.totalApart)}; “not detected” or “no discharge” where another source found the pollutant; from ${bounds.samplesForMean} samples on, their mean apart from the reported one by more than ${percent(bounds.sampleMeanApart)}. pH: more than ${bounds.phApart} apart. A year with fewer than ${bounds.onlineDays} days on line is not compared by mean or total. These bounds are the portal’s own and leave room for the uncertainty of the methods.`,
  },
)

type Given = Record<string, number | string>
type Sentence = (say: {
  n: (name: string) => string
  day: string
  unit: string
  samples: boolean
}) => readonly [string, string]

const sentences: Record<ContradictionCode, Sentence> = {
  mean_unlike_online: ({ n, unit }) => [
    `填报平均 ${n('self')}，在线平均 ${n('online')} ${unit}。`,
    `Reported mean ${n('self')}, on-line mean ${n('online')} ${unit}.`,
  ],
  mean_unlike_samples: ({ n, unit }) => [
    `填报平均 ${n('self')}，${n('samples')} 次采样平均 ${n('mean')} ${unit}。`,
    `Reported mean ${n('self')}, mean of ${n('samples')} samples ${n('mean')} ${unit}.`,
  ],
  online_above_maximum: ({ n, unit }) => [
    `填报最高 ${n('self')}，在线最高 ${n('online')} ${unit}。`,
    `Reported highest ${n('self')}, highest on line ${n('online')} ${unit}.`,
  ],
  sample_above_maximum: ({ n, day, unit }) => [
    `填报最高 ${n('self')}，${day}采样为 ${n('value')} ${unit}。`,
    `Reported highest ${n('self')}, sample of ${day} ${n('value')} ${unit}.`,
  ],
  online_exceedance_denied: ({ n }) => [
    `填报没有超标，在线有 ${n('online')} 个时段超标（共 ${n('judged')} 个）。`,
    `No exceedance reported; on line ${n('online')} of ${n('judged')} periods were over.`,
  ],
  sample_exceedance_denied: ({ n, day, unit }) => [
    `填报没有超标，${day}采样为 ${n('value')} ${unit}，限值 ${n('limit')}。`,
    `No exceedance reported; the sample of ${day} was ${n('value')} ${unit} against a limit of ${n('limit')}.`,
  ],
  exceedance_unseen_online: ({ n }) => [
    `填报有 ${n('self')} 个时段超标，在线没有。`,
    `${n('self')} exceedances reported, none seen on line.`,
  ],
  total_unlike_online: ({ n }) => [
    `填报全年 ${n('self')} 吨，在线累计 ${n('online')} 吨。`,
    `Reported total ${n('self')} t, on line ${n('online')} t.`,
  ],
  found_though_not_detected: ({ n, day, unit, samples }) => [
    `填报未检出（检出限 ${n('limit')}），${samples ? `${day}采样` : '在线平均'}为 ${n('value')} ${unit}。`,
    `Reported as not detected (limit ${n('limit')}); ${samples ? `the sample of ${day}` : 'the on-line mean'} was ${n('value')} ${unit}.`,
  ],
  found_though_not_discharging: ({ n, day, unit, samples }) => [
    samples
      ? `填报未排放，${day}采样测得 ${n('value')} ${unit}。`
      : `填报未排放，在线有 ${n('periods')} 个时段的数据，平均 ${n('mean')} ${unit}。`,
    samples
      ? `Reported as not discharging; the sample of ${day} was ${n('value')} ${unit}.`
      : `Reported as not discharging; on line there are ${n('periods')} periods with a mean of ${n('mean')} ${unit}.`,
  ],
}

/** A contradiction in the reader's words; `unit` of the row's concentrations. */
export function contradictionText(
  locale: Locale,
  { code, given }: { code: ContradictionCode; given: Given },
  unit = '',
) {
  const n = (name: string) => (typeof given[name] === 'number' ? formatNumber(locale, given[name]) : '')
  const samples = typeof given.day === 'string'
  const day = samples ? formatDate(locale, String(given.day)) : ''
  return sentences[code]({ n, day, unit: unit === '无量纲' ? '' : unit, samples })
    [locale === 'zh' ? 0 : 1].replace(' .', '.')
    .replace(' 。', '。')
}
