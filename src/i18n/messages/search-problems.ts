import { bilingual } from '#src/i18n/bilingual.ts'

/** What is wrong with a parameter of an address: what was given, what is allowed. */
export const searchProblemMessages = bilingual(
  {
    once: (name: string) => `参数 ${name} 只能给出一次。`,
    tooMany: (name: string, most: number) => `参数 ${name} 最多 ${most} 个值。`,
    notOneOf: (given: string, allowed: string) => `没有“${given}”这一选项；可选：${allowed}。`,
    notRegion: (given: string) => `“${given}”不是地区代码；应为 6 位数字，例如 430903。`,
    notCode: (given: string) => `“${given}”不是代码；应为字母、数字和连字符。`,
    unknownCode: (given: string, allowed: string) => `没有代码“${given}”；可选：${allowed}。`,
    tooLong: (given: number, most: number) => `查找词有 ${given} 个字符，最多 ${most} 个。`,
    noWord: (given: string) => `“${given}”里没有可查找的文字；请输入汉字、字母或数字。`,
    notWhole: (given: string, least: number, most: number) => `“${given}”不对；应为 ${least} 到 ${most} 的整数。`,
    notBbox: (given: string) => `“${given}”不是地图范围；应为“西,南,东,北”四个经纬度，例如 112.2,28.5,112.5,28.7。`,
    notCursor: '续页标记不对；请使用上一页 next 给出的地址。',
  },
  {
    once: (name) => `The parameter ${name} may be given once only.`,
    tooMany: (name, most) => `The parameter ${name} takes at most ${most} values.`,
    notOneOf: (given, allowed) => `There is no choice "${given}"; allowed: ${allowed}.`,
    notRegion: (given) => `"${given}" is no region code; six digits are, for example 430903.`,
    notCode: (given) => `"${given}" is no code; letters, digits and hyphens are.`,
    unknownCode: (given, allowed) => `There is no code "${given}"; allowed: ${allowed}.`,
    tooLong: (given, most) => `The search has ${given} characters; at most ${most} are allowed.`,
    noWord: (given) => `There is nothing to search for in "${given}"; give letters, digits or Chinese characters.`,
    notWhole: (given, least, most) => `"${given}" is not right; a whole number from ${least} to ${most} is.`,
    notBbox: (given) =>
      `"${given}" is no part of the map; give west,south,east,north in degrees, for example 112.2,28.5,112.5,28.7.`,
    notCursor: 'The cursor is not right; take the address that the page before gives as next.',
  },
)
