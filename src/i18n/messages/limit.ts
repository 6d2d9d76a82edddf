import { bilingual } from '#src/i18n/bilingual.ts'

/** The words of the limit line. "Over by 0.5×" is the legal 超标倍数: (value - limit) / limit. */
export const limitMessages = bilingual(
  {
    within: (share: string, limit: string) => `限值 ${limit} 的 ${share}`,
    near: (share: string, limit: string) => `接近限值 ${limit}，达 ${share}`,
    overBy: (multiple: string, limit: string) => `超标 ${multiple} 倍（限值 ${limit}）`,
    overLimit: (limit: string) => `超过限值 ${limit}`,
    insideRange: (range: string) => `在 ${range} 之内`,
    outsideRange: (range: string) => `超出 ${range}`,
    detected: '检出（不得检出）',
    notDetected: '未检出',
    noLimit: '无限值要求',
    notGiven: '未填报',
    limitLine: '限值',
    standingWithin: '限值以内',
    standingNear: '接近限值',
    standingOver: '超过限值',
    standingNone: '无数据',
  },
  {
    within: (share, limit) => `${share} of limit ${limit}`,
    near: (share, limit) => `near: ${share} of limit ${limit}`,
    overBy: (multiple, limit) => `over limit ${limit} by ${multiple}×`,
    overLimit: (limit) => `over the limit of ${limit}`,
    insideRange: (range) => `within ${range}`,
    outsideRange: (range) => `outside ${range}`,
    detected: 'detected (must not be)',
    notDetected: 'not detected',
    noLimit: 'no limit set',
    notGiven: 'not given',
    limitLine: 'Limit',
    standingWithin: 'within the limit',
    standingNear: 'near the limit',
    standingOver: 'over the limit',
    standingNone: 'no data',
  },
)

/** The same for a year's total against the permitted total. */
export const permitMessages: typeof limitMessages = {
  zh: {
    ...limitMessages.zh,
    within: (share, permitted) => `许可量 ${permitted} 的 ${share}`,
    near: (share, permitted) => `接近许可量 ${permitted}，达 ${share}`,
    overBy: (multiple, permitted) => `超许可量 ${multiple} 倍（许可 ${permitted}）`,
    overLimit: (permitted) => `超过许可量 ${permitted}`,
    noLimit: '未规定许可量',
  },
  en: {
    ...limitMessages.en,
    within: (share, permitted) => `${share} of permitted ${permitted}`,
    near: (share, permitted) => `near: ${share} of permitted ${permitted}`,
    overBy: (multiple, permitted) => `over permitted ${permitted} by ${multiple}×`,
    overLimit: (permitted) => `over the permitted ${permitted}`,
    noLimit: 'no permitted total',
  },
}
