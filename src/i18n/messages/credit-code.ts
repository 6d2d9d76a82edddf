import type { CodeProblem } from '#domain/enterprise/rules/credit-code.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'

const words = bilingual(
  {
    empty: '没有填写代码；应填 18 位统一社会信用代码或 9 位组织机构代码。',
    length: (given: number) => `给出了 ${given} 位；统一社会信用代码应为 18 位，组织机构代码应为 9 位。`,
    oldLicence: '给出了 15 位数字，像是旧版营业执照注册号；请填 18 位统一社会信用代码。',
    character: (place: number, character: string) =>
      `第 ${place} 位“${character}”不在代码字符集内（0–9 和不含 I、O、S、V、Z 的大写字母）。`,
    instead: (character: string, instead: string) => `是不是把 ${instead} 写成了 ${character}？`,
    check: (given: string, expected: string) =>
      `校验位不符：最后一位是“${given}”，按前面各位算应为“${expected}”，多半是某一位写错了。`,
    unassigned: '各位全部相同，不是实际赋予的代码。',
  },
  {
    empty: 'No code was given; it has 18 characters (unified social credit code) or 9 (organisation code).',
    length: (given) => `${given} characters were given; a unified social credit code has 18, an organisation code 9.`,
    oldLicence:
      'These 15 digits look like an old business licence number; the unified social credit code has 18 characters.',
    character: (place, character) =>
      `Character ${place}, “${character}”, is not in the alphabet of the code (0–9 and capital letters without I, O, S, V, Z).`,
    instead: (character, instead) => `Was ${instead} meant by ${character}?`,
    check: (given, expected) =>
      `The check character does not fit: the last one is “${given}”, by the others it would be “${expected}”. Most likely one character is wrong.`,
    unassigned: 'All characters are the same: no such code was ever given out.',
  },
)

/** What is wrong with a code, in one sentence or two. */
export function codeProblemText(locale: Locale, problem: CodeProblem): string {
  const say = words[locale]
  switch (problem.kind) {
    case 'empty':
      return say.empty
    case 'length':
      return problem.looksLike ? say.oldLicence : say.length(problem.given)
    case 'character': {
      const { place, character, instead } = problem
      const says = say.character(place, character)
      return instead ? `${says}${locale === 'en' ? ' ' : ''}${say.instead(character, instead)}` : says
    }
    case 'check':
      return say.check(problem.given, problem.expected)
    case 'unassigned':
      return say.unassigned
  }
}
