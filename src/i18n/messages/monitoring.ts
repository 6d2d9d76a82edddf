import type { EntryField, FileKind } from '#domain/monitoring/input.ts'
import type { MonitoringRefusalCode } from '#domain/monitoring/refusal.ts'
import type { EntryProblemCode } from '#domain/monitoring/rules/entry/problem.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** The desk for results of the bureau's own samples and of on-line monitoring. */
export const monitoringMessages = bilingual(
  {
    title: '监测数据',
    lead: '监督性监测结果和在线监测汇总在公开页上与企业填报并列。录入后不能删改，只能更正，更正前的数值一并保留。',
    enter: '录入一条监督性监测结果',
    submit: '录入',
    correct: '更正',
    correctTitle: '更正监测结果',
    reason: '更正理由',
    reasonHint: '5 到 500 个字，永久保留',
    saved: '已录入。',
    corrected: '已更正，原值保留在下面。',
    importOf: (kind: FileKind) => ({ supervisory: '导入监督性监测结果', online: '导入在线监测汇总' })[kind],
    importLead: '选一个 CSV 或 XLSX 文件。先看到逐行核对的结果，确认之后才写入；有一处不能接受，就什么也不写入。',
    file: '文件',
    fileHint: (columns: string) => `要有这些列：${columns}。`,
    upload: '上传并核对',
    newest: '最近的监测结果',
    none: '还没有监测结果。',
    enterprise: '排污单位',
    outlet: '排放口',
    sampled: '采样',
    result: '结果',
    report: '报告',
    entered: '录入',
    system: '系统',
    files: '我上传的文件',
    fileName: '文件',
    uploaded: '上传',
    state: '结果',
    waiting: '待确认',
    counts: (created: string, corrected: string, unchanged: string) =>
      `新增 ${created} 条，更正 ${corrected} 条，未变 ${unchanged} 条`,
    checkTitle: (name: string) => `核对：${name}`,
    ready: '可以写入',
    refused: (n: string) => `有 ${n} 处不能接受，请改正文件后重新上传`,
    applied: (at: string) => `已于${at}写入`,
    nothing: '与已录入的完全一致，没有要写入的',
    read: (format: string, line: number) => `${format}，表头在第 ${line} 行`,
    confirm: '确认写入',
    correctsLead: (n: string) => `其中 ${n} 条与已录入的不同，写入即为更正，请写明理由。`,
    problems: '逐行核对',
    line: '行',
    given: '给出',
    message: '说明',
    atLine: (line: number) => `第 ${line} 行`,
    changes: '将要写入',
    change: (change: 'new' | 'corrected' | 'unchanged') =>
      ({ new: '新增', corrected: '更正', unchanged: '未变' })[change],
    more: (n: string) => `还有 ${n} 条没有列出。`,
    noTable: '没有找到表头；请用上面列出的列名。',
    missingColumns: (columns: string) => `缺这些列：${columns}。`,
    noLines: '表头之下没有数据。',
    noFile: '请选择一个文件（CSV 或 XLSX）。',
    again: '返回监测数据',
    earlier: '更正之前',
    inForce: '现行',
    superseded: '这条结果已被更正。',
    seeSuccessor: '查看更正后的结果',
    noSuchFile: '没有这个文件；未确认的文件保留 7 天，只有上传的人能看。',
    noSuchResult: '没有这条监测结果。',
    colon: '：',
    comma: '、',
  },
  {
    title: 'Monitoring results',
    lead: 'Results of the bureau’s samples and summaries of on-line monitoring stand beside what enterprises report. Nothing entered is changed or deleted, only corrected; what stood before stays.',
    enter: 'Enter a result of a sample',
    submit: 'Enter it',
    correct: 'Correct',
    correctTitle: 'Correct a result',
    reason: 'Reason of the correction',
    reasonHint: '5 to 500 characters, kept for good',
    saved: 'Entered.',
    corrected: 'Corrected; what stood before is below.',
    importOf: (kind) =>
      ({ supervisory: 'Import results of samples', online: 'Import summaries of on-line monitoring' })[kind],
    importLead:
      'Choose a CSV or XLSX file. You first see it checked line by line; it is written when you confirm. If one thing cannot be accepted, nothing is written.',
    file: 'File',
    fileHint: (columns) => `It needs these columns: ${columns}.`,
    upload: 'Upload and check',
    newest: 'Newest results',
    none: 'There are no results yet.',
    enterprise: 'Enterprise',
    outlet: 'Outlet',
    sampled: 'Sampled',
    result: 'Result',
    report: 'Report',
    entered: 'Entered',
    system: 'system',
    files: 'Files that I uploaded',
    fileName: 'File',
    uploaded: 'Uploaded',
    state: 'Result',
    waiting: 'waits for confirmation',
    counts: (created, corrected, unchanged) => `${created} new, ${corrected} corrected, ${unchanged} unchanged`,
    checkTitle: (name) => `Check: ${name}`,
    ready: 'Ready to be written',
    refused: (n) => `${n} things cannot be accepted: put the file right and upload it again`,
    applied: (at) => `Written on ${at}`,
    nothing: 'The same as was entered before: nothing to write',
    read: (format, line) => `${format}, header in line ${line}`,
    confirm: 'Write it',
    correctsLead: (n) => `${n} of them differ from what was entered: writing them corrects it, so please say why.`,
    problems: 'Line by line',
    line: 'Line',
    given: 'Given',
    message: 'What is wrong',
    atLine: (line) => `Line ${line}`,
    changes: 'What will be written',
    change: (change) => change,
    more: (n) => `${n} more are not listed.`,
    noTable: 'No header was found; please use the column names above.',
    missingColumns: (columns) => `These columns are missing: ${columns}.`,
    noLines: 'There are no data below the header.',
    noFile: 'Please choose a file (CSV or XLSX).',
    again: 'Back to monitoring results',
    earlier: 'Before it was corrected',
    inForce: 'In force',
    superseded: 'This result has been corrected.',
    seeSuccessor: 'See the corrected one',
    noSuchFile:
      'There is no such file; files that were not confirmed are kept for 7 days and shown to who uploaded them.',
    noSuchResult: 'There is no such result.',
    colon: ': ',
    comma: ', ',
  },
)

