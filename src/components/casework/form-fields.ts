import type { caseRows } from '#domain/violation/input/draft.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'

interface FormFields {
  plain: Record<string, string>
  lists: Record<'bases' | 'outlets' | 'confirmed', string[]>
  rows: Record<keyof typeof caseRows, Record<string, string>[]>
}

/** A saved content as the fields of its form. */
export function formFields(content: CaseContent): FormFields {
  const { measures, persons, bases, outlets, confirmed, disclosures, readings, ...plain } = content
  return {
    plain: {
      ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, value ?? ''])),
      disclosures: disclosures.join(', '),
      readings: readings.join('\n'),
    },
    lists: { bases, outlets: outlets.map(String), confirmed },
    rows: {
      measures: measures.map(({ kind, amountFen, fromOn, toOn, prolongedOn, periods, detail }) => ({
        kind,
        amount: amountFen === null ? '' : String(amountFen / 100),
        fromOn: fromOn ?? '',
        toOn: toOn ?? '',
        prolongedOn: prolongedOn ?? '',
        periods: periods.map(({ servedOn, recheckedOn }) => `${servedOn} ${recheckedOn}`).join('\n'),
        detail,
      })),
      persons: persons.map(({ name, position, kind, isMinor }) => ({
        name,
        position,
        kind,
        isMinor: isMinor ? 'on' : '',
      })),
    },
  }
}
