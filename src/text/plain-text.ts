/** For codes, numbers, dates and headers: full width becomes half width, all kinds of blanks one blank, none at the ends. */
export function plainText(given: string): string {
  return collapsed(given.toWellFormed().normalize('NFKC'))
}

/** As plainText, without any blank: for codes, numbers and the names of counties, where a blank is always a slip. */
export const withoutBlanks = (given: string): string => plainText(given).replaceAll(' ', '')

/**
 * For names and sentences that are shown again: letters and digits in half width, punctuation as it was typed, brackets in
 * Chinese text in full width as the register has them, and no blanks between Chinese characters
 * or before and after their numbers (`益 阳 纸 业`, `1 号`).
 */
export function readableText(given: string): string {
  const text = collapsed(given.toWellFormed().normalize('NFC'))
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/(?<=[\p{Script=Han}（）)]) (?=[\p{Script=Han}（(）\d])|(?<=\d) (?=\p{Script=Han})/gu, '')
  return /\p{Script=Han}/u.test(text) ? text.replaceAll('(', '（').replaceAll(')', '）') : text
}

const collapsed = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
