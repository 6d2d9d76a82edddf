import { findPersonalData } from '#domain/violation/rules/personal-data.ts'

/** What a reporter wrote, with what looks like personal data covered, sign for sign: telephones, identity numbers, addresses. */
export function maskPersonal(text: string): string {
  let [masked, from] = ['', 0]
  for (const { found } of findPersonalData(text)) {
    const at = text.indexOf(found, from)
    masked += text.slice(from, at) + '█'.repeat([...found].length)
    from = at + found.length
  }
  return masked + text.slice(from)
}
