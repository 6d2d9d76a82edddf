export type PersonalDataKind =
  | 'id_number'
  | 'mobile'
  | 'telephone'
  | 'email'
  | 'bank_account'
  | 'home_address'
  | 'birth_date'

export interface PersonalDatum {
  kind: PersonalDataKind
  found: string
}

const sep = '[ \\u00a0-]?'
const digits = (n: string) => `(?:\\d${sep})${n}`

/** In this order: what is found by one is not looked at by the next. */
const patterns: readonly [PersonalDataKind, RegExp][] = [
  ['email', /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g],
  [
    'id_number',
    new RegExp(
      `(?<![0-9A-Za-z])[1-9]${digits('{5}')}(?:1[89]|20)${digits('{2}')}(?:0[1-9]|1[0-2])${sep}(?:0[1-9]|[12]\\d|3[01])${sep}\\d${sep}\\d${sep}\\d${sep}[\\dXx](?![0-9A-Za-z])`,
      'g',
    ),
  ],
  ['id_number', /(?<![0-9A-Za-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])/g],
  ['mobile', new RegExp(`(?<![0-9A-Za-z])(?:\\+?86${sep})?1[3-9]${digits('{8}')}\\d(?![0-9A-Za-z])`, 'g')],
  ['bank_account', /(?:账号|帐号|账户|卡号)[^\d\n]{0,6}\d(?:[ -]?\d){9,20}/g],
  ['bank_account', new RegExp(`(?<![0-9A-Za-z])[3-9]${digits('{14,17}')}\\d(?![0-9A-Za-z])`, 'g')],
  ['telephone', /(?<![0-9A-Za-z])0\d{2,3}[ -]?[2-9]\d{6,7}(?![0-9A-Za-z])/g],
  [
    'birth_date',
    /(?:出生(?:日期|年月)?|生日|生于)[:：于为是\s]{0,3}\d{4}(?:年|[./-])\d{1,2}(?:月|[./-])?(?:\d{1,2}日?)?|\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:出生|生)(?!产)/g,
  ],
  [
    'home_address',
    /(?:家庭住址|家庭地址|现住址|户籍地|户籍所在地|身份证住址|住址|家住|现住|暂住)[:：于在为是\s]{0,3}[^\s，。；、]{3,40}/g,
  ],
  [
    'home_address',
    /[\p{Script=Han}]{2,12}(?:小区|花园|家园|公寓|新村|宿舍)[^\s，。；、]{0,12}\d+(?:栋|幢|号楼|单元|号|室)[^\s，。；、]{0,12}/gu,
  ],
  ['home_address', /\d+(?:栋|幢|号楼)(?:\d+单元)?\d{2,4}(?:室|号|房)/g],
]

/**
 * What looks like the data of a natural person that must not stand in a published document, in the order in which it stands
 * there. Full width figures count as plain ones. A finding is a question to the drafter: to mark it, or to confirm that it is
 * public data of an office.
 * Source: 政府信息公开条例 第十五条; 个人信息保护法 第二十八条、第三十四条
 */
export function findPersonalData(text: string): PersonalDatum[] {
  // One character for one, so that what is found can be cut out of the text as it was typed.
  let left = text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ')
  const found: (PersonalDatum & { at: number })[] = []
  for (const [kind, pattern] of patterns) {
    left = left.replace(pattern, (match, ...more) => {
      const at = more.find((each): each is number => typeof each === 'number') as number
      found.push({ kind, found: text.slice(at, at + match.length), at })
      return '\u0001'.repeat(match.length)
    })
  }
  return found.sort((a, b) => a.at - b.at).map(({ kind, found }) => ({ kind, found }))
}

/** Whether it holds anything of a private person: a telephone in an office may stand. */
export const holdsPrivateData = (text: string): boolean =>
  findPersonalData(text).some(({ kind }) => kind !== 'telephone')
