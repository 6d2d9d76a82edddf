/**
 * The key under which a penalty document (文书号, 益环罚〔2017〕12号) stands once: brackets of every kind become 〔〕, blanks and
 * invisible signs go, full-width signs become plain ones, Latin letters capital. Shown is always what is printed.
 */
export function decisionNoKey(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .normalize('NFKC')
    .replace(/[[({〔【〖「『〈《]/g, '〔')
    .replace(/[\])}〕】〗」』〉》]/g, '〕')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
}
