/**
 * 文书号 as a key: brackets of every kind become round ones, blanks and invisible signs go, full width becomes half width,
 * letters upper case. `益环罚〔2017〕12号`, `益环罚[2017] 12号` and `益环罚（2017）１２号` are one document.
 */
export function decisionNoKey(decisionNo: string): string {
  return decisionNo
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[〔【〖「『［[{〈《]/g, '(')
    .replace(/[〕】〗」』］\]}〉》]/g, ')')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .normalize('NFKC') // what an invisible sign kept apart may join now
}
