import { findPersonalData } from '#src/text/personal-data.ts'

/** Figures as people also write and say them, by what they mean. */
const spoken = ['〇零○洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾']
/** One sign for one: 一三九, 壹叁玖, ①, ٣, ３, 𝟑 as figures, all else as it is. */
function figureOf(sign: string): string {
  const said = spoken.findIndex((signs) => signs.includes(sign))
  if (said >= 0) return String(said)
  if (!/\p{N}/u.test(sign)) return sign.length === 1 ? sign : '?'
  const plain = sign.normalize('NFKC')
  if (/^\d$/.test(plain)) return plain
  const code = sign.codePointAt(0) ?? 0
  // Of other scripts the ten figures stand together.
  if (/\p{Nd}/u.test(sign)) for (let zero = code; zero > code - 10; zero--) if (isZero(zero)) return String(code - zero)
  return sign.length === 1 ? sign : '?'
}
const isZero = (code: number) => !/\p{Nd}/u.test(String.fromCodePoint(code - 1))

/** What may stand between two figures of one number: the same everywhere in it, and nothing that separates the items of a list. */
const between = '[ \\t\\u00a0\\u3000\\p{Pd}\\p{Pc}\\p{S}.·*•\\u200b-\\u200f\\u2060\\ufeff]{0,3}'
const numbers = [
  new RegExp(`(?<![0-9])1${between}[3-9](?:${between}\\d){9}(?![0-9])`, 'gu'),
  new RegExp(`(?<![0-9])[1-9](?:${between}\\d){16}${between}[\\dXx](?![0-9])`, 'gu'),
]
const isOneNumber = (found: string) => new Set(found.match(/[^0-9Xx]+/gu)).size < 2
const surname =
  '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]'
const endOfName = '(?=$|[\\s，,。.；;、！!（(])'
/** What somebody says of himself, though it is no number; the first group stays. */
const said = [
  /((?:微信号?|v信|威信|VX|wechat|weixin|QQ号?|扣扣|抖音号?)[:：是为\s]{0,3})([A-Za-z0-9_-]{5,20})/giu,
  new RegExp(
    `((?:我叫|本人叫|我的名字[是叫]|姓名|举报人|联系人|署名|落款)[:：是为\\s]{0,2})([\\p{Script=Han}]{2,4}(?:·[\\p{Script=Han}]{1,6})?)${endOfName}`,
    'gu',
  ),
  new RegExp(`((?:我|本人)是)(${surname}[\\p{Script=Han}]{1,2})${endOfName}`, 'gu'),
]
/** Not a name, though it stands where one would. */
const noName =
  /^(?:附近|本村|村民|居民|群众|市民|住户|业主|工人|员工|职工|学生|老师|路人|一名|一个|这里|当地|匿名|周边|旁边|厂里|厂内|前员|离职|在职|退休|受害|目击|志愿|环保|高中|江边|石化|金属)/

/**
 * What a reporter wrote, with what looks like personal data covered, sign for sign: telephones, identity numbers, addresses, also where
 * the figures are written out or apart, and the names by which he calls himself.
 */
export function maskPersonal(text: string): string {
  let masked = cover(
    text,
    findPersonalData(text).map(({ found }) => found),
  )
  const signs = [...masked]
  const line = signs.map(figureOf).join('')
  for (const pattern of numbers)
    for (const { 0: found, index } of line.matchAll(pattern))
      if (isOneNumber(found)) signs.fill('█', index, index + found.length)
  masked = signs.join('')
  for (const pattern of said)
    masked = masked.replace(pattern, (whole, before: string, found: string) =>
      noName.test(found) ? whole : before + '█'.repeat([...found].length),
    )
  return masked
}

function cover(text: string, found: readonly string[]): string {
  let [masked, from] = ['', 0]
  for (const each of found) {
    const at = text.indexOf(each, from)
    masked += text.slice(from, at) + '█'.repeat([...each].length)
    from = at + each.length
  }
  return masked + text.slice(from)
}