const fields: Record<EntryField, readonly [zh: string, en: string]> = {
  creditCode: ['统一社会信用代码', 'Credit code'],
  outletCode: ['排放口编号', 'Outlet'],
  factor: ['污染物', 'Pollutant'],
  sampledOn: ['采样日期', 'Sampled on'],
  value: ['监测结果', 'Result'],
  unit: ['单位', 'Unit'],
  reportNo: ['报告编号', 'Report no.'],
  authority: ['监测单位', 'Measured by'],
  fromOn: ['起始日期', 'From'],
  toOn: ['截止日期', 'To'],
  judged: ['评价时段数', 'Periods judged'],
  exceeded: ['超标时段数', 'Periods over'],
  min: ['最低浓度', 'Lowest'],
  mean: ['平均浓度', 'Mean'],
  max: ['最高浓度', 'Highest'],
  total: ['排放量（吨）', 'Total (t)'],
  source: ['数据来源', 'Source'],
}
export const entryFieldName = (locale: Locale, field: EntryField) => fields[field][locale === 'zh' ? 0 : 1]

type Given = Record<string, string | number>
type Sentence = (say: { text: (name: string) => string; n: (name: string) => string }) => readonly [string, string]

const sentences: Record<EntryProblemCode, Sentence> = {
  missing: () => ['请填写。', 'Please fill this in.'],
  too_long: ({ n }) => [`太长，最多 ${n('most')} 个字。`, `Too long: at most ${n('most')} characters.`],
  bad_code: ({ text }) => [
    `“${text('given')}”不是统一社会信用代码（18 位，末位为校验位）。`,
    `“${text('given')}” is no credit code (18 characters, the last a check).`,
  ],
  no_such_enterprise: ({ text }) => [
    `没有登记代码为“${text('given')}”的排污单位。`,
    `No enterprise is registered under “${text('given')}”.`,
  ],
  not_your_county: () => [
    '这家单位在其他县区，由当地或市局录入。',
    'This enterprise lies in another county: its own bureau or the city enters it.',
  ],
  no_such_outlet: ({ text }) => [
    `没有排放口“${text('given')}”；这家单位有：${text('allowed')}。`,
    `There is no outlet “${text('given')}”; this enterprise has ${text('allowed')}.`,
  ],
  no_such_factor: ({ text }) => [
    `不认识污染物“${text('given')}”；请用名称或代码（如 化学需氧量、w01018）。`,
    `“${text('given')}” is no pollutant known here; give its name or code (such as 化学需氧量, w01018).`,
  ],
  factor_of_other_medium: ({ text }) => [
    `“${text('given')}”不是这种排放口的污染物（废水、废气不同）。`,
    `“${text('given')}” is no pollutant of this kind of outlet (water or gas).`,
  ],
  date_unreadable: ({ text }) => [
    `“${text('given')}”读不懂；请写 2025-05-14。`,
    `“${text('given')}” is not readable; write 2025-05-14.`,
  ],
  date_not_a_day: ({ text }) => [
    `“${text('given')}”没有写到日；请写 2025-05-14。`,
    `“${text('given')}” names no day; write 2025-05-14.`,
  ],
  date_future: ({ text }) => [
    `“${text('given')}”还没有到（今天 ${text('today')}）。`,
    `“${text('given')}” is after today (${text('today')}).`,
  ],
  period_reversed: () => ['截止日期早于起始日期。', 'The period ends before it begins.'],
  period_two_years: () => ['一条汇总不能跨年，请按年分开。', 'A summary must lie within one year; please split it.'],
  not_a_value: ({ text }) => [
    `“${text('given')}”不是${text('unit') ? `以 ${text('unit')} 计的` : ''}数值；低于检出限写“未检出”或“<0.05”，未排放写“未排放”。`,
    `“${text('given')}” is no value${text('unit') ? ` in ${text('unit')}` : ''}; below detection write ND or <0.05, without discharge 未排放.`,
  ],
  not_a_count: ({ text }) => [`“${text('given')}”不是时段的个数。`, `“${text('given')}” is no number of periods.`],
  negative: ({ text }) => [`“${text('given')}”小于 0，不可能。`, `“${text('given')}” is below zero, which cannot be.`],
  unit_of_other_kind: ({ text }) => [
    `单位“${text('given')}”与这种污染物的单位（${text('allowed')}）不能换算。`,
    `The unit “${text('given')}” cannot be converted to that of this pollutant (${text('allowed')}).`,
  ],
  not_ordered: ({ n }) => [
    `平均应在最低 ${n('min')} 与最高 ${n('max')} 之间。`,
    `The mean must lie between ${n('min')} and ${n('max')}.`,
  ],
  more_exceeded: ({ n }) => [`超标多于评价的 ${n('judged')} 个时段。`, `More than the ${n('judged')} periods judged.`],
  twice_in_file: ({ n }) => [`第 ${n('line')} 行已有同一条。`, `Line ${n('line')} has the same one.`],
  overlaps: ({ text }) => [
    `与已录入的 ${text('from')} 至 ${text('to')} 重叠；同一时段请用相同的起止日期更正。`,
    `Overlaps with ${text('from')} to ${text('to')}, which is in force; to correct it give the same dates.`,
  ],
  already_entered: () => [
    '这份报告的这一项已经录入；如有错误请在下面的列表中更正。',
    'This result of this report was entered before; to put it right, correct it in the list below.',
  ],
}

