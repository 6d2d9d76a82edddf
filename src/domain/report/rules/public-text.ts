import { sharedRun } from '#domain/report/rules/likeness.ts'
import { findPersonalData, type PersonalDataKind } from '#src/text/personal-data.ts'

/** So many characters in a row as the reporter wrote them are his words, not those of the law. */
export const ownWordsRun = 16

export type PublicTextFault = { kind: PersonalDataKind | 'own_words'; found: string }

/** What must not stand in a text that the office writes for the public on a report: personal data, and the reporter's own sentences. */
export function publicTextFault(text: string, reporterWords: string): PublicTextFault | undefined {
  const [datum] = findPersonalData(text)
  if (datum) return datum
  const run = sharedRun(text, reporterWords, ownWordsRun)
  return run === undefined ? undefined : { kind: 'own_words', found: run }
}
