import { columnParts } from '#domain/screening/rules/annex-one.ts'
import { isYesNo, type ScreeningField, type ScreeningTexts } from '#domain/screening/rules/fields.ts'
import { plainText } from '#src/text/plain-text.ts'

/** The columns of annex 1 that hold one field each; the others are divided by their words (`columnParts`). */
const single: readonly ScreeningField[] = [
  'prominentProblems',
  'monitoringReportNo',
  'exceeded',
  'exceedanceCause',
  'onlineExceeded',
  'onlineExceedanceCause',
  'enforcement',
]

/** What a line of annex 1 says, field by field; what it leaves empty is not in it. `unread`: columns whose 是 or 否 is neither. */
export function readScreeningTexts(cell: (column: string) => string): {
  texts: ScreeningTexts
  unread: ScreeningField[]
} {
  const texts: ScreeningTexts = {}
  const unread: ScreeningField[] = []
  for (const field of single) {
    const text = tidy(cell(field))
    if (text === '') continue
    if (!isYesNo(field)) texts[field] = text
    else {
      const answer = yesOrNo(text)
      if (answer) texts[field] = answer
      else unread.push(field)
    }
  }
  for (const column of ['permitAndDischarge', 'onlineMonitoring'] as const) {
    const text = tidy(cell(column))
    if (text !== '') Object.assign(texts, divided(text, columnParts[column]))
  }
  return { texts, unread }
}

const tidy = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').trim()

export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const given = plainText(text).toLowerCase()
  if (/^(是|有|√|超标|yes|y)$/.test(given)) return 'yes'
  if (/^(否|无|没有|×|未超标|不超标|no|n)$/.test(given)) return 'no'
  return undefined
}

/** A column of several parts, each after its own words on a line; without any the whole of it goes to the part that says most. */
function divided(text: string, parts: readonly (readonly [ScreeningField, string])[]): ScreeningTexts {
  const found: [ScreeningField, string[]][] = []
  for (const line of text.split('\n')) {
    const part = parts.find(([, words]) => line.startsWith(`${words}：`))
    if (part) found.push([part[0], [line.slice(part[1].length + 1)]])
    else if (found.length > 0) found.at(-1)?.[1].push(line)
    else found.push([parts.length > 3 ? 'permitContents' : 'onlineFactors', [line]])
  }
  return Object.fromEntries(found.map(([field, lines]) => [field, lines.join('\n')]))
}