export function entryProblemText(locale: Locale, code: EntryProblemCode, given: Given): string {
  const text = (name: string) => String(given[name] ?? '').slice(0, 60)
  const n = (name: string) => (typeof given[name] === 'number' ? formatNumber(locale, given[name]) : text(name))
  return sentences[code]({ text, n })[locale === 'zh' ? 0 : 1]
}

export const monitoringRefusals = bilingual(
  {
    wrong_entry: '有几项需要改正，没有录入。',
    reason_needed: '请写明更正理由，5 到 500 个字。',
    no_such_result: '没有这条监测结果。',
    already_superseded: '这条结果刚刚已被更正，请刷新页面。',
    nothing_changed: '内容与现行的一样，没有更正。',
    no_such_file: '没有这个文件。',
    already_applied: '这个文件已经导入过了。',
    file_refused: '文件里还有不能接受的行，没有写入任何内容。',
  } satisfies Record<MonitoringRefusalCode, string>,
  {
    wrong_entry: 'Some fields must be put right; nothing was entered.',
    reason_needed: 'Please give the reason of the correction, 5 to 500 characters.',
    no_such_result: 'There is no such result.',
    already_superseded: 'This result has just been corrected. Please reload the page.',
    nothing_changed: 'This is what is in force already; nothing was corrected.',
    no_such_file: 'There is no such file.',
    already_applied: 'This file was imported already.',
    file_refused: 'There are still lines that cannot be accepted; nothing was written.',
  },
)
