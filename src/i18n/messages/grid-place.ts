import { type CourseProblem, courseLimits } from '#domain/grid/rules.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** What is wrong with a place that was typed or clicked. */
export const gridPlaceProblem = (locale: Locale, given: string): string =>
  locale === 'zh'
    ? `“${given}”不是一个位置；请写成 经度,纬度（WGS 84），例如 112.135,28.521`
    : `"${given}" is no place; write longitude,latitude (WGS 84), for example 112.135,28.521`

/** What is wrong with the course of a reach that was typed. */
export function courseProblem(locale: Locale, problem: CourseProblem): string {
  const zh = locale === 'zh'
  const { least, most, stepKm } = courseLimits
  if (problem.kind === 'count')
    return zh
      ? `共 ${problem.count} 个点；一段河道用 ${least} 至 ${most} 个点画出`
      : `${problem.count} places; a reach is drawn with ${least} to ${most}`
  const { line, given } = problem
  switch (problem.kind) {
    case 'unreadable':
      return zh
        ? `第 ${line} 行“${given}”不是一个位置；每行写 经度,纬度（WGS 84），例如 112.135,28.521`
        : `Line ${line}, "${given}", is no place; write longitude,latitude (WGS 84), for example 112.135,28.521`
    case 'elsewhere':
      return zh ? `第 ${line} 行“${given}”不在本市范围内` : `Line ${line}, "${given}", lies beyond the city`
    case 'twice':
      return zh ? `第 ${line} 行“${given}”与上一点相同` : `Line ${line}, "${given}", is the place before again`
    case 'too_far':
      return zh
        ? `第 ${line} 行“${given}”离上一点 ${problem.km} 千米；相邻两点不超过 ${stepKm} 千米`
        : `Line ${line}, "${given}", is ${problem.km} km from the place before; at most ${stepKm} km`
  }
}
