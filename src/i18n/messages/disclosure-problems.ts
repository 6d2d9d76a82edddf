import type { OutletField, ProblemCode, RowField } from '#domain/disclosure/rules/form.ts'
import type { ContradictionCode } from '#domain/monitoring/rules/compare.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { contradictionText } from '#src/i18n/messages/comparison.ts'
import { term } from '#src/i18n/terms.ts'

/** What each field of the form is called: its label, and its name in a message. */
const fieldNames: Record<RowField | OutletField, readonly [zh: string, en: string]> = {
  route: ['排放方式', 'Route'],
  pattern: ['排放规律', 'Pattern'],
  reason: ['没有浓度数值的原因', 'If there is no value'],
  min: ['最低浓度', 'Lowest'],
  mean: ['平均浓度', 'Mean'],
  max: ['最高浓度', 'Highest'],
  origin: ['数据来源', 'Origin'],
  samples: ['采样次数', 'Samples'],
  reportNo: ['监测报告编号', 'Report number'],
  rateMin: ['最低排放速率', 'Lowest rate'],
  rateMax: ['最高排放速率', 'Highest rate'],
  total: ['全年排放量', 'Total'],
  totalReason: ['没有排放量的原因', 'If there is no total'],
  judged: ['评价时段数', 'Periods judged'],
  exceeded: ['超标时段数', 'Periods over'],
  exceedanceReason: ['超标原因', 'Cause of the exceedance'],
  specialLimit: ['特殊排放限值', 'Special limit'],
  limitRate: ['速率限值', 'Limit of the rate'],
  waterPerProduct: ['单位产品排水量限值', 'Limit of water per product'],
  specialPeriod: ['特殊时段排放量限值', 'Limit of special periods'],
  supervisoryRate: ['监督性监测超标率', 'Supervisory exceedance rate'],
  onlineRate: ['在线监测超标率', 'On-line exceedance rate'],
  unusualReason: ['异常数值的说明', 'Explanation of the unusual value'],
}

export const fieldName = (locale: Locale, field: string): string =>
  (fieldNames as Record<string, readonly [string, string]>)[field]?.[locale === 'zh' ? 0 : 1] ?? field

/** pH, colour and other values that are no concentration are called values. */
const valueNames: Partial<Record<RowField, readonly [zh: string, en: string]>> = {
  min: ['最低值', 'Lowest'],
  mean: ['平均值', 'Mean'],
  max: ['最高值', 'Highest'],
  reason: ['没有数值的原因', 'If there is no value'],
}

/** The label of a field of a row whose value is in `unit`. */
export const rowFieldLabel = (locale: Locale, field: RowField, unit: string): string =>
  (unit.includes('/') ? fieldNames : { ...fieldNames, ...valueNames })[field][locale === 'zh' ? 0 : 1]

type Given = Record<string, string | number>
type Sentence = (given: {
  text: (name: string) => string
  n: (name: string) => string
  locale: Locale
  given: Given
}) => readonly [zh: string, en: string]

