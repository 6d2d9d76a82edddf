/**
 * 文书号 as a key: brackets of every kind become round ones, blanks go, full width becomes half width, letters upper case.
 * `益环罚〔2017〕12号`, `益环罚[2017] 12号` and `益环罚（2017）１２号` are one document.
 */
export function decisionNoKey(decisionNo: string): string {
  return decisionNo
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[〔【［[{〈《]/g, '(')
    .replace(/[〕】］\]}〉》]/g, ')')
    .replace(/[\s\u200b\u200e\u200f\ufeff]/g, '')
    .toUpperCase()
}
