import type { OverLimit } from '#domain/monitoring/queries/over-limit.ts'

/** Values as a case names them, in Chinese as the record is: the value, its limit, the day, and where it is written. */
export function readingWords({ samples, online }: OverLimit): string[] {
  return [
    ...samples.map(({ outletCode, factorZh, sampledOn, value, unit, limitMin, limitMax, reportNo }) => {
      const limit = limitMin === null ? `${limitMax}` : `${limitMin}～${limitMax}`
      return `监督性监测 ${sampledOn} ${outletCode} ${factorZh} ${value} ${unit}，限值 ${limit} ${unit}（报告 ${reportNo}）`
    }),
    ...online.map(
      ({ outletCode, factorZh, fromOn, toOn, judgedCount, exceedanceCount, max, unit }) =>
        `在线监测 ${fromOn} 至 ${toOn} ${outletCode} ${factorZh} 超标 ${exceedanceCount} 次（共 ${judgedCount} 次），最大 ${max} ${unit}`,
    ),
  ].map((words) => words.slice(0, 200))
}
