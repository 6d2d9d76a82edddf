import { parseCode } from '#domain/enterprise/rules/credit-code.ts'
import type { ImportColumn, ImportField } from '#domain/enterprise/rules/import/columns.ts'
import { readPlace } from '#domain/enterprise/rules/import/place.ts'
import { readChoices, readStart } from '#domain/enterprise/rules/import/row-choices.ts'
import { readContact, readTexts } from '#domain/enterprise/rules/import/row-texts.ts'
import type { ImportContext, ImportRow, ImportValues, RowTools } from '#domain/enterprise/rules/import/row-tools.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { Cell, SheetRow } from '#platform/sheet/sheet.ts'
import { codeProblemText } from '#src/i18n/messages/credit-code.ts'
import { importMessages } from '#src/i18n/messages/import.ts'
import { plainText, readableText } from '#src/text/plain-text.ts'

/** What stands below a printed table: notes, sums, who filled it in. */
const isNote = /^(注|备注|说明|合计|总计|小计|填报|填表|制表|审核)/

/** Reads one line of the sheet. The line is of no use when `row` is undefined; `findings` then say why. */
export function readRow(
  { line, cells }: SheetRow,
  columns: readonly ImportColumn[],
  context: ImportContext,
): { row: ImportRow | undefined; findings: Finding[] } {
  const say = importMessages[context.locale]
  const findings: Finding[] = []
  const at = (field: ImportField) => columns.find((column) => column.field === field)
  const wrong: ImportField[] = []
  const find = (severity: Finding['severity'], field: ImportField, message: string, more: Partial<Finding> = {}) => {
    if (severity === 'refuse') wrong.push(field)
    const column = at(field)
    const given = column ? shown(cells[column.index] ?? null) : null
    findings.push({
      severity,
      line,
      column: column?.letter ?? null,
      header: column?.header ?? null,
      given,
      message,
      ...more,
    })
  }
  const cell = (field: ImportField): Cell => cells[at(field)?.index ?? -1] ?? null
  const text = (field: ImportField) => (cell(field) === null ? '' : readableText(shown(cell(field)) ?? ''))
  const tools = { cell, text, refuse: find.bind(null, 'refuse'), warn: find.bind(null, 'warn'), context }

  const filled = cells
    .flatMap((value) => (value === null ? [] : [plainText(String(value))]))
    .filter((value) => value !== '')
  if (text('creditCode') === '' && (text('name') === '' || filled.length === 1 || isNote.test(text('name')))) {
    if (filled.length > 0) {
      findings.push({
        severity: 'warn',
        line,
        column: null,
        header: null,
        given: filled[0] ?? null,
        message: say.ignoredRow,
      })
    }
    return { row: undefined, findings }
  }
  const code = readCode(tools)
  const values: ImportValues = {
    creditCode: code.code,
    ...readTexts(tools),
    ...readChoices(tools),
    ...readPlace(tools),
  }
  readStart(tools, values)
  readContact(tools, values)
  return { row: { line, values, needsOverride: code.needsOverride, wrong }, findings }
}

function readCode({ cell, text, refuse, warn, context }: RowTools): { code: string; needsOverride: boolean } {
  const say = importMessages[context.locale]
  const given = cell('creditCode')
  const none = { code: '', needsOverride: false }
  if (text('creditCode') === '') {
    refuse('creditCode', say.noCode)
    return none
  }
  if (typeof given === 'number' && given >= 1e15) {
    refuse('creditCode', say.codeAsNumber)
    return none
  }
  const parsed = parseCode(String(given))
  if (parsed.ok) return { code: parsed.code, needsOverride: false }
  const isOverridden = parsed.mayOverride && context.overrideReason !== undefined
  const message = parsed.problems.map((problem) => codeProblemText(context.locale, problem)).join(' ')
  if (isOverridden) warn('creditCode', say.overridden)
  else if (parsed.mayOverride)
    refuse('creditCode', [message, say.mayOverride].join(context.locale === 'zh' ? '' : ' '), { mayOverride: true })
  else refuse('creditCode', message)
  return parsed.mayOverride ? { code: parsed.code, needsOverride: true } : none
}

/** A cell as the reader sees it. */
function shown(cell: Cell): string | null {
  if (cell === null) return null
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
  return text.length > 5000 ? text.slice(0, 5000) : text
}
