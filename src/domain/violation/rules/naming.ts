import { pinyin } from 'pinyin-pro'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { namedPersons } from '#domain/violation/rules/persons.ts'
import reference from '../../../../content/reference/naming.json' with { type: 'json' }

/** Of two characters; any other surname is the first one. */
const compound = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 东郭 南门 西门 轩辕'.split(
    ' ',
  ),
)
/** With one of these a name is that of a firm, a farm or an office, however short. */
const ofOrganisation =
  /公司|集团|厂|场|社|部|店|所|站|院|校|局|处|园|行|馆|坊|铺|庄|矿|队|户|室|吧|中心|基地|银行|协会|委员会|企业|商号|经营|养殖|加工|服务/

/** 自然人: a party whose name is nothing but a person's, also written `甲乙（个体工商户）` or `经营者甲乙`. */
export function personOfParty(party: string): string | undefined {
  const [, name] =
    /^(?:经营者|当事人)?[:：]?\s*([^（()）\s]+)\s*(?:[（(](?:个体工商户|个人|自然人|农户|经营者)[）)])?$/.exec(
      party.trim(),
    ) ?? []
  if (!name || ofOrganisation.test(name)) return undefined
  return /^\p{Script=Han}{2,4}$|^\p{Script=Han}{1,10}(?:[·•]\p{Script=Han}{1,10})+$/u.test(name) ? name : undefined
}

/** 姓加某: `张某`, `欧阳某`; of a name with a dot its first part. */
export function surnameOnly(name: string): string {
  const [first = ''] = name.split(/[·•]/)
  if (first !== name) return `${first}某`
  const two = Array.from(name).slice(0, 2).join('')
  return `${compound.has(two) && Array.from(name).length > 2 ? two : Array.from(name)[0]}某`
}

/** The setting for a kind of document on a day (content/reference/naming.json). */
export function namingOf(document: string, day: string) {
  return reference.documents.find(
    (each: { document: string; validFrom: string; validTo: string | null }) =>
      each.document === document && each.validFrom <= day && (each.validTo === null || day < each.validTo),
  )
}

/**
 * Names of natural persons that must not stand in the public texts of a case: of the party, where it is an individual and the
 * setting does not order the name; of every person whom the rule of names does not name; of minors always.
 * Source: city rule 五（二）; 个人信息保护法 第十三条、第三十四条; 未成年人保护法 第一百零三条
 */
export function hiddenNames({ category, persons, enterpriseName, creditCode, decidedOn }: NamedContent): string[] {
  const setting = namingOf('violation_case', decidedOn ?? '9999-12-31')
  const isPartyNamed = setting?.individualParty === 'full'
  const party = creditCode === '' && !isPartyNamed ? personOfParty(enterpriseName) : undefined
  const grown = persons.filter(({ isMinor }) => !isMinor).map(({ name }) => name)
  const { responsiblePersons: named } = namedPersons(category, { legalRepresentative: null, responsiblePersons: grown })
  const unnamed = persons.map(({ name }) => name).filter((name) => !named.includes(name))
  const minors = persons.filter(({ isMinor }) => isMinor).map(({ name }) => name)
  const names = [...(party ? [party] : []), ...unnamed, ...minors]
  // The longer first: a name that holds another is not cut in two.
  return [...new Set(names)].filter((name) => Array.from(name).length > 1).sort((a, b) => b.length - a.length)
}
type NamedContent = Pick<CaseContent, 'category' | 'persons' | 'enterpriseName' | 'creditCode' | 'decidedOn'>

/** A public text with those names as surname and 某; in Latin letters, in either order, as the surname and Mou. */
export const concealNames = (text: string, names: readonly string[]): string =>
  names.reduce(
    (left, name) => left.replaceAll(name, surnameOnly(name)).replace(latinForms(name), latinSurname(name)),
    text,
  )

/** Those of the names that stand in a text, in either script. */
export const namesIn = (text: string, names: readonly string[]): string[] =>
  names.filter((name) => text.includes(name) || text.search(latinForms(name)) >= 0)

/** `Ouyang Jiayi`, `OUYANG Jia-yi`, `Jiayi Ouyang`: with capitals, so that plain words are no names. Of a name in other letters none. */
function latinForms(name: string): RegExp {
  if (!/^\p{Script=Han}+$/u.test(name)) return /(?!)/
  const [surname, given] = spelt(name).map(inAnyCase) as [string, string]
  return new RegExp(`(?<![A-Za-z])(?:${surname}\\s+${given}|${given}\\s+${surname})(?![A-Za-z])`, 'g')
}

/** One part of a name: it begins with a capital, its syllables are written together or apart; ü also as u, v or yu. */
const inAnyCase = (syllables: string[]): string =>
  syllables
    .map((syllable, at) =>
      Array.from(syllable, (letter, i) =>
        letter === 'v'
          ? '(?:[vuüVUÜ]|yu|YU)'
          : at + i === 0
            ? letter.toUpperCase()
            : `[${letter}${letter.toUpperCase()}]`,
      ).join(''),
    )
    .join("[\\s\u2019'-]?")

function latinSurname(name: string): string {
  const [surname = []] = spelt(name)
  const word = surname.join('').replace('v', 'ü')
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} Mou`
}

function spelt(name: string): [surname: string[], given: string[]] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
  const length = Array.from(surnameOnly(name)).length - 1
  return [syllables.slice(0, length), syllables.slice(length)]
}
