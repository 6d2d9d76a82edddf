import { bilingual } from '#src/i18n/bilingual.ts'

/** What stands in and around charts. */
export const chartMessages = bilingual(
  {
    limit: (value: string) => `限值 ${value}`,
    permit: (value: string) => `许可 ${value}`,
    over: '（超标）',
    noValue: '无数据',
    comma: '，',
    series: (name: string, unit: string, values: string) => `${name}${unit && `（${unit}）`}：${values}。`,
    point: (name: string, year: string, value: string, over: boolean) =>
      `${name} ${year}：${value}${over ? '，超标' : ''}`,
    bar: (name: string, value: string, over: boolean) => `${name}：${value}${over ? '，超标' : ''}`,
    gap: '斜线：该年没有数值，原因见数据表',
    overMark: '▲ 超标',
    limitMark: '粗线：排放限值',
    permitMark: '粗线：许可排放量',
    table: '数据表',
    download: (format: string) => `下载这些数据（${format}）`,
  },
  {
    limit: (value: string) => `limit ${value}`,
    permit: (value: string) => `permitted ${value}`,
    over: '(over the limit)',
    noValue: 'no value',
    comma: ', ',
    series: (name: string, unit: string, values: string) => `${name}${unit && ` (${unit})`}: ${values}.`,
    point: (name: string, year: string, value: string, over: boolean) =>
      `${name} ${year}: ${value}${over ? ', over the limit' : ''}`,
    bar: (name: string, value: string, over: boolean) => `${name}: ${value}${over ? ', over the limit' : ''}`,
    gap: 'Hatched: no value for that year; the table says why',
    overMark: '▲ over the limit',
    limitMark: 'Heavy line: the emission limit',
    permitMark: 'Heavy line: the permitted total',
    table: 'The table behind it',
    download: (format: string) => `Download these data (${format})`,
  },
)