/** What another source says, and what to do about it. */
const doubted =
  (code: ContradictionCode): Sentence =>
  ({ given, locale }) => [
    `${contradictionText(locale, { code, given })}请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `${contradictionText(locale, { code, given })} Please check it; if it is so, explain it below.`,
  ]

/** What stands against a field: what was given, and what to do. */
const sentences: Record<ProblemCode | 'edited_by_another' | 'wrong_field' | 'too_many_files', Sentence> = {
  required: ({ text }) =>
    text('orReason')
      ? ['请填写；没有数值的，请选择原因。', 'Please fill this in, or choose the reason why there is no value.']
      : ['请填写。', 'Please fill this in.'],
  choice_unknown: ({ text }) => [
    `没有“${text('given')}”这一选项，请重新选择。`,
    `“${text('given')}” is not one of the choices.`,
  ],
  no_number: ({ text }) => [
    `“${text('given')}”不是数字。请填数字，如 12.5；低于检出限填“未检出”或“<0.05”。`,
    `“${text('given')}” is not a number. Give one such as 12.5; below the detection limit give ND or <0.05.`,
  ],
  comma: ({ text }) => [
    `“${text('given')}”中的逗号看不出是小数点还是千位分隔。请写成 1.5 或 1500。`,
    `The comma in “${text('given')}” may mean a decimal or thousands. Write 1.5 or 1500.`,
  ],
  not_exact: ({ text }) => [
    `“${text('given')}”不是一个确定的数。最低、平均、最高请分别填写。`,
    `“${text('given')}” is not one exact number. Give lowest, mean and highest apart.`,
  ],
  unit: ({ text }) => [
    `“${text('given')}”的单位与本栏（${text('unit')}）不同，请换算后再填。`,
    `“${text('given')}” is in another unit than this field (${text('unit')}). Please convert it.`,
  ],
  dash: ({ text }) => [
    `“${text('given')}”看不出是没有测，还是没有排放。请留空并选择原因。`,
    `“${text('given')}” may mean not measured or nothing discharged. Leave it blank and choose the reason.`,
  ],
  not_whole: ({ text }) => [
    `“${text('given')}”不是整数，这里填时段的个数。`,
    `“${text('given')}” is not a whole number: this is a count of periods.`,
  ],
  value_and_reason: ({ text, locale }) => {
    const state = text('reason') as 'not_required'
    return [
      `已填数值，又选了“${term(locale, 'valueState', state)}”，两者只能留一个。`,
      `A value is given and also “${term(locale, 'valueState', state)}”: only one of them can stand.`,
    ]
  },
  mean_below_detection: () => [
    '其他数值是检出值，这一项请填数字（低于检出限的样品按检出限的一半参与平均）。',
    'The other values were detected, so this one must be a number (samples below the detection limit count as half of it in a mean).',
  ],
  detection_unknown: () => ['请写出检出限，如“<0.05”。', 'Please give the detection limit, for example <0.05.'],
  min_above_mean: ({ n }) => [
    `最低浓度 ${n('min')} 高于 ${n('mean')}，请核对。`,
    `The lowest concentration ${n('min')} is above ${n('mean')}. Please check.`,
  ],
  mean_above_max: ({ n }) => [
    `最高浓度 ${n('max')} 低于平均浓度 ${n('mean')}，请核对。`,
    `The highest concentration ${n('max')} is below the mean of ${n('mean')}. Please check.`,
  ],
  more_exceeded_than_judged: ({ n }) => [
    `超标 ${n('exceeded')} 个时段，多于评价的 ${n('judged')} 个。`,
    `${n('exceeded')} periods over the limit, but only ${n('judged')} were judged.`,
  ],
  none_judged: () => [
    '已有监测数值，评价时段数至少为 1。',
    'There are measured values, so at least one period was judged.',
  ],
  over_without_exceedance: ({ n }) => [
    `最高（或最低）浓度已超出限值，超标时段数至少为 1；最高 ${n('max')}，限值 ${n('limit')}。`,
    `The highest (or lowest) concentration is beyond the limit, so at least one period was: highest ${n('max')}, limit ${n('limit')}.`,
  ],
  exceedance_without_over: ({ n }) => [
    `填报超标 ${n('exceeded')} 个时段，但最高浓度没有超过限值。请更正，或在“异常数值的说明”中说明。`,
    `${n('exceeded')} periods over the limit are given, but the highest concentration is within it. Correct it, or explain it below.`,
  ],
  discharged_nothing: () => [
    '已选“未排放”，排放量和超标时段数应为 0 或留空。',
    'Nothing was discharged, so total and exceedances must be 0 or blank.',
  ],
  negative: ({ n }) => [`${n('value')} 小于 0，不可能。`, `${n('value')} is below zero, which cannot be.`],
  beyond_density: ({ n, text }) => [
    `${n('value')} ${text('unit')} 超过介质本身的密度（${n('most')}），不可能。请核对单位。`,
    `${n('value')} ${text('unit')} is more than the medium itself weighs (${n('most')}). Please check the unit.`,
  ],
  out_of_scale: ({ n }) => [
    `${n('value')} 超出量程，最大为 ${n('most')}。`,
    `${n('value')} is beyond the scale, which ends at ${n('most')}.`,
  ],
  beyond_total: ({ n }) => [
    `一个排放口一年 ${n('value')} 吨不可能（上限 ${n('most')} 吨）。请核对单位：是否把千克当成了吨。`,
    `${n('value')} t a year through one outlet cannot be (at most ${n('most')} t). Please check whether these are kilograms.`,
  ],
  beyond_flow: ({ n }) => [
    `按排放口尺寸或处理能力和最高浓度，一年最多排放约 ${n('most')} 吨，填报的 ${n('value')} 吨排不出来。请核对单位。`,
    `By the outlet's size or capacity and the highest concentration about ${n('most')} t can pass in a year; ${n('value')} t cannot. Please check the unit.`,
  ],
  beyond_year: ({ n }) => [
    `${n('value')} 多于一年的时段数（${n('most')}）。`,
    `${n('value')} is more periods than a year has (${n('most')}).`,
  ],
  far_over_limit: ({ n }) => [
    `${n('value')} 是限值 ${n('limit')} 的 100 倍以上。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `${n('value')} is more than 100 times the limit of ${n('limit')}. Please check it; if it is so, explain it below.`,
  ],
  far_over_permit: ({ n }) => [
    `${n('value')} 吨是许可量 ${n('permitted')} 吨的 3 倍以上。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `${n('value')} t is more than three times the permitted ${n('permitted')} t. Please check it; if it is so, explain it below.`,
  ],
  detection_above_limit: ({ n }) => [
    `检出限 ${n('detectionLimit')} 高于限值 ${n('limit')}，“未检出”不能说明达标。请在“异常数值的说明”中写明。`,
    `The detection limit ${n('detectionLimit')} is above the limit ${n('limit')}, so “not detected” proves nothing. Please explain it below.`,
  ],
  zero_measured: () => [
    '浓度全部为 0 很少见。低于检出限请填“未检出”或“<0.05”；确为 0 的，请在“异常数值的说明”中写明。',
    'Concentrations of zero are rare. Below the detection limit give ND or <0.05; if it is zero, explain it below.',
  ],
  zero_total: ({ n }) => [
    `平均浓度为 ${n('mean')}，排放量却为 0。请更正，或在“异常数值的说明”中写明。`,
    `The mean is ${n('mean')}, but the total is 0. Correct it, or explain it below.`,
  ],
  like_kilograms: ({ n }) => [
    `上一年为 ${n('before')} 吨，今年 ${n('value')} 吨，约 1000 倍：是否把千克填成了吨？确属如此，请在“异常数值的说明”中写明原因。`,
    `Last year ${n('before')} t, this year ${n('value')} t, about a thousandfold: are these kilograms? If it is so, explain it below.`,
  ],
  unlike_last_year_total: ({ n }) => [
    `上一年为 ${n('before')} 吨，今年 ${n('value')} 吨，相差 20 倍以上。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `Last year ${n('before')} t, this year ${n('value')} t: more than twenty times apart. Please check it; if it is so, explain it below.`,
  ],
  unlike_last_year_mean: ({ n }) => [
    `上一年平均为 ${n('before')}，今年 ${n('value')}，相差 20 倍以上。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `Last year's mean was ${n('before')}, this year's is ${n('value')}: more than twenty times apart. Please check it; if it is so, explain it below.`,
  ],
  beyond_ever: ({ n, text }) => [
    `${n('value')} ${text('unit')} 在这种介质中不可能（上限 ${n('most')}）。请核对单位和污染物。`,
    `${n('value')} ${text('unit')} cannot be in this medium (at most ${n('most')}). Please check unit and pollutant.`,
  ],
  beyond_raw: ({ n, text }) => [
    `${n('value')} ${text('unit')} 高于已知的未处理废水、废气（${n('most')}）。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `${n('value')} ${text('unit')} is above untreated waste as it is known (${n('most')}). Please check it; if it is so, explain it below.`,
  ],
  below_method: ({ n, text }) => [
    `平均 ${n('value')} ${text('unit')} 低于通常方法的检出限（${n('least')}）。请核对单位；低于检出限请填“未检出”；确属如此，请在“异常数值的说明”中写明方法。`,
    `A mean of ${n('value')} ${text('unit')} is below what the usual method can find (${n('least')}). Please check the unit; below detection give ND; if it is so, name the method below.`,
  ],
  over_permit: ({ n }) => [
    `${n('value')} 吨超过许可量 ${n('permitted')} 吨。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `${n('value')} t is over the permitted ${n('permitted')} t. Please check it; if it is so, explain it below.`,
  ],
  over_enterprise_permit: ({ n }) => [
    `各排放口合计 ${n('value')} 吨，超过全厂许可量 ${n('permitted')} 吨。请核对；确属如此，请在“异常数值的说明”中写明原因。`,
    `All outlets together give ${n('value')} t, over the ${n('permitted')} t permitted for the whole enterprise. Please check it; if it is so, explain it below.`,
  ],
  beyond_running: ({ n }) => [
    `按填报的排放量、时间和最高浓度，一年至多约 ${n('most')} 吨，填报的 ${n('value')} 吨排不出来。请核对单位、流量和时间。`,
    `With the flow, the hours and the highest concentration given, at most about ${n('most')} t can leave in a year; ${n('value')} t cannot. Please check unit, flow and hours.`,
  ],
  unlike_running: ({ n }) => [
    `平均浓度 × 流量 × 时间约为 ${n('expected')} 吨，填报 ${n('value')} 吨，相差 2.5 倍以上。请核对；确属如此，请在“异常数值的说明”中写明怎样算出。`,
    `Mean x flow x hours gives about ${n('expected')} t; ${n('value')} t is more than 2.5 times apart. Please check it; if it is so, explain below how it was found.`,
  ],
  unlike_rate: ({ n }) => [
    `最高浓度 × 流量约为 ${n('expected')} kg/h，填报 ${n('value')} kg/h。请核对；确属如此，请在“异常数值的说明”中写明。`,
    `Highest concentration x flow gives about ${n('expected')} kg/h, given are ${n('value')} kg/h. Please check it; if it is so, explain it below.`,
  ],
  beyond_hours: ({ n }) => [
    `评价 ${n('value')} 个小时，多于这个排放口填报的排放时间 ${n('hours')} 小时。`,
    `${n('value')} hours were judged, more than the ${n('hours')} hours in which this outlet is said to have discharged.`,
  ],
  unlike_online_rate: ({ n }) => [
    `在线超标率填 ${n('value')}%，按时段数算为 ${n('counted')}%。请核对；确属如此，请在“异常数值的说明”中写明。`,
    `The on-line rate is given as ${n('value')}%, the counts give ${n('counted')}%. Please check it; if it is so, explain it below.`,
  ],
  part_above_whole: ({ n, text, locale }) => [
    `${n('value')} 高于同一排放口的${text('nameZh')}（${n('most')}），而它只是其中一部分。请核对是否填错了行。`,
    `${n('value')} is above the ${locale === 'en' ? text('nameEn') : ''} of the same outlet (${n('most')}), of which it is a part. Please check whether rows were mixed up.`,
  ],
  like_other_factor: ({ n }) => [
    `${n('value')} 与本行上一年（${n('before')}）相差很大，却与同一排放口另一污染物上一年（${n('other')}）相近：是否两行填反？确属如此，请在“异常数值的说明”中写明。`,
    `${n('value')} is far from this row's last year (${n('before')}) and close to that of another pollutant of the outlet (${n('other')}): were two rows swapped? If it is so, explain it below.`,
  ],
  like_other_outlet: ({ n }) => [
    `${n('value')} 与本排放口上一年（${n('before')}）相差很大，却与另一排放口上一年（${n('other')}）相近：是否两个排放口填反？确属如此，请在“异常数值的说明”中写明。`,
    `${n('value')} is far from this outlet's last year (${n('before')}) and close to that of another outlet (${n('other')}): were two outlets swapped? If it is so, explain it below.`,
  ],
  copied_columns: ({ n }) => [
    `这个排放口有 ${n('rows')} 项的最低、平均、最高完全相同，像是复制而来。请分别填写；确属如此，请在“异常数值的说明”中写明。`,
    `${n('rows')} pollutants of this outlet have the same lowest, mean and highest, as if copied. Give them apart; if it is so, explain it below.`,
  ],
  same_values: ({ n }) => [
    `这个排放口有 ${n('rows')} 项污染物的数值完全相同（平均 ${n('value')}），像是复制而来。请核对；确属如此，请在“异常数值的说明”中写明。`,
    `${n('rows')} pollutants of this outlet have exactly the same figures (mean ${n('value')}), as if copied. Please check; if it is so, explain it below.`,
  ],
  limits_copied: ({ n }) => [
    `这个排放口有 ${n('rows')} 项的最高浓度恰好等于限值，像是把限值填进了监测结果。请核对；确属如此，请在“异常数值的说明”中写明。`,
    `The highest values of ${n('rows')} pollutants of this outlet are exactly their limits, as if the limits had been typed in. Please check; if it is so, explain it below.`,
  ],
  same_as_last_year: ({ n }) => [
    `有 ${n('rows')} 项的平均浓度和排放量与上一年分毫不差，像是重复提交了上一年的数据。请核对；确属如此，请在“异常数值的说明”中写明。`,
    `The means and totals of ${n('rows')} pollutants are exactly those of last year, as if last year's form had been sent again. Please check; if it is so, explain it below.`,
  ],
  flow_beyond_mouth: ({ n, text }) => [
    `流量 ${n('value')} ${text('unit')} 超过排放口或处理设施能通过的量（约 ${n('most')} ${text('unit')}）。请核对单位。`,
    `A flow of ${n('value')} ${text('unit')} is more than the outlet or its facility can pass (about ${n('most')} ${text('unit')}). Please check the unit.`,
  ],
  mean_unlike_online: doubted('mean_unlike_online'),
  mean_unlike_samples: doubted('mean_unlike_samples'),
  online_above_maximum: doubted('online_above_maximum'),
  sample_above_maximum: doubted('sample_above_maximum'),
  online_exceedance_denied: doubted('online_exceedance_denied'),
  sample_exceedance_denied: doubted('sample_exceedance_denied'),
  exceedance_unseen_online: doubted('exceedance_unseen_online'),
  total_unlike_online: doubted('total_unlike_online'),
  found_though_not_detected: doubted('found_though_not_detected'),
  found_though_not_discharging: doubted('found_though_not_discharging'),
  too_long: ({ n }) => [
    `共 ${n('length')} 个字，最多 ${n('most')} 个。`,
    `${n('length')} characters; at most ${n('most')} are taken.`,
  ],
  rate_min_above_max: ({ n }) => [
    `最低排放速率 ${n('min')} 高于最高排放速率 ${n('max')}，请核对。`,
    `The lowest rate ${n('min')} is above the highest of ${n('max')}. Please check.`,
  ],
  no_plain_number: ({ text }) => [
    `这里只能填数字，“${text('given')}”不是数字。`,
    `Only a number can stand here; “${text('given')}” is none.`,
  ],
  no_whole_number: ({ text }) => [`“${text('given')}”不是整数。`, `“${text('given')}” is not a whole number.`],
  out_of_range: ({ n, text }) => [
    text('most') === ''
      ? `${n('value')} 太小，最小为 ${n('least')}。`
      : text('least') === ''
        ? `${n('value')} 太大，最大为 ${n('most')}。`
        : `${n('value')} 不在 ${n('least')} 至 ${n('most')} 之间。`,
    text('most') === ''
      ? `${n('value')} is too small: at least ${n('least')}.`
      : text('least') === ''
        ? `${n('value')} is too large: at most ${n('most')}.`
        : `${n('value')} is not between ${n('least')} and ${n('most')}.`,
  ],
  no_coordinate: ({ text }) => [
    `“${text('given')}”不是可用的经纬度。请填如 112.355，或 112°21′18″（WGS 84）。`,
    `“${text('given')}” is no usable coordinate. Give 112.355 or 112°21′18″ (WGS 84).`,
  ],
  other_axis: ({ text }) => [
    `“${text('given')}”像是另一栏的数：东经与北纬可能填反了。`,
    `“${text('given')}” looks like the other field's: longitude and latitude may be swapped.`,
  ],
  not_yes_no: ({ text }) => [`“${text('given')}”不是“是”或“否”。`, `“${text('given')}” is neither yes nor no.`],
  one_line: () => ['这一项只填一行。', 'This field takes one line.'],
  date_unreadable: ({ text }) => [
    `“${text('given')}”不是日期。请填如 2016-04-13；只知道年月的填 2016-04，只知道年份的填 2016。`,
    `“${text('given')}” is no date. Give 2016-04-13, or 2016-04 or 2016 where that is all that is known.`,
  ],
  date_ambiguous: ({ text }) => [
    `“${text('given')}”可以读成不同的日期，请写成 2016-04-13 这样的形式。`,
    `“${text('given')}” can be read as different days. Write it as 2016-04-13.`,
  ],
  date_impossible: ({ text }) => [`没有“${text('given')}”这一天。`, `There is no such day as “${text('given')}”.`],
  factor_unknown: ({ text }) => [
    `没有名为“${text('given')}”的污染因子。可填名称、代码或常用写法（如 化学需氧量、COD、w01018），多个用顿号分开；全部因子见“资料库 · 污染因子”。`,
    `There is no factor called “${text('given')}”. Give a name, code or usual spelling (COD, w01018), several with commas; the library lists them all.`,
  ],
  outlet_unknown: ({ text }) => [
    `没有编号为“${text('given')}”的排放口；本表的排放口：${text('known')}。`,
    `There is no outlet “${text('given')}”; this form has ${text('known')}.`,
  ],
  facility_unknown: ({ text }) => [
    `治理设施表中没有编号“${text('given')}”${text('known') ? `；已有：${text('known')}` : '，请先填写治理设施'}。`,
    `The treatment facilities have no “${text('given')}”${text('known') ? `; there are ${text('known')}` : '; please describe it there first'}.`,
  ],
  file_unknown: () => [
    '附件不存在或不属于本单位，请重新上传。',
    'This file is not there or not yours. Please upload it again.',
  ],
  given_twice: ({ text }) => [
    `编号“${text('given')}”出现了两次，每个设施一个编号。`,
    `“${text('given')}” stands twice; each facility has a code of its own.`,
  ],
  too_few_items: ({ n }) => [`至少填写 ${n('least')} 行。`, `At least ${n('least')} needed.`],
  too_many_items: ({ n }) => [`最多填写 ${n('most')} 行。`, `At most ${n('most')} are taken.`],
  same_person: ({ text }) => [
    `填报人与审核人都是“${text('name')}”，须为两人。`,
    `“${text('name')}” both filled in and reviewed the form; these must be two persons.`,
  ],
  reviewed_before_filled: ({ text }) => [
    `审核日期 ${text('reviewedOn')} 早于填报日期 ${text('filledOn')}。`,
    `Reviewed on ${text('reviewedOn')}, before it was filled in on ${text('filledOn')}.`,
  ],
  edited_by_another: ({ text }) => [
    `同事刚刚保存为“${text('theirs') || '空'}”，您填写的是“${text('mine') || '空'}”。再次保存即以本栏现有内容为准。`,
    `A colleague has just saved “${text('theirs') || 'nothing'}”; you typed “${text('mine') || 'nothing'}”. Saving again keeps what stands in the field.`,
  ],
  too_many_files: ({ n }) => [
    `一栏最多附 ${n('most')} 个文件，现有 ${n('given')} 个。`,
    `A field takes at most ${n('most')} files; these would be ${n('given')}.`,
  ],
  wrong_field: () => [
    '这一项不属于本企业今年的填报内容，请刷新页面。',
    'This field is not part of your disclosure this year. Please reload the page.',
  ],
}

/** A problem in the reader's words: `code` of a rule or of a refusal, with what it was given. */
export function problemText(locale: Locale, code: string, given: Given = {}): string {
  const sentence = sentences[code as keyof typeof sentences]
  if (!sentence) return code
  const text = (name: string) => String(given[name] ?? '').slice(0, 60)
  const n = (name: string) => (typeof given[name] === 'number' ? formatNumber(locale, given[name]) : text(name))
  return sentence({ text, n, locale, given })[locale === 'zh' ? 0 : 1]
}
