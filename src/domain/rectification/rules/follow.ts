import type { problemKinds, reportKinds, violationCategories } from '#db/vocabulary.ts'

type Kind = (typeof problemKinds)[number]
type Wrong = (typeof violationCategories)[number] | (typeof reportKinds)[number]

/** 无, 没有, 未发现问题: "none" is said in the self-check and in the bureau's findings, and is no problem. */
export const saysNone = (words: string): boolean =>
  /^(无|没有|未发现|none|no problems?( found)?)?[。.]?$|^(无|没有|未发现|不存在)(发现)?[^，。；]{0,6}(问题|异常)[。.]?$/i.test(
    words.trim(),
  )

export const wordsOfOrder = (number: string, result: 'violation' | 'falsified'): string =>
  result === 'falsified'
    ? `在线监控督办（${number}）核查认定：自动监测数据弄虚作假。`
    : `在线监控督办（${number}）核查认定：在线监测超标属实。`

/** The kinds of annex 1 for what the board and the report form call by other names. */
const kinds: Partial<Record<Wrong, Kind>> = {
  stealth_discharge: 'stealth_discharge',
  falsified_data: 'stealth_discharge',
  abnormal_operation: 'facility_inadequate',
  serious_exceedance: 'exceedance',
  unpermitted_discharge: 'permit',
  disclosure_failure: 'records',
}
export const kindOfWrong = (wrong: Wrong): Kind => kinds[wrong] ?? 'other'
