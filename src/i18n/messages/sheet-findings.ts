import type { SheetFinding, SheetProblemCode } from '#domain/disclosure/rules/sheet/finding.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { sheetTitle } from '#src/i18n/messages/sheet-form.ts'

type Said = (name: string) => string
type Sentence = (said: Said) => readonly [zh: string, en: string]

/** What is said of an uploaded workbook. What stands against a field is said in the words of the form. */
const sentences: Record<SheetProblemCode, Sentence> = {
  no_identity: () => [
    '这不是从本站下载的填报表：找不到“填写说明”中的系统识别码。请下载本企业的表格，把内容填进去。',
    'This is not the workbook of this site: the machine code of its cover was not found. Download your workbook and fill that in.',
  ],
  identity_changed: () => [
    '系统识别码被改动过，认不出是哪一份表格。请重新下载。',
    'The machine code was changed, so the workbook is not known again. Please download a new one.',
  ],
  template_version: (said) => [
    `表格是旧格式（第 ${said('given')} 版，现用第 ${said('expected')} 版）。请重新下载，把内容复制过去。`,
    `The workbook is of an older form (${said('given')}; now ${said('expected')}). Download a new one and copy your entries over.`,
  ],
  other_firm: (said) => [
    `这是统一社会信用代码 ${said('given')} 的表格，本企业是 ${said('expected')}。`,
    `This is the workbook of the enterprise ${said('given')}; yours is ${said('expected')}.`,
  ],
  other_year: (said) => [
    `这是 ${said('given')} 年度的表格，这里填报的是 ${said('expected')} 年度。`,
    `This is the workbook of ${said('given')}; here ${said('expected')} is filed.`,
  ],
  other_draft: () => [
    '这份表格属于另一份草稿（已放弃或已公开）。请重新下载。',
    'This workbook belongs to another draft, discarded or published since. Please download a new one.',
  ],
  revision_unknown: () => [
    '表格比现有草稿还新，对不上。请重新下载。',
    'The workbook is newer than the draft, which cannot be. Please download a new one.',
  ],
  sheet_missing: (said) => [
    `缺少工作表“${sheetTitle('zh', said('sheet') as 'rows')}”。请重新下载，不要删除工作表。`,
    `The sheet “${sheetTitle('en', said('sheet') as 'rows')}” is missing. Download a new workbook and take no sheet out.`,
  ],
  sheet_twice: () => ['同一张工作表出现了两次，请只留一张。', 'This sheet is there twice. Please keep one.'],
  sheet_hidden: () => [
    '工作表被隐藏了。看不见的内容不予接收，请取消隐藏。',
    'The sheet is hidden. What is not seen is not taken: please show it.',
  ],
  sheet_extra: () => ['不是填报表的工作表，没有读取。', 'No sheet of the form: it was not read.'],
  column_missing: (said) => [
    `缺少“${said('column')}”这一列（或其上方的隐藏标记）。请重新下载。`,
    `The column “${said('column')}” (or the hidden mark above it) is missing. Please download a new workbook.`,
  ],
  column_twice: () => ['这一列出现了两次，请只留一列。', 'This column is there twice. Please keep one.'],
  merged: (said) => [
    `${said('range')} 是合并单元格，看不出数值属于哪一行。请取消合并，逐格填写。`,
    `${said('range')} is merged, so it cannot be told which line it belongs to. Please unmerge it and fill in each cell.`,
  ],
  hidden_row: () => [
    '这一行被隐藏或筛选掉了，但有内容。看不见的内容不予接收，请取消隐藏或筛选。',
    'This line is hidden or filtered out, but holds something. What is not seen is not taken: please show it.',
  ],
  hidden_column: (said) => [
    `${said('column')} 列被隐藏，但有内容。看不见的内容不予接收，请取消隐藏。`,
    `Column ${said('column')} is hidden, but holds something. What is not seen is not taken: please show it.`,
  ],
  outside: (said) => [
    `表格之外写有“${said('given')}”。请移到表内或删去。`,
    `“${said('given')}” stands outside the table. Move it into the table or take it away.`,
  ],
  row_unknown: (said) => [
    `“${said('given')}”不是本企业今年应填的排放口和因子。请勿增加行。`,
    `“${said('given')}” is no outlet and factor of your form this year. Please add no lines.`,
  ],
  row_without_key: () => [
    '这一行看不出属于哪一项：灰色列的编号是空的或不完整。',
    'It cannot be told what this line is about: its grey cells are blank or incomplete.',
  ],
  row_twice: (said) => [
    `与第 ${said('line')} 行重复，请只留一行。`,
    `The same as line ${said('line')}. Please keep one.`,
  ],
  row_missing: (said) => [
    `缺少“${said('row')}”这一行。请勿删除行；没有数值的请选择原因。`,
    `The line “${said('row')}” is missing. Please take no lines out; where there is no value choose the reason.`,
  ],
  item_number: (said) => [
    `行号“${said('given')}”应为 1 至 99999 的整数，或留空。`,
    `The number “${said('given')}” must be a whole number from 1 to 99999, or blank.`,
  ],
  not_asked: (said) => [
    `这一格不需填写，却写有“${said('given')}”。请删去。`,
    `Nothing is asked here, but “${said('given')}” was given. Please take it away.`,
  ],
  given_changed: (said) => [
    `这一列由系统填好：原为“${said('was')}”，改成的“${said('given')}”没有读取。如有变化请联系生态环境部门。`,
    `This column is given: it was “${said('was')}”; “${said('given')}” was not read. If it has changed, tell the bureau.`,
  ],
  formula: (said) => [
    `这一格是公式，取的是文件中存好的结果“${said('given')}”，请核对。`,
    `The cell is a formula; its saved value “${said('given')}” was taken. Please check it.`,
  ],
  formula_without_value: () => [
    '这一格是公式，但文件中没有存下结果。请改为直接填写数值。',
    'The cell is a formula without a saved value. Please type the value itself.',
  ],
  cell_error: (said) => [
    `这一格的公式出错（${said('given')}）。请改为直接填写数值。`,
    `The formula in this cell fails (${said('given')}). Please type the value itself.`,
  ],
  edited_by_another: (said) => [
    `下载之后同事在网页上改成了“${said('theirs') || '空'}”，您的表中是“${said('mine') || '空'}”。请改成一致，或在上传时勾选“以我的表格为准”。`,
    `A colleague has saved “${said('theirs') || 'nothing'}” since the download; your workbook says “${said('mine') || 'nothing'}”. Make them alike, or upload again with “my workbook stands”.`,
  ],
  more: (said) => [`同类问题还有 ${said('more')} 处。`, `${said('more')} more of the same kind.`],
}

/** One finding in the reader's words; where it is stands beside it. */
export function sheetFindingText(locale: Locale, { code, given }: SheetFinding): string {
  const said: Said = (name) => String(given[name] ?? '').slice(0, 80)
  const sentence = sentences[code as SheetProblemCode]
  if (sentence) return sentence(said)[locale === 'zh' ? 0 : 1]
  const allowed = String(given[locale === 'zh' ? 'allowedZh' : 'allowedEn'] ?? '')
  const more = allowed && (locale === 'zh' ? `可填：${allowed}。` : ` Allowed: ${allowed}.`)
  return problemText(locale, code, given) + more
}
